import { env } from 'cloudflare:workers'
import { settleDue } from '../../api/appointment/waiting/settle.ts'
import type { Bindings } from '../../api/env.ts'
import type { Clock } from '../../api/shared/clock.ts'
import type { apiClient } from './api.ts'
import { systemCtx } from './appointment.ts'

type Api = ReturnType<typeof apiClient>

let people = 0

/** What somebody nobody else is sends to join the list: for ID-02 at station one, any time of the next two months. */
export function waiter(more: Record<string, unknown> = {}) {
  people += 1
  return {
    stations: ['one'],
    matterCode: 'ID-02',
    applicant: { name: '王小美', phone: `139${String(people).padStart(8, '0')}`, idType: 'none' },
    ...more,
  }
}

/** Joins and gives the receipt; throws on anything but 201. */
export async function joinOne(api: Api, more: Record<string, unknown> = {}) {
  const { status, body, text } = await api.post('/waiting', waiter(more))
  if (status !== 201) throw new Error(text)
  return body as { reference: string; accessCode: string; ticket: string }
}

export const act = (api: Api, verb: 'take' | 'decline' | 'leave', { reference, accessCode }: Held) =>
  api.post(`/waiting/${reference}/${verb}`, { accessCode })

export interface Held {
  reference: string
  accessCode: string
}

export const look = async (api: Api, { reference, accessCode }: Held) => {
  const { status, body, text } = await api.post('/track', { reference, accessCode })
  if (status !== 200) throw new Error(text)
  return body
}

/** Runs the job of the minute. */
export const settleAll = async (clock: Clock, bindings: Partial<Bindings> = {}) =>
  settleDue(await systemCtx(clock, bindings))

export interface HoldRow {
  id: string
  slot_id: string
  state: string
  waiting_id: string | null
  until: number
}

/** Every hold, oldest first. */
export const holds = async () =>
  (
    await env.DB.prepare(
      'SELECT id, slot_id, state, waiting_id, until FROM hold ORDER BY created_at, rowid',
    ).all<HoldRow>()
  ).results

/** Public places of a slot that nobody has and nothing holds. */
export const freeIn = async (slotId: string) =>
  env.DB.prepare('SELECT cap_public - used_public AS free FROM slot WHERE id = ?')
    .bind(slotId)
    .first<number>('free')

export const messages = async (reference: string) =>
  (
    await env.DB.prepare(
      'SELECT template, state, not_before FROM outbox WHERE reference = ? ORDER BY created_at, rowid',
    )
      .bind(reference)
      .all<{ template: string; state: string; not_before: number }>()
  ).results

/** Sets a rule of the bureau. */
export const setRules = (rules: object) =>
  env.DB.prepare(
    "INSERT OR REPLACE INTO booking_rule (from_day, rules, created_at) VALUES ('2026-01-01', ?, 0)",
  )
    .bind(JSON.stringify(rules))
    .run()
