import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { BookingRulesView } from './ruleSchema.ts'
import { readRules, rulesOn } from './rules.ts'
import { ruleSources, ruleWords } from './ruleWords.ts'

/** The rules of booking in force today, in numbers and in words. One round trip. */
export async function showBookingRules({ ctx }: { ctx: Ctx }): Promise<BookingRulesView> {
  const [found] = await ctx.db.batch([rulesOn(ctx, dayOf(ctx.clock.now()))])
  const rules = readRules(found)
  return {
    since: found[0]?.fromDay ?? null,
    rules,
    items: ruleWords.map(({ keys, part, name, says, basis }) => ({
      keys: [...keys],
      part,
      name,
      text: says(rules),
      ...ruleSources[basis],
    })),
  }
}
