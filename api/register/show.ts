import { leafFor } from '../audit/append.ts'
import { addDays, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { say } from '../shared/text.ts'
import { pointsFor } from '../staff/permission.ts'
import { csvOf } from './csv.ts'
import type { RegisterAnswer } from './schema.ts'
import { kept, mostLines, registers, sources } from './sources.ts'

const permission = 'register.read'
/** Days a page shows unless asked otherwise, and the most of one file. */
const shownDays = 90
const mostDays = 400

interface Asked {
  register: string
  from?: string | undefined
  to?: string | undefined
}

/**
 * One register of one's service points over some days, the newest line first, made of what the features know; that it was
 * read leaves a leaf. One read, one write. Throws record-not-found for a register nothing is written into, invalid-input.
 */
export async function showRegister({ ctx, input }: { ctx: Ctx; input: Asked }): Promise<RegisterAnswer> {
  const register = kept.find((name) => name === input.register)
  if (!register) throw new Problem('record-not-found')
  const to = input.to ?? dayOf(ctx.clock.now())
  const from = input.from ?? addDays(to, -shownDays)
  if (from > to || addDays(from, mostDays) < to) throw invalid('/from', 'day-range')
  const points = pointsFor(ctx.actor, permission)
  const mine = points === 'all' ? null : JSON.stringify(points)
  const asked = sources
    .filter((source) => source.register === register)
    .map((source) => source.ask(ctx, { mine, from, to }))
  const [first, ...rest] = asked.map(({ statement }) => statement)
  if (!first) throw new Problem('record-not-found')
  const found = await ctx.db.batch([first, ...rest])
  const lines = (await Promise.all(asked.map(({ read }, i) => read(found[i] ?? [])))).flat()
  const staff = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const facts = { from, to, lines: lines.length, staff }
  const leaf = await leafFor(ctx, { action: 'register.read', subject: register, facts })
  await ctx.db.batch([leaf.statement])
  return {
    register,
    name: registers[register],
    from,
    to,
    registers: kept.map((one) => ({ register: one, name: registers[one] })),
    cut: found.some((one) => one.length >= mostLines),
    items: lines.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)),
  }
}

/** The same as a file. Throws as showRegister. */
export async function registerFile({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Asked
}): Promise<{ name: string; text: string }> {
  const { register, from, to, items } = await showRegister({ ctx, input })
  const { locale } = ctx
  const head =
    locale === 'en' ? ['Day', 'Where', 'Kind', 'What', 'More'] : ['日期', '单位', '类别', '内容', '说明']
  const table = items.map(({ day, at, kind, what, more }) => [
    day,
    say(at, locale),
    say(kind, locale),
    what,
    say(more, locale),
  ])
  return { name: `${register}-${from}-${to}.csv`, text: csvOf([head, ...table]) }
}
