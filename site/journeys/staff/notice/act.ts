import type { APIContext } from 'astro'
import type { Answer, ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { type NoticeForm, saveBody } from './form.ts'

/** What came of a button of the notice page. */
export interface Acted {
  problem?: ProblemDocument
  done?: StaffKey
  /** The notice itself is gone. */
  gone?: boolean
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Does what a button asks for. Everything on the form of a draft saves it first, so that nothing typed is left behind. */
export async function act(where: Where, id: string, form: NoticeForm): Promise<Acted> {
  const post = <T>(verb: string, body: object) =>
    staffAsk<T>(where, `/staff/notices/${encodeURIComponent(id)}/${verb}`, { method: 'POST', body })
  const save = (redact?: 'all' | string[]) =>
    post<{ rev: number }>('save', { ...saveBody(form), ...(redact && { redact }) })
  const { stage, rev } = form
  if (stage.startsWith('redact:')) {
    const which = stage.slice('redact:'.length)
    return after('done.notice.redacted', await save(which === 'all' ? 'all' : [which]))
  }
  if (stage.startsWith('drop:'))
    return after('done.notice.dropped', await post(`files/${encodeURIComponent(stage.slice(5))}/drop`, {}))
  switch (stage) {
    case 'save':
      return after('done.notice.saved', await save())
    case 'send': {
      const saved = await save()
      if (!saved.ok) return { problem: saved.problem }
      form.rev = saved.data.rev
      const sent = await post<{ findings: number }>('send', { rev: saved.data.rev })
      // The reader decides about what is still found; whoever sent it should know that there is something.
      return after(sent.ok && sent.data.findings > 0 ? 'done.notice.sentOpen' : 'done.notice.sent', sent)
    }
    case 'recall':
      return after('done.notice.recalled', await post('recall', { rev }))
    case 'return':
      return after('done.notice.returned', await post('return', { rev, remark: form.remark }))
    case 'publish':
      return after('done.notice.published', await post('publish', decision(form)))
    case 'schedule':
      return after(
        'done.notice.scheduled',
        await post('publish', { ...decision(form), publishAt: timeOf(form) }),
      )
    case 'correct':
      return after('done.notice.correcting', await post('correct', { rev }))
    case 'discard': {
      const answer = await post<{ gone: boolean }>('discard', { rev })
      if (!answer.ok) return { problem: answer.problem }
      return { done: 'done.notice.discarded', gone: answer.data.gone }
    }
    case 'withdraw': {
      const reason = { zh: form.reasonZh, en: form.reasonEn }
      return after('done.notice.withdrawn', await post('withdraw', { rev, reason, personal: form.personal }))
    }
    case 'erase':
      return after('done.notice.erased', await post('erase', { rev, why: form.why }))
    default:
      return {}
  }
}

const decision = ({ rev, over, why, filesRead }: NoticeForm) => ({ rev, over, why, filesRead })

/** The time that was asked for; what is no time is sent as it was typed, and refused with words. */
const timeOf = ({ publishDay, publishTime }: NoticeForm) => `${publishDay}T${publishTime || '09:00'}:00+08:00`

const after = (done: StaffKey, answer: Answer<unknown>): Acted =>
  answer.ok ? { done } : { problem: answer.problem }
