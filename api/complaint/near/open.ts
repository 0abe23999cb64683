import { type SQL, sql } from 'drizzle-orm'

/**
 * What everybody may find of a small problem while it is open, for the alias of its row: its author agreed, somebody looked
 * at it, took it up and has not answered yet. Never another kind, nor what is kept from a place. The first part is that of
 * the indexes `complaint_open_…` (migration 0105), word for word, or they would not be used.
 */
export function openToAll(alias: 'c'): SQL {
  return sql.raw(`${alias}.kind = 'problem' AND ${alias}.open_wish = 1 AND ${alias}.away = 0 AND ${alias}.tray = 0
    AND ${alias}.accepted_at IS NOT NULL AND ${alias}.state IN ('accepted', 'working', 'waiting', 'elsewhere', 'reopened')
    AND ${unbarred(alias)}`)
}

/** Nothing that must not reach somebody reaches everybody. */
export const unbarred = (alias: 'c') =>
  `NOT EXISTS (SELECT 1 FROM complaint_barred z WHERE z.complaint_id = ${alias}.id)`

/** How exact a public point is: three places behind the point, about a hundred metres. */
export const places = 3

/** A point as everybody may know it; null where its author gave none. */
export const publicPoint = (lat: number | null, lon: number | null) =>
  lat === null || lon === null ? null : { lat: rounded(lat), lon: rounded(lon) }

/** A coordinate in the exactness that is public. */
export const rounded = (degrees: number) => Number(degrees.toFixed(places))
