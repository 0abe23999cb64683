import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { checklistOf, settingNames } from './gates.ts'
import { hasHonour, honourName, honourRules } from './honour.ts'
import { allFacts, type FactRow, type YearBand, type YearContent, yearBands, yearContent } from './query.ts'
import type { Checklist } from './schema.ts'

/** Honours of so many years are shown. */
const years = 5

/** The checklist of every station, with the honours that follow from its frozen years. One read. */
export async function showChecklist({ ctx }: { ctx: Ctx }): Promise<Checklist> {
  const since = String(Number(dayOf(ctx.clock.now()).slice(0, 4)) - years)
  const [facts, bands, content] = await ctx.db.batch([
    allFacts(ctx),
    yearBands(ctx, since),
    yearContent(ctx, since),
  ])
  return {
    items: facts.map((row) => ({ ...linesOf(row), honours: honoursOf(row.id, bands, content) })),
    honour: { name: honourName, rules: [...honourRules] },
  }
}

function linesOf(row: FactRow): Omit<Checklist['items'][number], 'honours'> {
  const { slug, zh, en, asOf, setting } = row
  const station = { slug, name: { zh, en } }
  if (setting === null) return { station, asOf: null, setting: null, lines: [], evidence: null }
  return {
    station,
    asOf,
    setting: settingNames[setting],
    lines: checklistOf({ ...row, setting }),
    evidence: { zh: row.evidenceZh, en: row.evidenceEn || row.evidenceZh },
  }
}

function honoursOf(id: string, bands: readonly YearBand[], content: readonly YearContent[]): string[] {
  const own = bands.filter(({ point }) => point === id)
  return [...new Set(own.map(({ year }) => year))].filter((year) => {
    const of = own.filter((one) => one.year === year)
    const said = content.find((one) => one.year === year && one.point === id)
    return hasHonour({
      year,
      all: of.find(({ indicator }) => indicator === '')?.band ?? '',
      indicators: of
        .filter(({ indicator }) => indicator !== '')
        .map(({ indicator, band }) => ({ code: indicator, band })),
      quarters: said?.quarters ?? 0,
      rated: said?.rated ?? 0,
      content: said?.content ?? 0,
    })
  })
}
