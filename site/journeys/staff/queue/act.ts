import type { APIContext } from 'astro'
import type { CheckedIn, Expected, Issued, StaffTicket } from '../../../../api/queue/staffSchema.ts'
import type { Answer, ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** What a press of the counter screen came to. */
export interface Acted {
  /** The message of what was done, when the page is to be shown anew. */
  done?: StaffKey
  /** It was done and needs no words: the screen shows it. */
  quiet?: boolean
  issued?: Issued
  candidates?: { digits: string; found: Expected[] }
  problem?: ProblemDocument
  /** What was typed into the field of check-in, to stand there again. */
  typed?: string
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/** The acts on a ticket that need nothing but what the screen showed, and what is said of them. */
const plain: Record<string, StaffKey | null> = {
  recall: null,
  serve: null,
  park: 'done.queue.park',
  resume: 'done.queue.resume',
  left: 'done.queue.left',
  undo: 'done.queue.undo',
}

/** Does what a form of the counter screen of this service point asks for (`do`). */
export async function actOnQueue(where: Where, slug: string, form: FormData): Promise<Acted> {
  const what = text(form, 'do')
  const id = text(form, 'id')
  const version = Number(text(form, 'version'))
  const point = `/staff/points/${encodeURIComponent(slug)}`
  const ticket = `/staff/tickets/${encodeURIComponent(id)}`
  const post = <T>(path: string, body: object, idempotencyKey?: string) =>
    staffAsk<T>(where, path, { method: 'POST', body, ...(idempotencyKey && { idempotencyKey }) })
  const said = (answer: Answer<unknown>, done: StaffKey | null): Acted =>
    answer.ok ? (done ? { done } : { quiet: true }) : { problem: answer.problem }

  if (what === 'sit' || what === 'leave')
    return said(
      await post(`/staff/counters/${encodeURIComponent(id)}/${what}`, {}),
      what === 'sit' ? 'done.queue.sit' : 'done.queue.leave',
    )
  if (what === 'next') {
    const answer = await post<{ ticket: StaffTicket | null }>(`${point}/next`, { version })
    return said(answer, answer.ok && !answer.data.ticket ? 'done.queue.nobody' : null)
  }
  if (what === 'check-in')
    return checkedIn(await post<CheckedIn>(`${point}/check-in`, { text: text(form, 'text') }), form)
  if (what === 'walk-in') {
    const matters = [...new Set(form.getAll('matter[]').map(String).filter(Boolean))]
    const people = Number(text(form, 'people')) || 1
    const answer = await post<Issued>(`${point}/walk-in`, { matters, people }, text(form, 'key') || undefined)
    return answer.ok ? { issued: answer.data } : { problem: answer.problem }
  }
  if (what === 'no-show')
    return said(await post(`${point}/no-show`, { reference: text(form, 'reference') }), 'done.queue.noshow')
  if (what === 'pass') {
    const [kind, to] = text(form, 'to').split(':')
    const body = kind === 'counter' ? { version, counterId: to } : { version, counterGroup: to }
    return said(await post(`${ticket}/pass`, body), 'done.queue.pass')
  }
  if (what === 'forward')
    return said(
      await post(`${ticket}/forward`, { version, reason: text(form, 'reason') }),
      'done.queue.forward',
    )
  if (what === 'finish')
    return said(await post(`${ticket}/finish`, { version, results: resultsOf(form) }), 'done.queue.finish')
  if (what === 'missed') {
    const answer = await post<StaffTicket>(`${ticket}/missed`, { version })
    return said(answer, answer.ok ? missedWords(answer.data) : null)
  }
  const done = plain[what]
  return done === undefined ? {} : said(await post(`${ticket}/${what}`, { version }), done)
}

/** Whether the booking was noted as missed with it is said: within 15 minutes of its time it is not. */
function missedWords({ startsAt, outcome }: StaffTicket): StaffKey {
  if (outcome === 'missed') return 'done.queue.missed'
  return startsAt === null ? 'done.queue.missed.walkin' : 'done.queue.missed.early'
}

function checkedIn(answer: Answer<CheckedIn>, form: FormData): Acted {
  const typed = text(form, 'text')
  if (!answer.ok) return { problem: answer.problem, typed }
  if ('candidates' in answer.data)
    return { candidates: { digits: typed, found: answer.data.candidates }, typed }
  return { issued: answer.data }
}

/** The fields `result.<matter>` of finishing. */
const resultsOf = (form: FormData) =>
  [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('result.') ? [{ matter: name.slice('result.'.length), result: String(value) }] : [],
  )
