import type { Application } from '../../../api/application/schema.ts'
import type { ProblemDocument } from '../../lib/ask.ts'
import { labelled } from '../../lib/labelled.ts'
import type { Reader } from '../../lib/text.ts'
import type { Acted } from './act.ts'
import { type ApplyForm, fieldOf, nameOf, readTyped } from './form.ts'
import { labelsOf } from './labels.ts'
import { firstOpen, missingPapers } from './open.ts'
import { sectionNow, unseen } from './reveal.ts'
import { leadsTo, type Step, sectionOf, standing, stepsOf } from './steps.ts'

/** The page that answers a post: which step, or one of the pages beside the steps. */
export interface Shown {
  page: 'step' | 'later' | 'discard'
  step: Step
  errors: { field: string; message: string; label?: string }[]
  /** Keys of questions that the last answers brought. */
  fresh: string[]
  /** What was typed stands in the fields, since it was not saved. */
  typed: boolean
}

/** Decides what is shown, by what was asked for, what the API said to it and what stands now. Pure. */
export function shownAfter(
  form: ApplyForm,
  { problem, kept }: Acted,
  app: Application,
  data: FormData,
  words: Pick<Reader, 't' | 'say'>,
): Shown {
  const steps = stepsOf(app)
  const { go } = form
  const at = standing(steps, form.step)
  const stay = { page: 'step' as const, step: at, fresh: [] as string[], errors: [], typed: false }
  if (go.do === 'discard') return { ...stay, page: 'discard' }
  if (go.do === 'show' && form.reopened && !problem) return { ...stay, step: firstOpen(app) }
  if (go.do === 'to' && !problem) return { ...stay, step: standing(steps, go.step) }
  if (problem) return { ...stay, ...faults(problem, form, app, data, words), typed: true }
  if (at === 'papers' && go.do === 'next') {
    const errors = missing(app, words)
    if (errors.length > 0) return { ...stay, errors }
  }
  if (kept && go.do === 'next') {
    const shown = shownKeys(data)
    const key = sectionOf(form.step)
    const fresh = key === null ? [] : unseen(sectionNow(app, key), shown).map((field) => field.key)
    if (fresh.length > 0) return { ...stay, fresh }
  }
  if (go.do === 'later') return { ...stay, page: 'later' }
  if (go.do === 'next' || go.do === 'back') return { ...stay, step: leadsTo(steps, form.step, go.do) }
  return stay
}

/** The keys of the questions that the page sent had on it. */
const shownKeys = (data: FormData): string[] => String(data.get('shown') ?? '').split(',')

function faults(
  problem: ProblemDocument,
  form: ApplyForm,
  app: Application,
  data: FormData,
  words: Pick<Reader, 't' | 'say'>,
) {
  const key = sectionOf(form.step)
  const section = key === null ? undefined : sectionNow(app, key, readTyped(data))
  const fresh = section ? unseen(section, shownKeys(data)).map((field) => field.key) : []
  const hidden = new Set(fresh.map(nameOf))
  // What only a tick can mend is said beside the tick.
  if (problem.code === 'application-similar')
    return { fresh, errors: [{ field: 'again', message: problem.title }] }
  const errors = (problem.errors ?? [])
    .map(({ pointer, message }) => ({ field: fieldOf(pointer), message }))
    // A question nobody has seen yet was not answered wrongly.
    .filter(({ field }) => !hidden.has(field))
  // What is wrong with one paper and that another is missing is said at once.
  const besides =
    form.step === 'papers' && form.go.do === 'next' && errors.length > 0
      ? missing(app, words).filter(({ field }) => !errors.some((error) => error.field === field))
      : []
  return { fresh, errors: [...labelled(errors, labelsOf(app, words)), ...besides] }
}

/** The papers that are still to be sent, each as a complaint beside it. */
const missing = (app: Application, words: Pick<Reader, 't' | 'say'>): Shown['errors'] =>
  labelled(
    missingPapers(app).map(({ key }) => ({ field: `file-${key}`, message: words.t('apply.papers.missing') })),
    labelsOf(app, words),
  )

/** The step an error of the whole belongs to: its summary leads there. */
export function stepOfField(app: Application, field: string): Step {
  const steps = stepsOf(app)
  const section = app.form.sections.find(({ fields }) => fields.some(({ key }) => nameOf(key) === field))
  const wanted = section
    ? `s-${section.key}`
    : field.startsWith('file-')
      ? 'papers'
      : field === 'delivery' || field === 'address'
        ? 'delivery'
        : 'who'
  return standing(steps, wanted)
}
