import { env } from 'cloudflare:workers'
import type { OpenedCase } from '../../api/casefile/staffSchema.ts'
import { aCase } from './casefileInput.ts'
import type { staffApi } from './signedIn.ts'

export { aCase, reporter } from './casefileInput.ts'

type Desk = Pick<ReturnType<typeof staffApi>, 'post'>

/** Opens a case; whatever is not taken fails the test. */
export async function caseOpened(
  desk: Desk,
  headers: Record<string, string>,
  more: object = {},
  key?: string,
): Promise<OpenedCase & { accessCode: string }> {
  const answer = await desk.post('/staff/casefiles', aCase(more), {
    ...headers,
    ...(key && { 'idempotency-key': key }),
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`)
  return { ...answer.body, accessCode: answer.body.receipts[0].accessCode }
}

/** A call-back row of a record, or of any. */
export async function callbackRows(reference?: string) {
  const { results } = await env.DB.prepare(
    'SELECT * FROM callback WHERE ?1 IS NULL OR reference = ?1 ORDER BY opened_at',
  )
    .bind(reference ?? null)
    .all<Record<string, string | number | null> & { id: string; rev: number }>()
  return results
}
