import { env } from 'cloudflare:workers'
import type { Clock } from '../../api/shared/clock.ts'
import { apiClient, monday } from './api.ts'
import { stepTo } from './applicationFiles.ts'
import { begun, filedOne, type Holding, lin, ownRecord, ready } from './applying.ts'
import { addSlot } from './appointment.ts'
import { provedOwn } from './identity.ts'

const idOf = async ({ reference }: Holding) =>
  (await env.DB.prepare('SELECT id FROM application WHERE reference = ?')
    .bind(reference)
    .first<string>('id')) ?? ''

type Call = () => Promise<[path: string, body?: unknown, status?: number, headers?: Record<string, string>]>

/**
 * What a resident's application may cost: one read and one write. Rows: the application's own, and the calendar of the
 * clock that is started or shown.
 */
export function applicationBudgets(
  clock: Clock,
): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const plain = apiClient({ clock })
  const on =
    (make: () => Promise<Holding>, verb: string, more: object = {}): Call =>
    async () => {
      const { reference, accessCode } = await make()
      return [`/applications/${reference}/${verb}`, { accessCode, ...more }]
    }
  const of = (verb: string) => `POST /applications/:reference/${verb}`
  let lins = 0
  // Each of another person: one that is like another is asked about first.
  const someone = () => ({ ...lin, phone: `138000004${String(++lins).padStart(2, '0')}` })
  const filed = () => filedOne(plain, someone())
  const issued = async () => {
    const held = await filed()
    await stepTo(await idOf(held), 'accepted', 'approved', 'issued')
    await provedOwn(held.reference)
    return held
  }
  const corrected = async () => {
    const held = await filed()
    await stepTo(await idOf(held), 'correction')
    return held
  }
  let minutes = 0
  const free = () =>
    addSlot({
      point: 'sp_qingshi',
      group: 'general',
      startsAt: monday + 37 * 3_600_000 + 15 * 60_000 * minutes++,
    })
  return {
    'POST /applications': {
      trips: 2,
      rows: 120,
      calls: [
        async () => [
          '/applications',
          { matterCode: 'CR-01', station: 'qingshi', eligibility: ownRecord },
          201,
        ],
      ],
    },
    [of('open')]: { trips: 1, rows: 60, calls: [on(filed, 'open'), on(() => begun(plain), 'open')] },
    [of('save')]: { trips: 2, rows: 120, calls: [on(() => begun(plain), 'save', { applicant: lin })] },
    [of('submit')]: { trips: 2, rows: 120, calls: [on(() => ready(plain, someone()), 'submit')] },
    [of('withdraw')]: {
      trips: 2,
      rows: 90,
      calls: [on(filed, 'withdraw'), on(() => begun(plain), 'withdraw')],
    },
    [of('answer')]: { trips: 2, rows: 120, calls: [on(corrected, 'answer')] },
    [of('messages')]: { trips: 2, rows: 60, calls: [on(filed, 'messages', { words: '请问' })] },
    [of('visits')]: {
      trips: 2,
      rows: 300,
      calls: [
        async () => {
          await free()
          return on(issued, 'visits')()
        },
      ],
    },
    [of('visit')]: {
      trips: 3,
      rows: 120,
      calls: [
        async () => {
          const { reference, accessCode } = await issued()
          return [`/applications/${reference}/visit`, { accessCode, slotId: await free() }, 201]
        },
      ],
    },
  }
}
