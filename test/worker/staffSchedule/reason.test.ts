import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { publish, twoStations } from '../../support/appointment.ts'
import { addWeek, chiefAt, counted } from '../../support/planned.ts'
import { addRules } from '../../support/release.ts'

// Why a door is shut is read by everybody at once: it names nobody.

const clock = clockAt(monday)
const day = '2026-11-24'
const windows = [{ opens: '10:00', closes: '11:00' }]
const named = {
  zh: '民警张伟强请假，急事打13800138000',
  en: 'Officer away, call 13800138000',
}

beforeEach(async () => {
  await twoStations()
  await addRules({ releaseWindowMinutes: 0, givenBackWindows: [] })
  await addWeek()
  await publish(clock)
})

test.each([
  ['closures', { fromDay: day, toDay: day }, 'closure'],
  ['special-hours', { day, windows }, 'special_hours'],
])('%s take no reason with personal data, neither looked at nor entered', async (what, span, table) => {
  const chief = await chiefAt(clock)
  for (const apply of [false, true]) {
    const { status, body } = await chief.post(`/points/one/${what}`, { ...span, reason: named, apply })
    expect([status, body.errors]).toMatchObject([
      422,
      [
        { pointer: '/reason/zh', code: 'notice.personal' },
        { pointer: '/reason/en', code: 'notice.personal' },
      ],
    ])
  }
  expect(await counted(table, '1')).toBe(0)
  const reason = { zh: '停电检修，急事请打110', en: '' }
  const seen = await chief.post(`/points/one/${what}`, { ...span, reason, apply: false })
  const { status } = await chief.post(`/points/one/${what}`, {
    ...span,
    reason,
    ...('seen' in seen.body && { seen: seen.body.seen }),
    apply: true,
  })
  expect(status).toBe(200)
  expect(await counted(table, '1')).toBe(1)
})
