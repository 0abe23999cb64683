import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockRule, ruleFor, seededRule } from '../../../api/application/clock.ts'
import { dayOf } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'

const clock = clockAt(monday)
beforeEach(() => demo(env))

test.each([
  ['ask', true, 'permit.correction', 'S'],
  ['ask', false, 'application.ask', 'K1'],
  ['deliver', true, 'permit.delivery', 'S'],
  ['deliver', false, 'application.deliver', 'K1'],
] as const)(
  'the law is only named as the ground of what it is about: %s, permit %s',
  async (name, permit, key, certainty) => {
    const ctx = await testCtx({ clock })
    const [found] = await ctx.db.batch([clockRule(ctx, name, dayOf(monday))])
    const rule = seededRule(ruleFor(found, { permit }))
    expect([rule.key, rule.certainty]).toEqual([key, certainty])
    expect(rule.basis.zh.includes('行政许可法')).toBe(permit)
    // The same days by either: nobody waits longer for what is no permit.
    const other = seededRule(ruleFor(found, { permit: !permit }))
    expect([rule.value, rule.unit]).toEqual([other.value, other.unit])
  },
)
