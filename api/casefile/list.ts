import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { pointsFor } from '../staff/permission.ts'
import { type CaseRow, caseColumns, type ExclusionRow, wordingRows } from './query.ts'
import type { CaseList, ExclusionList } from './staffSchema.ts'
import { kindWords, wordsFor } from './states.ts'

/** Rows of a page. */
const page = 30

/**
 * The cases of the service points somebody works at: those with a clock first, what is due first; or those that are closed,
 * the newest first. Nobody's name. One round trip.
 */
export async function listCases({
  ctx,
  input: { show, cursor },
}: {
  ctx: Ctx
  input: { show: 'open' | 'closed'; cursor?: string | undefined }
}): Promise<CaseList> {
  const points = pointsFor(ctx.actor, 'record.open')
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [found, wording] = await ctx.db.batch([
    show === 'open' ? openRows(ctx, mine, cursor) : closedRows(ctx, mine, cursor),
    wordingRows(ctx, dayOf(ctx.clock.now())),
  ])
  const shown = found.slice(0, page)
  const last = found.length > page ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      reference: row.lead,
      kind: row.kind,
      kindText: kindWords[row.kind],
      state: row.state,
      statusText: wordsFor(wording, row.kind, row.state, dayOf(row.stageAt)).text,
      station: { slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
      officer: row.officerName,
      dueAt: row.dueAt === null ? null : toIso(row.dueAt),
      late: row.dueAt !== null && ctx.clock.now() > row.dueAt,
      excluded: row.excluded > 0,
    })),
    nextCursor:
      last === undefined
        ? null
        : cursorOf(
            show === 'open'
              ? [last.dueAt === null ? 1 : 0, last.dueAt ?? 0, last.id]
              : [last.closedAt ?? 0, last.id],
          ),
  }
}

function openRows({ db }: Ctx, mine: string | null, cursor: string | undefined) {
  const [none, dueAt, id] = readCursor(cursor, 3) ?? [-1, 0, '']
  // Without a clock there is no due time to compare by.
  const after =
    none === 1
      ? sql`c.closed_at IS NULL AND c.due_at IS NULL AND c.id > ${id}`
      : sql`c.closed_at IS NULL AND (c.due_at IS NULL, coalesce(c.due_at, 0), c.id) > (${none}, ${dueAt}, ${id})`
  return rows<CaseRow>(db, of(mine, after, sql`ORDER BY c.due_at IS NULL, c.due_at, c.id LIMIT ${page + 1}`))
}

function closedRows({ db }: Ctx, mine: string | null, cursor: string | undefined) {
  const [at, id] = readCursor(cursor, 2) ?? [Number.MAX_SAFE_INTEGER, '~']
  const before = sql`c.closed_at IS NOT NULL AND (c.closed_at, c.id) < (${at}, ${id})`
  return rows<CaseRow>(db, of(mine, before, sql`ORDER BY c.closed_at DESC, c.id DESC LIMIT ${page + 1}`))
}

/** The first of each service point by its own index, then the first of those. */
function of(mine: string | null, which: SQL, order: SQL): SQL {
  const point = sql`JOIN service_point p ON p.id = c.service_point_id`
  return mine === null
    ? sql`SELECT ${caseColumns} FROM casefile c ${point} WHERE ${which} ${order}`
    : sql`SELECT ${caseColumns} FROM json_each(${mine}) j CROSS JOIN casefile c ON c.id IN (
            SELECT c.id FROM casefile c WHERE c.service_point_id = j.value AND ${which} ${order})
          ${point} ${order}`
}

interface ExcludedRow extends ExclusionRow {
  lead: string
  slug: string
  nameZh: string
  nameEn: string
}

/** What was kept out of look-up and by whom, the newest first: for supervision. One round trip. */
export async function listExclusions({
  ctx,
  input: { cursor },
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<ExclusionList> {
  const points = pointsFor(ctx.actor, 'casefile.supervise')
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [at, id] = readCursor(cursor, 2) ?? [Number.MAX_SAFE_INTEGER, '~']
  const [found] = await ctx.db.batch([
    rows<ExcludedRow>(
      ctx.db,
      sql`SELECT x.id AS id, x.ground AS ground, x.set_by AS setBy, s.name AS setName, x.set_at AS setAt,
            x.lifted_at AS liftedAt, l.name AS liftedName, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn,
            (SELECT reference FROM casefile_party y WHERE y.casefile_id = x.casefile_id AND y.place = 1) AS lead
          FROM casefile_exclusion x JOIN casefile c ON c.id = x.casefile_id
          JOIN service_point p ON p.id = c.service_point_id
          LEFT JOIN staff_user s ON s.id = x.set_by LEFT JOIN staff_user l ON l.id = x.lifted_by
          WHERE (x.set_at, x.id) < (${at}, ${id})
            AND (${mine} IS NULL OR c.service_point_id IN (SELECT value FROM json_each(${mine})))
          ORDER BY x.set_at DESC, x.id DESC LIMIT ${page + 1}`,
    ),
  ])
  const shown = found.slice(0, page)
  const last = found.length > page ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      reference: row.lead,
      station: { slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
      ...exclusionView(row, true),
    })),
    nextCursor: last ? cursorOf([last.setAt, last.id]) : null,
  }
}

/** One ground; by whom is told to supervision alone. */
export const exclusionView = (row: ExclusionRow, supervises: boolean) => ({
  ground: row.ground,
  setAt: toIso(row.setAt),
  liftedAt: row.liftedAt === null ? null : toIso(row.liftedAt),
  setBy: supervises ? (row.setName ?? row.setBy) : null,
  liftedBy: supervises ? row.liftedName : null,
})
