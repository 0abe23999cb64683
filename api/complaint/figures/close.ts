import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { HOUR } from '../../calendar/day.ts'
import { addMonths, type Month, monthOf, spanOf } from '../../calendar/month.ts'
import type { Ctx } from '../../context.ts'
import { toHex, utf8 } from '../../shared/bytes.ts'
import { countedIn, countedPlaces, figuresBy, ofBureau, owner } from './count.ts'
import { fileOf, publishedOf } from './publish.ts'
import { type FigureRow, lastMonth, putMonth } from './query.ts'

/** A month is counted from so long after its end, ms: what was begun in its last second is written by then. */
const settles = HOUR
const isOver = (month: Month, now: number): boolean => now >= spanOf(month).to + settles

/**
 * Job `complaint.month`: counts the next month that is over, once and for good, and attests the file it is published as.
 * From the first month on in which a station had a complaint: when the first accusation came nobody can read from it. One
 * month a run; safe to run twice.
 */
export async function closeMonth(ctx: Ctx): Promise<{ month: Month | null }> {
  const [[last]] = await ctx.db.batch([lastMonth(ctx)])
  const month = last?.month ? addMonths(last.month, 1) : await firstMonth(ctx)
  if (month === null || !isOver(month, ctx.clock.now())) return { month: null }
  const [places, counted] = await ctx.db.batch([countedPlaces(ctx), countedIn(ctx, month)])
  const figures = figuresBy(places, counted)
  const leaf = await leafFor(ctx, {
    action: 'complaint.month',
    subject: month,
    facts: { places: places.length, sha256: await fileHash(month, places, figures) },
  })
  try {
    await ctx.db.batch([leaf.statement, ...putMonth(ctx, { month, leaf: leaf.id, figures })])
  } catch (error) {
    // Another run was as fast: what it wrote stands.
    if (refusalOf(error) !== 'append-only') throw error
    return { month: null }
  }
  return { month }
}

/** SHA-256 of the file as everybody gets it, 64 hexadecimal characters: of what is published, of nothing behind it. */
async function fileHash(
  month: Month,
  places: readonly { id: string; slug: string }[],
  figures: ReturnType<typeof figuresBy>,
): Promise<string> {
  const slugs = new Map(places.map(({ id, slug }) => [id, slug]))
  const found: FigureRow[] = [...figures].map(([desk, row]) => ({
    ...row,
    month,
    desk,
    slug: slugs.get(desk) ?? null,
    zh: null,
    en: null,
  }))
  const published = publishedOf(found)
  if (!published) throw new TypeError('complaint: a month without rows')
  const digest = await crypto.subtle.digest('SHA-256', utf8(fileOf(published)))
  return toHex(new Uint8Array(digest))
}

/** The month in which a station first had a complaint; null while none had. Asked until a month was counted. */
async function firstMonth(ctx: Ctx): Promise<Month | null> {
  const [[first]] = await ctx.db.batch([firstOfStations(ctx)])
  return first ? monthOf(first.at) : null
}

/** Statement: when a station first had a complaint. */
export const firstOfStations = ({ db }: Pick<Ctx, 'db'>) =>
  rows<{ at: number }>(
    db,
    sql`SELECT e.at AS at FROM complaint_event e CROSS JOIN complaint c ON c.id = e.complaint_id
        WHERE e.from_state IS NULL AND c.kind <> 'promise' AND e.at > 0 AND ${owner(sql`e.desk`)} <> ${ofBureau}
        ORDER BY e.at LIMIT 1`,
  )
