import type { Clock } from '../../api/shared/clock.ts'
import { apiClient } from './api.ts'
import { applied, wang, wangsPin } from './identity.ts'
import { waitingMessages } from './outbox.ts'

type Call = () => Promise<[path: string, body?: unknown, status?: number]>

/**
 * What proving who one is may cost: one read and one write, and with what was read the calendar of the clock that filing
 * would start.
 */
export function identityBudgets(
  clock: Clock,
): Record<string, { trips: number; rows: number; calls: Call[] }> {
  const plain = apiClient({ clock })
  const path = (reference: string, rest: string) => `/applications/${reference}/${rest}`
  const requestOf = async ({ reference, accessCode }: { reference: string; accessCode: string }) =>
    (await plain.post(path(reference, 'identity/begin'), { accessCode })).body.fields.request as string
  const login = { idNumber: wang.idNumber, pin: wangsPin }
  const confirm: Call = async () => {
    const { reference, accessCode } = await applied(clock, { state: 'identity' })
    await plain.post(path(reference, 'phone'), { accessCode })
    const code = (await waitingMessages('phone.code', reference))[0]?.data.code
    return [path(reference, 'phone/confirm'), { accessCode, code }]
  }
  const take: Call = async () => {
    const held = await applied(clock, { state: 'identity' })
    const request = await requestOf(held)
    const { assertion } = (await plain.post('/identity/stand-in', { request, ...login })).body
    return [path(held.reference, 'identity'), { accessCode: held.accessCode, assertion }]
  }
  return {
    'POST /applications/:reference/phone': {
      trips: 2,
      rows: 50,
      calls: [
        async () => {
          const { reference, accessCode } = await applied(clock)
          return [path(reference, 'phone'), { accessCode }]
        },
      ],
    },
    'POST /applications/:reference/phone/confirm': { trips: 2, rows: 120, calls: [confirm] },
    'POST /applications/:reference/identity/begin': {
      trips: 1,
      rows: 120,
      calls: [
        async () => {
          const { reference, accessCode } = await applied(clock)
          return [path(reference, 'identity/begin'), { accessCode }]
        },
      ],
    },
    'POST /applications/:reference/identity': { trips: 2, rows: 120, calls: [take] },
    'GET /identity/stand-in': { trips: 0, rows: 0, calls: [async () => ['/identity/stand-in']] },
    'POST /identity/stand-in': {
      trips: 1,
      rows: 50,
      calls: [
        async () => ['/identity/stand-in', { request: await requestOf(await applied(clock)), ...login }],
      ],
    },
    // A wrong one is counted: the second trip.
    'POST /identity/stand-in (wrong)': {
      trips: 2,
      rows: 50,
      calls: [
        async () => {
          const request = await requestOf(await applied(clock))
          return ['/identity/stand-in', { request, ...login, pin: '000000' }, 422]
        },
      ],
    },
  }
}
