import type { Survey, SurveyAnswer } from '../../../../api/survey/campaign/schema.ts'
import type { Reader } from '../../../lib/text.ts'
import { newKey } from '../../feedback/form.ts'
import { textOf } from '../../person.ts'

/** What is ticked and typed to answer a survey. */
export interface SurveyForm {
  code: string
  station: string
  /** Levels by the number of the question; what is left out is not there. */
  answers: Record<string, string>
  comment: string
  website: string
  key: string
  proof: string
}

/** The switches of the header send this form along (Keep in the layout). */
export const surveyFormId = 'survey-form'

const mark = 'q'
/** How a question is named in the form. */
export const nameOf = (n: number | string) => `${mark}${n}`

/** A posted form, or an empty one. */
export function readSurvey(data: FormData | URLSearchParams): SurveyForm {
  const text = (name: string) => textOf(data, name)
  const key = text('key')
  return {
    code: text('code'),
    station: text('station').slice(0, 60),
    answers: Object.fromEntries(
      [...data.keys()]
        .filter((name) => /^q[1-8]$/.test(name) && /^[1-6]$/.test(text(name)))
        .map((name) => [name.slice(mark.length), text(name)]),
    ),
    comment: text('comment'),
    website: text('website'),
    // Sent twice, it counts once.
    key: /^[\w-]{8,128}$/.test(key) ? key : newKey(),
    proof: text('proof'),
  }
}

/** The body of POST /surveys/{id}/answers. */
export const answerBody = ({
  code,
  station,
  answers,
  comment,
  website,
  proof,
}: SurveyForm): SurveyAnswer => ({
  ...(code.trim() && { code }),
  ...(station && { station }),
  answers: Object.fromEntries(Object.entries(answers).map(([n, level]) => [n, Number(level)])),
  ...(comment.trim() && { comment }),
  ...(proof && { proof }),
  ...(website && { website }),
})

/** The field of the page that an error of the API belongs to. */
export const surveyPointers = ({ questions }: Pick<Survey, 'questions'>): Record<string, string> => ({
  '/code': 'code',
  '/station': 'station',
  '/comment': 'comment',
  ...Object.fromEntries(questions.map(({ n }) => [`/answers/${n}`, nameOf(n)])),
})

/** The name of each field, in the order of the page. */
export const surveyLabels = (
  { questions }: Pick<Survey, 'questions'>,
  { t, say }: Pick<Reader, 't' | 'say'>,
): Record<string, string> => ({
  code: t('survey.code'),
  station: t('survey.station'),
  ...Object.fromEntries(questions.map(({ n, text }) => [nameOf(n), say(text)])),
  comment: t('survey.words'),
})

/** What is wrong with a code stands beside its field. */
export const aboutCode: readonly string[] = ['survey-code-unknown', 'survey-code-used', 'too-many-tries']
