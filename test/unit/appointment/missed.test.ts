import { describe, expect, test } from 'vitest'
import { isExempt, missedLimit, type PastVisit } from '../../../api/appointment/missed.ts'
import { defaultRules } from '../../../api/appointment/rules.ts'
import { addDays, at, type Day, MINUTE } from '../../../api/calendar/day.ts'

const today = '2026-11-23'
const now = at(today, '08:00')
const visit = (
  daysAgo: number,
  outcome: PastVisit['outcome'] = 'missed',
  more: Partial<PastVisit> & { time?: string } = {},
): PastVisit => {
  const { time = '10:00', ...rest } = more
  return { endsAt: at(addDays(today, -daysAgo), time), outcome, confirmed: true, ...rest }
}
const limit = (visits: PastVisit[], rules = {}, from: Day = today) =>
  missedLimit(visits, { ...defaultRules, ...rules }, at(from, '08:00'))

describe('what missed visits hold somebody back', () => {
  test('three in ninety days, for thirty days from the last', () => {
    expect(limit([])).toBeNull()
    expect(limit([visit(1), visit(2)])).toBeNull()
    expect(limit([visit(1), visit(2), visit(3)])).toEqual({ missed: 3, until: '2026-12-22' })
    expect(limit([visit(3), visit(50), visit(1), visit(40)])).toEqual({ missed: 4, until: '2026-12-22' })
  })

  test('the last day of the pause still counts, the next does not', () => {
    const visits = [visit(1), visit(2), visit(3)]
    expect(limit(visits, {}, '2026-12-21')).toEqual({ missed: 3, until: '2026-12-22' })
    expect(limit(visits, {}, '2026-12-22')).toBeNull()
    expect(limit([visit(30), visit(31), visit(32)])).toBeNull()
    expect(limit([visit(29), visit(31), visit(32)])).toEqual({ missed: 3, until: '2026-11-24' })
  })

  test('a visit counts on ninety days, its own the first', () => {
    expect(limit([visit(1), visit(2), visit(89)])).not.toBeNull()
    expect(limit([visit(1), visit(2), visit(90)])).toBeNull()
    // The hour does not matter: days are whole.
    expect(limit([visit(1), visit(2), visit(89, 'missed', { time: '00:00' })])).not.toBeNull()
    expect(limit([visit(1), visit(2), visit(90, 'missed', { time: '23:59' })])).toBeNull()
  })

  test('being served forgives what was before, and only that', () => {
    const missed = [visit(2), visit(3), visit(4)]
    expect(limit([...missed, visit(1, 'served')])).toBeNull()
    expect(limit([visit(5, 'served'), ...missed])).not.toBeNull()
    expect(limit([visit(3, 'served'), ...missed])).toBeNull()
    // In one hour with a missed one it forgives that one too.
    expect(limit([visit(2, 'served'), ...missed])).toBeNull()
    expect(limit([visit(4, 'served'), ...missed, visit(1)])).toEqual({ missed: 3, until: '2026-12-22' })
    // Whose number is on the visit that was kept does not matter.
    expect(limit([...missed, visit(1, 'served', { confirmed: false })])).toBeNull()
  })

  test('a visit counts only if its number was confirmed', () => {
    expect(limit([visit(1), visit(2), visit(3, 'missed', { confirmed: false })])).toBeNull()
    // Nor does it lengthen the pause.
    const strange = visit(0, 'missed', { confirmed: false, time: '07:00' })
    expect(limit([strange, visit(1), visit(2), visit(3)])).toEqual({ missed: 3, until: '2026-12-22' })
  })

  test('late cancellations count only where the rules say so', () => {
    const visits = [visit(1, 'late'), visit(2), visit(3)]
    expect(limit(visits)).toEqual({ missed: 3, until: '2026-12-22' })
    expect(limit(visits, { lateCancelCounts: false })).toBeNull()
    // Cancelled an hour before: the time of the visit is still to come.
    const ahead = { endsAt: now + 30 * MINUTE, outcome: 'late', confirmed: true } as const
    expect(limit([ahead, visit(2), visit(3)])).toEqual({ missed: 3, until: '2026-12-23' })
  })

  test('the numbers are the bureau’s', () => {
    expect(limit([visit(0, 'missed', { time: '07:00' })], { missedMost: 1, missedPauseDays: 1 })).toEqual({
      missed: 1,
      until: '2026-11-24',
    })
    expect(limit([visit(1)], { missedMost: 1, missedPauseDays: 1 })).toBeNull()
    expect(limit([visit(1), visit(2), visit(3)], { missedWithinDays: 3 })).toBeNull()
    expect(limit([visit(1), visit(2), visit(3)], { missedWithinDays: 4 })).not.toBeNull()
  })
})

describe('who is never held back', () => {
  const who = (idType: 'resident-id' | 'passport' | 'none', idNumber: string | null, exempt = false) => ({
    applicant: { name: '张小明', phone: '13800000001', idType, idNumber },
    exempt,
  })
  const exempt = (one: ReturnType<typeof who>, on = today, rules = {}) =>
    isExempt(one, { ...defaultRules, ...rules }, on)

  test('whoever ticks the box, whatever the document', () => {
    for (const idType of ['resident-id', 'passport', 'none'] as const)
      expect(exempt(who(idType, null, true))).toBe(true)
    expect(exempt(who('none', null))).toBe(false)
  })

  test('whoever the resident ID says is old enough, from the birthday on', () => {
    const born1966 = '11010519661124002X'
    expect(exempt(who('resident-id', born1966), '2026-11-23')).toBe(false)
    expect(exempt(who('resident-id', born1966), '2026-11-24')).toBe(true)
    expect(exempt(who('resident-id', born1966), '2026-11-23', { exemptAge: 59 })).toBe(true)
    // Only a resident ID says so: a passport number that looks like one does not.
    expect(exempt(who('passport', born1966), '2026-11-24')).toBe(false)
  })

  test('somebody born on 29 February is a year older on 1 March of a common year', () => {
    const born1964 = '110105196402290021'
    expect(exempt(who('resident-id', born1964), '2024-02-28')).toBe(false)
    expect(exempt(who('resident-id', born1964), '2024-02-29')).toBe(true)
    expect(exempt(who('resident-id', '110105196502280021'), '2025-02-28')).toBe(true)
  })
})
