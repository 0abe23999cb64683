import { startOfDay, toIso } from '../../calendar/day.ts'
import { addMonths, monthOf } from '../../calendar/month.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { figureNames, figureTexts } from './figures.ts'
import { fileOf, headOf, publishedOf } from './publish.ts'
import { figureRows, leafOfMonth, listedMonths, monthRows, placeOf } from './query.ts'
import type { FiguresAnswer, FiguresInput } from './schema.ts'

/**
 * The figures of one month, of the newest that is counted where none is asked for: of one service point, or of the whole
 * bureau with all of them. One read of a row for each place. Of a place nothing is said but what its own counts say: no
 * accusation, and nothing that was kept from it, shows there. Throws not-found for an unknown place and for a month that is
 * not counted.
 */
export async function showFigures({
  ctx,
  input: { month, station },
}: {
  ctx: Ctx
  input: FiguresInput
}): Promise<FiguresAnswer> {
  const running = monthOf(ctx.clock.now())
  const [months, counted, [leaf], [place]] = await ctx.db.batch([
    monthRows(ctx, addMonths(running, -listedMonths)),
    figureRows(ctx, month),
    leafOfMonth(ctx, month),
    placeOf(ctx, station),
  ])
  const published = publishedOf(counted)
  if (station !== undefined && !place) throw new Problem('not-found')
  if (month !== undefined && !published) throw new Problem('not-found')
  const items = published?.items ?? []
  const chosen = {
    month: published?.month ?? null,
    months: months.map((row) => row.month),
    running,
    nextAt: toIso(startOfDay(`${addMonths(running, 1)}-01`)),
    columns: figureNames.map((name) => ({
      name,
      label: figureTexts[name].name,
      means: figureTexts[name].means,
    })),
    places: items.map(({ slug, name }) => ({ slug, name })),
  }
  if (place)
    return {
      ...chosen,
      station: { slug: place.slug, name: { zh: place.zh, en: place.en } },
      figures: items.find(({ slug }) => slug === place.slug)?.figures ?? null,
      own: null,
      items: [],
      proof: null,
    }
  return {
    ...chosen,
    station: null,
    figures: published?.total ?? null,
    own: published?.own ?? null,
    items,
    proof: leaf ?? null,
  }
}

/** The same as a file for a spreadsheet, and its name. Its head alone before any month is counted. Throws not-found as showFigures does. */
export async function figuresFile({
  ctx,
  input: { month, station },
}: {
  ctx: Ctx
  input: FiguresInput
}): Promise<{ name: string; text: string }> {
  const [counted, [place]] = await ctx.db.batch([figureRows(ctx, month), placeOf(ctx, station)])
  const published = publishedOf(counted)
  if (station !== undefined && !place) throw new Problem('not-found')
  if (!published && month !== undefined) throw new Problem('not-found')
  const of = station === undefined ? '' : `-${station}`
  if (!published) return { name: `complaints${of}.csv`, text: headOf() }
  return { name: `complaints-${published.month}${of}.csv`, text: fileOf(published, station) }
}
