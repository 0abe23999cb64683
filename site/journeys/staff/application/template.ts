import type { APIContext } from 'astro'
import type { AnswerTemplate } from '../../../../api/application/desk/templateSchema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { stateNames } from '../../../lib/staffApplication.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** Where answer templates stand in the API. */
export const templatesPath = '/staff/answer-templates'

/** What is typed of an answer template. */
export interface TemplateForm {
  stage: 'save' | 'off'
  rev: number
  station: string
  matter: string
  state: string
  title: string
  zh: string
  en: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readTemplate(data: FormData): TemplateForm {
  const text = (name: string) => textOf(data, name)
  return {
    stage: text('stage') === 'off' ? 'off' : 'save',
    rev: Number(text('rev')) || 0,
    station: text('station'),
    matter: text('matter'),
    state: text('state'),
    title: text('title'),
    zh: text('zh'),
    en: text('en'),
  }
}

/** The form of a template as it stands. */
export const formOfTemplate = ({
  rev,
  station,
  matter,
  state,
  title,
  words,
}: AnswerTemplate): TemplateForm => ({
  stage: 'save',
  rev,
  station,
  matter: matter ?? '',
  state: state ?? '',
  title,
  zh: words.zh,
  en: words.en,
})

/** Where the API's complaints belong on the page. */
export const templatePointers = {
  '/station': 'station',
  '/matter': 'matter',
  '/state': 'state',
  '/title': 'title',
  '/words/zh': 'zh',
  '/words/en': 'en',
} as const

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Saves a template, new or changed, or takes it out of use. */
export async function saveTemplate(
  where: Where,
  id: string | null,
  form: TemplateForm,
): Promise<{ done?: StaffKey; problem?: ProblemDocument }> {
  const { stage, rev, station, matter, state, title, zh, en } = form
  const content = {
    matter: matter || null,
    state: stateNames.find((name) => name === state) ?? null,
    title,
    words: { zh, en },
  }
  const own = `${templatesPath}/${encodeURIComponent(id ?? '')}`
  const answer =
    id === null
      ? await staffAsk<unknown>(where, templatesPath, { method: 'POST', body: { station, ...content } })
      : stage === 'off'
        ? await staffAsk<unknown>(where, `${own}/off`, { method: 'POST', body: { rev } })
        : await staffAsk<unknown>(where, own, { method: 'PUT', body: { rev, ...content } })
  if (!answer.ok) return { problem: answer.problem }
  return { done: stage === 'off' ? 'done.application.templateOff' : 'done.application.template' }
}
