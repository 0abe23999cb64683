import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import type { Text } from '../../shared/text.ts'
import { allow } from '../../staff/permission.ts'
import { ownPoint } from '../ownPoint.ts'
import { type CounterRow, counterWhere, pointBySlug } from '../query.ts'
import type { CounterView } from '../staffSchema.ts'
import { counterView } from './seat.ts'

/** What can be said of a counter. counterGroup '' serves every group. */
export interface CounterInput {
  number: number
  counterGroup: string
  name: Text
}

type Did = 'added' | 'changed' | 'closed' | 'opened'

const counterLeaf = (
  ctx: Ctx,
  { id, slug }: { id: string; slug: string },
  did: Did,
  { number, counterGroup }: Pick<CounterInput, 'number' | 'counterGroup'>,
  staff: string,
) =>
  leafFor(ctx, {
    action: 'queue.counter',
    subject: id,
    facts: { station: slug, did, number, counterGroup, staff },
  })

/** The counters of a service point, those out of use too. For who may edit them. Throws record-not-found, not-allowed. */
export async function listCounters({ ctx, input }: { ctx: Ctx; input: { slug: string } }) {
  const [points, found] = await ctx.db.batch([
    pointBySlug(ctx, input.slug),
    counterWhere(ctx, sql`p.slug = ${input.slug}`),
  ])
  ownPoint(ctx, points, 'station.edit')
  return { items: found.map((row) => counterView(ctx, row)) }
}

/**
 * Adds a counter to a service point; with `apply` false only says how it would stand. Throws record-not-found,
 * not-allowed, number-in-use.
 */
export async function addCounter({
  ctx,
  input: { slug, apply, ...input },
}: {
  ctx: Ctx
  input: CounterInput & { slug: string; apply: boolean }
}): Promise<CounterView> {
  const [points, others] = await ctx.db.batch([
    pointBySlug(ctx, slug),
    counterWhere(ctx, sql`p.slug = ${slug}`),
  ])
  const { point, staff } = ownPoint(ctx, points, 'station.edit')
  requireFree(others, input.number)
  const now = ctx.clock.now()
  const id = newId('ct')
  if (!apply) return asItWouldBe(ctx, { ...fresh, id: '', slug, servicePointId: point.id }, input)
  const leaf = await counterLeaf(ctx, { id, slug }, 'added', input, staff)
  const written = await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO counter (id, service_point_id, counter_group, number, name_zh, name_en, state, created_at, updated_at)
          VALUES (${id}, ${point.id}, ${input.counterGroup}, ${input.number}, ${input.name.zh}, ${input.name.en}, 'open', ${now}, ${now})`,
    ),
    leaf.statement,
    counterWhere(ctx, sql`c.id = ${id}`),
  ])
  return counterView(ctx, written[2][0]!)
}

/**
 * Changes a counter as it was seen (`version`); with `apply` false only says how it would stand. Throws
 * record-not-found, not-allowed, number-in-use, stale.
 */
export async function changeCounter({
  ctx,
  input: { id, version, apply, ...input },
}: {
  ctx: Ctx
  input: CounterInput & { id: string; version: number; apply: boolean }
}): Promise<CounterView> {
  const [all] = await ctx.db.batch([
    counterWhere(ctx, sql`c.service_point_id = (SELECT service_point_id FROM counter WHERE id = ${id})`),
  ])
  const row = all.find((one) => one.id === id)
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'station.edit', row.servicePointId).id
  if (row.version !== version) throw new Problem('stale')
  requireFree(
    all.filter((one) => one !== row),
    input.number,
  )
  if (!apply) return asItWouldBe(ctx, row, input)
  const leaf = await counterLeaf(ctx, row, 'changed', input, staff)
  const written = await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE counter SET counter_group = ${input.counterGroup}, number = ${input.number}, name_zh = ${input.name.zh},
            name_en = ${input.name.en}, version = version + 1, updated_at = ${ctx.clock.now()}
          WHERE id = ${id} AND version = ${version}`,
    ),
    guard(ctx.db),
    leaf.statement,
    counterWhere(ctx, sql`c.id = ${id}`),
  ])
  return counterView(ctx, written[3][0]!)
}

const fresh = { state: 'open', staffId: null, satAt: null, staffName: null, version: 0 } as const

const asItWouldBe = (
  ctx: Ctx,
  row: Omit<CounterRow, 'number' | 'counterGroup' | 'nameZh' | 'nameEn'>,
  { number, counterGroup, name }: CounterInput,
) => counterView(ctx, { ...row, number, counterGroup, nameZh: name.zh, nameEn: name.en })

/** Throws number-in-use when another counter has it, out of use or not. */
function requireFree(others: readonly Pick<CounterRow, 'number'>[], number: number): void {
  if (others.some((one) => one.number === number)) throw new Problem('number-in-use')
}

/**
 * Takes a counter out of use, or back into it. Nobody may sit there: who does leaves first. Throws record-not-found,
 * not-allowed, counter-taken, stale.
 */
export async function closeCounter({
  ctx,
  input: { id, version, open },
}: {
  ctx: Ctx
  input: { id: string; version: number; open: boolean }
}): Promise<CounterView> {
  const row = await editable(ctx, id)
  const staff = allow(ctx.actor, 'station.edit', row.servicePointId).id
  if (row.staffId !== null) throw new Problem('counter-taken')
  const leaf = await counterLeaf(ctx, row, open ? 'opened' : 'closed', row, staff)
  const written = await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE counter SET state = ${open ? 'open' : 'closed'}, version = version + 1, updated_at = ${ctx.clock.now()}
          WHERE id = ${id} AND version = ${version} AND staff_id IS NULL`,
    ),
    guard(ctx.db),
    leaf.statement,
    counterWhere(ctx, sql`c.id = ${id}`),
  ])
  return counterView(ctx, written[3][0]!)
}

async function editable(ctx: Ctx, id: string): Promise<CounterRow> {
  const [[row]] = await ctx.db.batch([counterWhere(ctx, sql`c.id = ${id}`)])
  if (!row) throw new Problem('record-not-found')
  return row
}
