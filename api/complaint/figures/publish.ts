import type { Month } from '../../calendar/month.ts'
import { csvOf } from '../../register/csv.ts'
import type { Text } from '../../shared/text.ts'
import { ofBureau } from './count.ts'
import { figureNames, nothing, type Shown, shownOf, shownOfBureau } from './figures.ts'
import type { FigureRow } from './query.ts'

/** A place with its figures. */
export interface PlaceFigures {
  slug: string
  name: Text
  figures: Shown
}

/** A month as everybody may read it. */
export interface Published {
  month: Month
  items: PlaceFigures[]
  /** What no station handles, and all of it. */
  own: Shown
  total: Shown
}

/** What of the counted rows of a month may be read by everybody: the one way out for page, JSON and file. Null without rows. */
export function publishedOf(counted: readonly FigureRow[]): Published | null {
  const [first] = counted
  if (!first) return null
  const places = counted.filter(({ desk }) => desk !== ofBureau)
  const own = counted.find(({ desk }) => desk === ofBureau) ?? nothing()
  return {
    month: first.month,
    items: places.flatMap((row) =>
      row.slug === null
        ? []
        : [{ slug: row.slug, name: { zh: row.zh ?? '', en: row.en ?? '' }, figures: shownOf(row) }],
    ),
    ...shownOfBureau(places, own),
  }
}

/** What stands in the file for a station's figure of 1 to 4, and for one of the bureau's that would tell of one. */
export const fewMark = '<5'
export const withheldMark = 'withheld'
/** What the bureau's two rows are called in the file. */
export const ownRow = '*own'
export const totalRow = '*total'

const head = ['month', 'desk', ...figureNames]

/** The file before any month is counted: what its columns are called. */
export const headOf = () => csvOf([head])

/** The file of a month: a row for each place, or for the one asked for alone; the bureau's stand last. */
export function fileOf({ month, items, own, total }: Published, only?: string): string {
  const row = (desk: string, shown: Shown, mark: string) => [
    month,
    desk,
    ...figureNames.map((name) => (shown[name] === null ? mark : String(shown[name]))),
  ]
  const asked = items.filter(({ slug }) => only === undefined || slug === only)
  const bureau = [row(ownRow, own, withheldMark), row(totalRow, total, withheldMark)]
  return csvOf([
    head,
    ...asked.map(({ slug, figures }) => row(slug, figures, fewMark)),
    ...(only === undefined ? bureau : []),
  ])
}
