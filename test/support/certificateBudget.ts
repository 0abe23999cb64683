import type { Clock } from '../../api/shared/clock.ts'
import { makeReference } from '../../api/shared/reference.ts'
import { systemCtx } from './appointment.ts'
import { issued } from './certificate.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/** What asking about certificates may cost: one look-up each, and one more where a wrong code is counted. */
export function certificateBudgets(
  clock: Clock,
): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const made = async () => issued(await systemCtx(clock))
  const rows = 50
  return {
    'GET /certificates/keys': { trips: 1, rows, calls: [async () => ['/certificates/keys']] },
    'POST /certificates/verify': {
      trips: 1,
      rows,
      calls: [
        async () => {
          const { number, checkCode: code } = await made()
          return ['/certificates/verify', { number, code }]
        },
      ],
    },
    'POST /certificates/verify (wrong code)': {
      trips: 2,
      rows,
      calls: [
        async () => ['/certificates/verify', { number: makeReference('Z', '2026-11-23'), code: '22222222' }],
      ],
    },
    'POST /certificates/open': {
      trips: 1,
      rows,
      calls: [
        async () => {
          const { number, accessCode: code } = await made()
          return ['/certificates/open', { number, code }]
        },
      ],
    },
  }
}
