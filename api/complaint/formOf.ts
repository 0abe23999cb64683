import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { townOf, townRows } from '../station/towns.ts'
import { categoryOf, categoryRows } from './categories.ts'
import type { KindCode } from './kinds/declaration.ts'
import { kindOf } from './kinds/index.ts'
import { type FormOfKind, offered } from './offer.ts'

/** What a choice on a page can hold; whoever is not in it is found by the pages of the stations. */
const most = { stations: 60, halls: 20, towns: 60 }

interface PointRow {
  slug: string
  zh: string
  en: string
}

/** Statement: the service points to choose from: stations, then halls; a room is reached by its own page. */
const pointsToChoose = ({ db }: Ctx) =>
  rows<PointRow>(
    db,
    sql`SELECT * FROM (SELECT slug, name_zh AS zh, name_en AS en FROM service_point WHERE kind = 'station'
          ORDER BY slug LIMIT ${most.stations})
        UNION ALL
        SELECT * FROM (SELECT slug, name_zh, name_en FROM service_point WHERE kind = 'hall'
          ORDER BY slug LIMIT ${most.halls})`,
  )

/** Statement: the service point that a link has named, or no row. */
const pointAsked = ({ db }: Ctx, slug: string | undefined) =>
  rows<PointRow>(
    db,
    sql`SELECT slug, name_zh AS zh, name_en AS en FROM service_point WHERE slug = ${slug ?? ''}`,
  )

/** One kind with all its form asks: its categories, the places to choose from and the towns. One round trip. */
export async function formOfKind({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { kind: KindCode; about?: string | undefined }
}): Promise<FormOfKind> {
  const kind = kindOf(input.kind)
  const none = rows<never>(ctx.db, sql`SELECT 1 WHERE 0`)
  const asks = kind.about !== 'none'
  const [categories, listed, asked, towns] = await ctx.db.batch([
    kind.sorted ? categoryRows(ctx, [kind.code]) : none,
    asks ? pointsToChoose(ctx) : none,
    asks ? pointAsked(ctx, input.about) : none,
    kind.place ? townRows(ctx.db, most.towns, null) : none,
  ])
  const more = asked.filter(({ slug }) => !listed.some((point) => point.slug === slug))
  return {
    kind: offered(kind, categories.map(categoryOf)),
    points: [...more, ...listed].map(({ slug, zh, en }) => ({ slug, name: { zh, en } })),
    towns: towns.map(townOf),
  }
}
