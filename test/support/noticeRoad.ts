import { env } from 'cloudflare:workers'
import type { Role } from '../../api/shared/actor.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { type Answer, monday } from './api.ts'
import { demo } from './bureau.ts'
import { signedIn, staffApi } from './signedIn.ts'

type Headers = Record<string, string>

/** A text that the privacy gate has nothing against. */
export const harmless = {
  title: '户籍窗口周三上午停办',
  summary: '设备检修，下午照常。',
  body: '## 时间\n\n11月25日上午\n\n## 怎么办\n\n急用的，请打值班电话。',
  titleEn: '',
  bodyEn: '',
  matters: ['ID-02'],
  details: null,
}

/** The people of a notice, at the bureau that is seeded, and what they do with it by the API. */
export async function noticeRoad(clock: Clock = clockAt(monday)) {
  await demo(env)
  const api = staffApi({ clock })
  const person = async (role: Role, point: string) =>
    (await signedIn({ grants: [[role, point]], clock, hours: 24 * 60 })).headers
  const people = {
    writer: await person('publisher', 'sp_qingshi'),
    reader: await person('publisher', 'sp_qingshi'),
    chief: await person('chief', 'sp_qingshi'),
    stranger: await person('publisher', 'sp_nanqiao'),
    supervisor: await person('supervisor', '*'),
    clerk: await person('clerk', 'sp_qingshi'),
  }
  const act = (who: Headers, id: string, verb: string, body: object): Promise<Answer> =>
    api.post(`/staff/notices/${id}/${verb}`, body, who)
  const done = async (answer: Promise<Answer>) => {
    const { status, text, body } = await answer
    if (status >= 300) throw new Error(`${status} ${text}`)
    return body
  }
  const begin = async (more: object = {}, who = people.writer): Promise<string> => {
    const body = { publisher: 'qingshi', category: 'notice', aroseOn: '2026-11-20', title: '停办', ...more }
    return (await done(api.post('/staff/notices', body, who))).id
  }
  const desk = async (id: string, who = people.reader) => done(api.get(`/staff/notices/${id}`, who))
  const revOf = async (id: string): Promise<number> => (await desk(id, people.supervisor)).rev
  const save = async (id: string, more: object = {}, who = people.writer) =>
    act(who, id, 'save', {
      rev: await revOf(id),
      category: 'notice',
      aroseOn: '2026-11-20',
      ...harmless,
      ...more,
    })
  /** From nothing to the second reader. */
  const inReview = async (more: object = {}, at: object = {}): Promise<string> => {
    const id = await begin(at)
    await done(save(id, { ...at, ...more }))
    await done(act(people.writer, id, 'send', { rev: await revOf(id) }))
    return id
  }
  const publish = async (id: string, more: object = {}, who = people.reader) =>
    act(who, id, 'publish', { rev: await revOf(id), ...more })
  const published = async (more: object = {}, at: object = {}): Promise<string> => {
    const id = await inReview(more, at)
    await done(publish(id))
    return id
  }
  const corrected = async (id: string, more: object, draft: object = {}): Promise<void> => {
    await done(act(people.writer, id, 'correct', { rev: await revOf(id) }))
    await done(save(id, { note: '改了时间', ...more, ...draft }))
    await done(act(people.writer, id, 'send', { rev: await revOf(id) }))
    await done(publish(id))
  }
  return { api, clock, people, act, done, begin, desk, revOf, save, inReview, publish, published, corrected }
}

export type NoticeRoad = Awaited<ReturnType<typeof noticeRoad>>

/** The leaves of the audit about one notice, by action. */
export async function leavesOf(id: string): Promise<{ action: string; facts: Record<string, unknown> }[]> {
  const { results } = await env.DB.prepare(
    'SELECT action, body FROM audit_leaf WHERE subject = ? ORDER BY action, id',
  )
    .bind(id)
    .all<{ action: string; body: string }>()
  return results.map(({ action, body }) => ({ action, facts: JSON.parse(body).facts }))
}

/** The facts of the leaf of one action about it. */
export const factsOf = async (id: string, wanted: string) =>
  (await leavesOf(id)).find(({ action }) => action === wanted)?.facts
