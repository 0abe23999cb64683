import { env } from 'cloudflare:workers'
import type { Answer, apiClient } from './api.ts'
import { publishedRow } from './noticeRows.ts'

type Api = Pick<ReturnType<typeof apiClient>, 'post'>

/** A report of an error as somebody fills it in. */
export const anError = (more: object = {}) => ({
  page: '/stations/qingshi',
  kind: 'fact',
  words: '周六开门时间写错了，门口贴的是九点',
  ...more,
})

/** Reports an error; whatever is not taken fails the test. */
export async function reported(api: Api, more: object = {}, key?: string): Promise<Answer['body']> {
  const answer = await api.post('/page-reports', anError(more), key ? { 'idempotency-key': key } : {})
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body
}

/** A consultation that stands, of a service point or the bureau. */
export const consultationRow = (more: { publisher?: string; closesOn?: string; at?: number } = {}) => {
  const { closesOn = '2026-11-30', ...rest } = more
  return publishedRow({ category: 'consultation', title: '停车怎么改', details: { closesOn }, ...rest })
}

/** Everything the database holds of what people told us, as it stands. */
export async function feedbackRows() {
  const { results } = await env.DB.prepare('SELECT * FROM feedback ORDER BY received_at').all<
    Record<string, string | number | null>
  >()
  return results
}

/** The leaves about a reference or a notice, with their facts. */
export async function factsAbout(subject: string) {
  const { results } = await env.DB.prepare(
    `SELECT action, body FROM audit_leaf WHERE subject = ? ORDER BY CAST(body ->> 'at' AS INTEGER)`,
  )
    .bind(subject)
    .all<{ action: string; body: string }>()
  return results.map(({ action, body }) => ({ action, facts: JSON.parse(body).facts }))
}
