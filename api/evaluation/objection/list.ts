import { objectionWhys } from '../../../db/schema/evaluation.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { allow, pointsFor } from '../../staff/permission.ts'
import { periodNameOf } from '../words.ts'
import { indicatorNamed, stateNames, whyNames } from './names.ts'
import { missedRows, type ObjectionRow, objectionRow, objectionRows, provisionalRow } from './query.ts'
import type { Missed, MissedAsked, Objection, Objections } from './schema.ts'
import { clear } from './words.ts'

const pageSize = 50

const placeOf = ({ slug, zh, en }: { slug: string; zh: string; en: string }) => ({ slug, name: { zh, en } })

/** The days one's own stations missed in a provisional quarter: what may be objected to. Throws invalid-input. */
export async function listMissed({
  ctx,
  input: { period, indicator, subject, cursor },
}: {
  ctx: Ctx
  input: MissedAsked
}): Promise<Missed> {
  const points = pointsFor(ctx.actor, 'evaluation.object')
  const after = readCursor(cursor, 3)
  const [[quarter], found] = await ctx.db.batch([
    provisionalRow(ctx, period),
    missedRows(ctx, { points, period, indicator, subject, after, most: pageSize + 1 }),
  ])
  const items = found.slice(0, pageSize)
  const last = found.length > pageSize ? items.at(-1) : undefined
  return {
    period: quarter?.period ?? null,
    objectionsUntil: quarter ? dayOf(quarter.objectionsUntil) : null,
    items: items.map((row) => ({
      indicator: indicatorNamed(row.indicator),
      subject: row.subject,
      about: row.about ?? row.subject,
      station: placeOf(row),
      day: row.day,
      objection: row.objection && { state: row.objection, text: stateNames[row.objection] },
    })),
    whys: objectionWhys.map((key) => ({ key, name: whyNames[key] })),
    nextCursor: last ? cursorOf([last.pointId, last.indicator, last.subject]) : null,
  }
}

const itemOf = (row: ObjectionRow) => ({
  id: row.id,
  period: row.period,
  periodText: periodNameOf(row.period),
  indicator: indicatorNamed(row.indicator),
  subject: row.subject,
  about: row.about,
  station: placeOf(row),
  day: row.day,
  why: row.why,
  whyText: whyNames[row.why],
  state: row.state,
  stateText: stateNames[row.state],
  filedAt: toIso(row.filedAt),
  decidedAt: row.decidedAt === null ? null : toIso(row.decidedAt),
})

/** The objections of one's own stations, or of all for the supervision desk, the newest first. Throws invalid-input. */
export async function listObjections({
  ctx,
  input: { state, cursor },
}: {
  ctx: Ctx
  input: { state?: ObjectionRow['state'] | undefined; cursor?: string | undefined }
}): Promise<Objections> {
  const points = pointsFor(ctx.actor, 'evaluation.read')
  const after = readCursor(cursor, 2)
  const [found] = await ctx.db.batch([objectionRows(ctx, { points, state, after, most: pageSize + 1 })])
  const items = found.slice(0, pageSize)
  const last = found.length > pageSize ? items.at(-1) : undefined
  return { items: items.map(itemOf), nextCursor: last ? cursorOf([last.filedAt, last.id]) : null }
}

/** An objection with its words. Throws record-not-found, not-allowed. */
export async function showObjection({
  ctx,
  input: { id },
}: {
  ctx: Ctx
  input: { id: string }
}): Promise<Objection> {
  const [[row]] = await ctx.db.batch([objectionRow(ctx, id)])
  if (!row) throw new Problem('record-not-found')
  allow(ctx.actor, 'evaluation.read', row.pointId)
  const [words, answer] = await Promise.all([
    clear(ctx, row.id, 'words', row.words),
    clear(ctx, row.id, 'answer', row.answer),
  ])
  return {
    ...itemOf(row),
    words,
    answer,
    reason: row.state === 'granted' ? { zh: row.publicZh, en: row.publicEn } : null,
  }
}
