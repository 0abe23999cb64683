import type { DeskSurvey } from '../../../../api/survey/campaign/staffSchema.ts'
import type { StaffPage } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** As many questions can be asked. */
export const questionNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const
export const questionKinds = ['level5', 'choice', 'seen'] as const
const quotaMark = 'quota-'
/** The field of how many codes a station has. */
export const quotaName = (slug: string) => `${quotaMark}${slug}`

/** The card of a station on the page of a survey. */
export const placeName = (slug: string) => `place-${slug}`

const both = (data: FormData, name: string) => ({
  zh: textOf(data, `${name}Zh`),
  en: textOf(data, `${name}En`),
})
const lines = (text: string) => text.split(/\r?\n/).map((one) => one.trim())

/** The numbers of the questions of which a kind is chosen or anything is typed. */
const asked = (data: FormData) =>
  questionNumbers.filter((n) =>
    ['kind', 'textZh', 'choicesZh'].some((part) => textOf(data, `${part}${n}`) !== ''),
  )

function questionOf(data: FormData, n: number) {
  const kind = textOf(data, `kind${n}`) || 'level5'
  if (kind === 'seen') return { kind }
  const text = { zh: textOf(data, `textZh${n}`), en: textOf(data, `textEn${n}`) }
  if (kind !== 'choice') return { kind, text }
  const en = lines(textOf(data, `choicesEn${n}`))
  const choices = lines(textOf(data, `choicesZh${n}`))
    .filter((zh) => zh !== '')
    .map((zh, i) => ({ zh, en: en[i] ?? '' }))
  return { kind, text, choices }
}

/** The slugs of the stations that are to be asked. */
const chosen = (data: FormData) =>
  [...data.keys()]
    .filter((name) => name.startsWith(quotaMark) && textOf(data, name) !== '')
    .map((name) => name.slice(quotaMark.length))

/** A survey as it is typed. */
export const planOf = (data: FormData) => ({
  title: both(data, 'title'),
  about: both(data, 'about'),
  opensOn: textOf(data, 'opensOn'),
  closesOn: textOf(data, 'closesOn'),
  takesOpen: textOf(data, 'takesOpen') === '1',
  questions: asked(data).map((n) => questionOf(data, n)),
  stations: chosen(data).map((slug) => ({ slug, quota: Number(textOf(data, quotaName(slug))) })),
})

/** What stands in the form: as it was posted, or as it is kept. */
export function planValues(survey: DeskSurvey | null, data: FormData | null): Record<string, string> {
  if (data) return Object.fromEntries([...data.keys()].map((name) => [name, textOf(data, name)]))
  if (!survey) return { kind1: 'level5' }
  const { title, about, opensOn, closesOn, takesOpen, questions, stations } = survey
  return {
    titleZh: title.zh,
    titleEn: title.en,
    aboutZh: about.zh,
    aboutEn: about.en,
    opensOn,
    closesOn,
    takesOpen: takesOpen ? '1' : '',
    ...Object.fromEntries(
      questions.flatMap((question, i) => [
        [`kind${i + 1}`, question.kind],
        ...(question.kind === 'seen'
          ? []
          : [
              [`textZh${i + 1}`, question.text.zh],
              [`textEn${i + 1}`, question.text.en],
            ]),
        ...(question.kind === 'choice'
          ? [
              [`choicesZh${i + 1}`, question.choices.map(({ zh }) => zh).join('\n')],
              [`choicesEn${i + 1}`, question.choices.map(({ en }) => en).join('\n')],
            ]
          : []),
      ]),
    ),
    ...Object.fromEntries(stations.map(({ slug, quota }) => [quotaName(slug), String(quota)])),
  }
}

/** The fields of the builder by what the API calls them; it counts only the questions and stations that are filled in. */
export const planPointers = (data: FormData): Record<string, string> => ({
  '/kind': 'kind',
  '/title/zh': 'titleZh',
  '/title/en': 'titleEn',
  '/about/zh': 'aboutZh',
  '/about/en': 'aboutEn',
  '/opensOn': 'opensOn',
  '/closesOn': 'closesOn',
  '/questions': 'kind1',
  '/stations': 'stations',
  ...Object.fromEntries(
    asked(data).flatMap((n, i) => [
      [`/questions/${i}/kind`, `kind${n}`],
      [`/questions/${i}/text/zh`, `textZh${n}`],
      [`/questions/${i}/text/en`, `textEn${n}`],
      [`/questions/${i}/choices`, `choicesZh${n}`],
      ...Array.from({ length: 8 }, (_, c) => [`/questions/${i}/choices/${c}/zh`, `choicesZh${n}`]),
      ...Array.from({ length: 8 }, (_, c) => [`/questions/${i}/choices/${c}/en`, `choicesEn${n}`]),
    ]),
  ),
  ...Object.fromEntries(
    chosen(data).flatMap((slug, i) => [
      [`/stations/${i}/slug`, quotaName(slug)],
      [`/stations/${i}/quota`, quotaName(slug)],
    ]),
  ),
})

/** The fields of every form of a survey's page. */
export const workPointers = (data: FormData, survey: DeskSurvey | null): Record<string, string> => ({
  ...planPointers(data),
  // Sent without the builder: what is missing stands with the station it is missing of.
  ...(textOf(data, 'stage') === 'send' &&
    Object.fromEntries(
      (survey?.stations ?? []).map(({ slug }, i) => [`/stations/${i}/slug`, placeName(slug)]),
    )),
  '/remark': 'remark',
  '/why': 'why',
  '/reason/zh': 'reasonZh',
  '/reason/en': 'reasonEn',
})

/** The names of the fields, for a summary in which several messages are alike. */
export const workLabels = (
  { t }: Pick<StaffPage, 't'>,
  stations: readonly { slug: string; name: string }[],
): Record<string, string> => ({
  ...Object.fromEntries(
    stations.flatMap(({ slug, name }) => [
      [quotaName(slug), name],
      [placeName(slug), name],
    ]),
  ),
  kind: t('surveys.kind'),
  titleZh: t('surveys.titleZh'),
  titleEn: t('surveys.titleEn'),
  aboutZh: t('surveys.aboutZh'),
  aboutEn: t('surveys.aboutEn'),
  opensOn: t('surveys.opensOn'),
  closesOn: t('surveys.closesOn'),
  stations: t('surveys.stations'),
  ...Object.fromEntries(
    questionNumbers.flatMap((n) => {
      const question = t('surveys.question', { n })
      return [
        [`kind${n}`, `${question} ${t('surveys.question.kind')}`],
        [`textZh${n}`, `${question} ${t('surveys.question.textZh')}`],
        [`textEn${n}`, `${question} ${t('surveys.question.textEn')}`],
        [`choicesZh${n}`, `${question} ${t('surveys.question.choicesZh')}`],
        [`choicesEn${n}`, `${question} ${t('surveys.question.choicesEn')}`],
      ]
    }),
  ),
  remark: t('surveys.remark'),
  why: t('surveys.why'),
  reasonZh: t('surveys.reason'),
  reasonEn: t('surveys.reasonEn'),
})
