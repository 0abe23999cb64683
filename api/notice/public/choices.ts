import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import type { Text } from '../../shared/text.ts'
import { columnIsShown } from '../../sitecheck/columns.ts'
import { publisherOf } from './query.ts'
import type { NoticeList } from './schema.ts'

/** So many publishers fit a choice; where there are more, a station's own page leads to its list. */
const mostPublishers = 40

interface TotalRow {
  code: string
  nameZh: string
  nameEn: string
  published: number
}

interface PublisherRow {
  slug: string | null
  nameZh: string | null
  nameEn: string | null
}

/** Statement: the columns that have something and are not stale, in the bureau's order; none unless `asked`. */
export function columnTotals(db: Db, asked: boolean, now: number) {
  return rows<TotalRow>(
    db,
    asked
      ? sql`SELECT c.code, c.name_zh AS nameZh, c.name_en AS nameEn, t.published
        FROM notice_total t CROSS JOIN notice_category c ON c.code = t.category_code
        WHERE ${columnIsShown(now)} ORDER BY c.sort LIMIT 100`
      : sql`SELECT '' AS code, '' AS nameZh, '' AS nameEn, 0 AS published WHERE 0`,
  )
}

/** Statement: who has published; steps from one to the next, so that the columns of each are not walked. */
export function publisherNames(db: Db, asked: boolean) {
  return rows<PublisherRow>(
    db,
    sql`WITH RECURSIVE who (id, n) AS (
        SELECT min(publisher_id), 1 FROM notice_column WHERE ${asked ? 1 : 0}
        UNION ALL SELECT (SELECT min(publisher_id) FROM notice_column WHERE publisher_id > who.id), n + 1
        FROM who WHERE who.id IS NOT NULL AND n < ${mostPublishers})
      SELECT sp.slug AS slug, sp.name_zh AS nameZh, sp.name_en AS nameEn
      FROM who LEFT JOIN service_point sp ON sp.id = who.id
      WHERE who.id = '*' OR sp.id IS NOT NULL`,
  )
}

/** What the filters of the page can be set to. */
export function choicesOf(
  totals: readonly TotalRow[],
  publishers: readonly PublisherRow[],
  bureau: Text,
): NoticeList['choices'] {
  return {
    categories: totals.map(({ code, nameZh, nameEn, published }) => ({
      code,
      name: { zh: nameZh, en: nameEn },
      published,
    })),
    publishers: publishers.map((row) => publisherOf(row, bureau)),
  }
}
