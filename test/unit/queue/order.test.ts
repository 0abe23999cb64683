import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../../api/calendar/day.ts'
import { arrival, type InLine, orderOf, rankOf } from '../../../api/queue/order.ts'
import { defaultQueueRules } from '../../../api/queue/rules.ts'

const now = 1_000 * MINUTE
const rules = defaultQueueRules
let serial = 0
const one = (more: Partial<InLine> = {}): InLine => ({
  id: `t${++serial}`,
  counterGroup: 'household',
  booked: false,
  dueAt: now,
  firstAt: null,
  serial,
  ...more,
})
const ids = (list: InLine[], streak = 0) =>
  orderOf(list, { household: streak }, rules, now).map(({ id }) => id)

describe('who is called next', () => {
  test('who booked and is due goes before walk-ins, by their time; who is early goes after', () => {
    const walk = one({ dueAt: now - 60 * MINUTE })
    const late = one({ booked: true, dueAt: now - MINUTE })
    const due = one({ booked: true, dueAt: now - 9 * MINUTE })
    const soon = one({ booked: true, dueAt: now + 5 * MINUTE })
    const early = one({ booked: true, dueAt: now + 6 * MINUTE })
    expect(ids([early, walk, late, soon, due])).toEqual([due.id, late.id, soon.id, walk.id, early.id])
  })

  test('after three in a row before a waiting walk-in, a walk-in', () => {
    const booked = Array.from({ length: 5 }, (_, i) => one({ booked: true, dueAt: now - 10 * MINUTE + i }))
    const walks = [one({ dueAt: now - 2 }), one({ dueAt: now - 1 })]
    const b = booked.map(({ id }) => id)
    const [w1, w2] = walks.map(({ id }) => id)
    expect(ids([...walks, ...booked])).toEqual([b[0], b[1], b[2], w1, b[3], b[4], w2])
    expect(ids([...walks, ...booked], 2)).toEqual([b[0], w1, b[1], b[2], b[3], w2, b[4]])
  })

  test('who was put first goes first, in the order of it, and no farther than the rule', () => {
    const walk = one()
    const first = Array.from({ length: 4 }, (_, i) => one({ firstAt: now + i }))
    const due = one({ booked: true, dueAt: now - MINUTE })
    const f = first.map(({ id }) => id)
    expect(ids([due, walk, ...first.toReversed()])).toEqual([f[0], f[1], f[2], walk.id, f[3], due.id])
    expect(rankOf(first[0]!, rules, now)).toBe('first')
  })

  test('each counter group has its own turn', () => {
    const here = one({ dueAt: now - 3 })
    const there = one({ dueAt: now - 2, counterGroup: 'general' })
    const due = one({ booked: true, counterGroup: 'general', dueAt: now - MINUTE })
    const order = orderOf([here, there, due], { general: 3 }, rules, now)
    expect(order.map(({ id }) => id)).toEqual([there.id, due.id, here.id])
  })
})

describe('coming early, in time or late', () => {
  const startsAt = now
  test.each([
    ['31 minutes before', -31, 'early', 0],
    ['30 minutes before', -30, 'on-time', 0],
    ['15 minutes after', 15, 'on-time', 0],
    ['16 minutes after', 16, 'late', 16],
  ])('%s', (_, minutes, timing, due) => {
    expect(arrival(startsAt, startsAt + minutes * MINUTE, rules)).toEqual({
      timing,
      dueAt: startsAt + due * MINUTE,
    })
  })
})

/** What happens at a counter: somebody comes, or somebody is called. */
const event = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('walk' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('booked' as const), at: fc.integer({ min: -40, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('first' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('call' as const) }) },
)

describe('over any day', () => {
  test('nobody is passed over for ever, and who booked goes by their time', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 120 }),
        fc.integer({ min: 1, max: 5 }),
        (events, bookedInRow) => {
          const rule = { ...rules, bookedInRow }
          let line: InLine[] = []
          let streak = 0
          let at = now
          /** Calls since the walk-in that is now the first of them became so. */
          let passed = 0
          for (const step of events) {
            at += MINUTE
            if (step.do === 'walk') line.push(one({ dueAt: at }))
            if (step.do === 'first') line.push(one({ firstAt: at, dueAt: at }))
            if (step.do === 'booked')
              line.push(one({ booked: true, ...arrival(at + step.at * MINUTE, at, rule) }))
            if (step.do !== 'call' || line.length === 0) continue
            const called = orderOf(line, { household: streak }, rule, at)[0]!
            const walkIns = line.filter(({ booked, firstAt }) => !booked && firstAt === null)
            const isWalk = walkIns.includes(called)
            // The first walk-in waits for at most so many others.
            passed = isWalk || walkIns.length === 0 ? 0 : passed + 1
            expect(passed).toBeLessThanOrEqual(bookedInRow)
            // Walk-ins keep their order, and so do those who booked and are due.
            if (isWalk) expect(called).toBe(walkIns[0])
            const due = line.filter((o) => o.booked && o.dueAt <= at + rule.dueMinutes * MINUTE)
            if (called.booked && due.length > 0)
              expect(called.dueAt).toBe(Math.min(...due.map(({ dueAt }) => dueAt)))
            // Nobody whose time has not come goes before somebody who may go.
            if (called.booked && !due.includes(called)) expect(line.every(({ booked }) => booked)).toBe(true)
            line = line.filter((o) => o !== called)
            const left = line.some(({ booked, firstAt }) => !booked && firstAt === null)
            streak = isWalk ? 0 : left ? streak + 1 : streak
          }
          // Whoever still waits is called within a known number of calls once nobody else comes.
          const order = orderOf(line, { household: streak }, rule, at)
          expect(new Set(order).size).toBe(line.length)
        },
      ),
      { numRuns: 300 },
    )
  })
})
