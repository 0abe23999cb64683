import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { pointsFor } from '../../staff/permission.ts'
import { numberOf } from '../numberOf.ts'
import type { CertificateRow } from '../query.ts'
import { reasonText } from '../reason.ts'
import { certificateTypes } from '../types.ts'
import type { CertificateItem, CertificateWork, WorkQuery } from './schema.ts'

const page = 30

type ItemRow = Pick<
  CertificateRow,
  | 'id'
  | 'reference'
  | 'type'
  | 'slug'
  | 'nameZh'
  | 'nameEn'
  | 'issuedAt'
  | 'validUntil'
  | 'state'
  | 'reason'
  | 'replacedBy'
  | 'replaces'
  | 'rev'
>

const columns = sql.raw(
  `c.id AS id, c.number AS reference, c.type AS type, p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn,
   c.issued_at AS issuedAt, c.valid_until AS validUntil, c.state AS state, c.reason AS reason,
   c.replaced_by AS replacedBy, c.replaces AS replaces, c.rev AS rev`,
)

/**
 * The certificates of the service points whose records somebody may open, the newest first, or the one of a number.
 * Nobody they are about is named. One read.
 */
export async function listCertificates({
  ctx,
  input,
}: {
  ctx: Ctx
  input: WorkQuery
}): Promise<CertificateWork> {
  const points = pointsFor(ctx.actor, 'record.open')
  const mine = points === 'all' ? null : JSON.stringify(points)
  const [found] = await ctx.db.batch([itemRows(ctx, mine, input)])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  return {
    items: shown.map(itemOf),
    nextCursor: found.length > page && last ? cursorOf([last.issuedAt, last.id]) : null,
  }
}

function itemRows({ db }: Ctx, mine: string | null, { state, number, cursor }: WorkQuery) {
  const point = sql`JOIN service_point p ON p.id = c.service_point_id`
  if (number !== undefined) {
    const own = mine === null ? sql`` : sql`AND c.service_point_id IN (SELECT value FROM json_each(${mine}))`
    return rows<ItemRow>(
      db,
      sql`SELECT ${columns} FROM certificate c ${point} WHERE c.number = ${numberOf(number)} ${own}`,
    )
  }
  const [at, id] = readCursor(cursor, 2) ?? [Number.MAX_SAFE_INTEGER, '~']
  const before = sql`c.state = ${state} AND (c.issued_at, c.id) < (${at}, ${id})`
  const order = sql`ORDER BY c.issued_at DESC, c.id DESC LIMIT ${page + 1}`
  // The first of each service point by its own index, then the first of those.
  return rows<ItemRow>(
    db,
    mine === null
      ? sql`SELECT ${columns} FROM certificate c ${point} WHERE ${before} ${order}`
      : sql`SELECT ${columns} FROM json_each(${mine}) j CROSS JOIN certificate c ON c.id IN (
              SELECT c.id FROM certificate c WHERE c.service_point_id = j.value AND ${before} ${order})
            ${point} ${order}`,
  )
}

/** A certificate as lists show it. */
export const itemOf = (row: ItemRow): CertificateItem => ({
  number: row.reference,
  type: row.type,
  title: certificateTypes[row.type].title,
  state: row.state,
  point: { slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
  issuedAt: toIso(row.issuedAt),
  validUntil: row.validUntil,
  reason: reasonText(row.reason),
  replacedBy: row.replacedBy,
  replaces: row.replaces,
  rev: row.rev,
})
