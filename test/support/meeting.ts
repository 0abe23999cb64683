import type { Answer } from './api.ts'

type Headers = Record<string, string>
type Staff = { call(method: string, path: string, body?: unknown, headers?: Headers): Promise<Answer> }

/** A meeting as somebody plans it: the Thursday after the first Monday of the tests. */
export const aPlan = (more: object = {}) => ({
  point: 'qingshi',
  title: { zh: '十二月警民恳谈会', en: 'December meeting with the police' },
  agenda: [
    { zh: '治安情况通报', en: 'How safe it is' },
    { zh: '大家提问题', en: 'Your questions' },
  ],
  day: '2026-11-26',
  from: '19:00',
  to: '20:30',
  at: null,
  place: { zh: '社区活动中心', en: 'Community centre' },
  audience: { zh: '附近的居民', en: 'People who live nearby' },
  chair: { zh: '派出所所长', en: 'The station chief' },
  capacity: 60,
  ...more,
})

/** When that meeting begins and is over, ms. */
export const begins = Date.parse('2026-11-26T19:00:00+08:00')
export const ends = Date.parse('2026-11-26T20:30:00+08:00')

export const theMinutes = (more: object = {}) => ({
  words: { zh: '会上大家主要说了路灯和停车。', en: 'People spoke of street lamps and parking.' },
  attended: 37,
  promises: [
    {
      words: { zh: '修好东巷的路灯', en: 'Repair the lamps of East Lane' },
      keeper: { zh: '青石派出所', en: 'Qingshi station' },
      dueDay: '2026-12-10',
    },
  ],
  ...more,
})

/** Sends and gives what was answered; whatever is refused fails the test. */
export async function ok(api: Staff, who: Headers, path: string, body: unknown): Promise<Answer['body']> {
  const answer = await api.call('POST', path, body, who)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
  return answer.body
}

/** A meeting that one colleague planned and another announced. */
export async function announced(
  api: Staff,
  { writer, reader }: { writer: Headers; reader: Headers },
  more: object = {},
): Promise<{ id: string; rev: number }> {
  const { id, rev } = await ok(api, writer, '/staff/meetings', aPlan(more))
  const moved = await ok(api, reader, `/staff/meetings/${id}/announce`, { rev })
  return { id, rev: moved.rev }
}

/** Somebody who comes. */
export const comer = (more: object = {}) => ({ name: '张小明', phone: '13800000000', ...more })
