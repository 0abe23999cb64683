import { expect, test } from 'vitest'
import { clockKey } from '../../site/journeys/staff/application/clockKey.ts'
import { deskText, handoversFrom, nothingHolds, stateNames } from '../../site/lib/staffApplication.ts'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'

const deliveries = [null, 'counter', 'post', 'home', 'electronic'] as const
const clocks = ['draft', 'identity', 'ask', 'answer', 'decide', 'deliver', 'collect', 'posted'] as const

test('no state and no clock speaks to the applicant where staff read it', () => {
  const states = stateNames.flatMap((state) =>
    deliveries.map((delivery) => deskText(state, { delivery, clock: null, visitDay: null })),
  )
  const names = clocks.flatMap((clock) =>
    [null, {}].map((visitOn) => {
      const key = clockKey(clock, { visitOn })
      return { zh: zh[key], en: en[key] }
    }),
  )
  for (const said of [...states, ...names]) {
    expect(said.zh).not.toMatch(/您/)
    expect(said.en).not.toMatch(/\byour?\b/i)
  }
})

test('what was to be posted and came back is collected at the counter', () => {
  const back = { delivery: 'post', visitDay: null } as const
  expect(deskText('issued', { ...back, clock: 'deliver' }).zh).toBe('已办好，待寄出')
  expect(deskText('issued', { ...back, clock: 'collect' }).zh).toBe('已办好，等申请人到窗口领')
})

test('nothing holds once all that was issued is over, and only before it was handed over', () => {
  const one = { number: '', type: '', issuedAt: '' }
  const gone = { ...one, state: 'revoked' } as const
  expect(nothingHolds({ state: 'issued', certificates: [gone] })).toBe(true)
  expect(nothingHolds({ state: 'issued', certificates: [gone, { ...one, state: 'valid' as const }] })).toBe(
    false,
  )
  expect(nothingHolds({ state: 'issued', certificates: [] })).toBe(false)
  expect(nothingHolds({ state: 'collected', certificates: [gone] })).toBe(false)
})

test('what was revoked is handed over in no way, and closed whatever was proved', () => {
  const one = {
    state: 'issued',
    form: { visit: null },
    identity: { reached: 'typed', toReceive: 'counter', own: true },
    delivery: 'counter',
    comesHome: false,
    certificates: [{ number: '', type: '', issuedAt: '', state: 'revoked' }],
  } as unknown as Parameters<typeof handoversFrom>[0]
  expect(handoversFrom(one)).toEqual(['finished'])
  const holds = {
    ...one,
    certificates: one.certificates.map((each) => ({ ...each, state: 'valid' as const })),
  }
  expect(handoversFrom(holds)).toEqual(expect.arrayContaining(['collected', 'agent']))
  expect(handoversFrom(holds)).not.toContain('finished')
})
