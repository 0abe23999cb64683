import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { cellsIn, rulesIn, stationsOf } from '../../../api/evaluation/formula/files.ts'
import { tableRows } from '../../../api/evaluation/formula/table.ts'
import type { PeriodView } from '../../../api/evaluation/schema.ts'
import { pointsOf } from '../../../site/lib/evaluation.ts'
import { sound, words } from '../readers.ts'
import { documentsOf } from '../validHtml.ts'
import { visitor } from '../visitor.ts'
import { overWire } from '../wire.ts'
import { plainFormula } from './plainFormula.ts'

interface Where {
  browser(): Browser
  origin(): string
  /** Where pictures of the pages are put: the beginning of their names. */
  pictures: string
}

const hundredths = (points: number | null) => Math.round((points ?? 0) * 100) / 100

/** What everybody can read of a quarter and one station in it, and whether it says what anybody can add up. */
export function publicOf(quarter: string, slug: string, { browser, origin, pictures }: Where) {
  const open = `/open-data/evaluations/${quarter}`
  const station = `/evaluations/${quarter}/stations/${slug}`
  const api = async (path: string) => {
    const { status, text } = await overWire(`${origin()}/api/v1${path}`)
    expect(status, path).toBe(200)
    return text
  }
  const period = async (): Promise<PeriodView> => JSON.parse(await api(`/evaluations/${quarter}`)).period
  /** A row of results.csv. */
  const resultOf = async (of: string, code: string) =>
    tableRows(await api(`${open}/results.csv`)).find((row) => row.station === of && row.indicator === code)!

  /** Everything public about the quarter, page by page and file by file. */
  async function everything(): Promise<Record<string, string>> {
    const files = ['cells', 'indicators', 'results'].flatMap((name) => [`${name}.csv`, `${name}.json`])
    const pages = [`/evaluations/${quarter}`, station]
    const answers = [...pages, ...[...files, 'period.json'].map((name) => `${open}/${name}`)]
    const found = [...pages, `${station}/badge.svg`, ...answers.map((path) => `/api/v1${path}`)].map(
      async (path) => {
        const { status, text } = await overWire(origin() + path)
        expect(status, path).toBe(200)
        return [path, /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text] as const
      },
    )
    return Object.fromEntries(await Promise.all(found))
  }

  /**
   * The formula, written a second time, over the published cells. Those that differ in their week alone are added up, and so
   * are corrections with what they correct.
   */
  async function recounted(code: string) {
    const sums = new Map<string, ReturnType<typeof cellsIn>[number]>()
    const cells = cellsIn(await api(`${open}/cells.csv`))
    for (const { n, ...cell } of cells) {
      const key = JSON.stringify(cell)
      sums.set(key, { ...cell, n: n + (sums.get(key)?.n ?? 0) })
    }
    const rules = rulesIn(await api(`${open}/indicators.csv`))
    const rows = plainFormula(rules, [...sums.values()], stationsOf(cells))
    const of = (indicator: string) => rows.find((row) => row.station === slug && row.indicator === indicator)!
    return { one: of(code), all: of('') }
  }

  /**
   * Somebody with a phone opens the page of the station and asks why a number is what it is: the cells there, the sentence
   * under them, the file of results and the formula say the same.
   */
  async function reads(code: string, picture: string) {
    const who = await visitor(browser(), origin())
    const { page, t } = who
    const faults = documentsOf(page)
    await who.open(station)
    const table = page.locator(`#why-${code.replace('.', '-')}`)
    const fold = page.locator('details', { has: table })
    await fold.locator('summary').click()
    const rows = await table.locator('tbody tr').evaluateAll((found) =>
      found.map((row) => {
        const [levels = '', n, points] = [...row.querySelectorAll('td')].map((cell) =>
          cell.textContent.trim(),
        )
        // A merged level says behind its points that they are estimated.
        return { levels, n: Number(n), points: Number.parseFloat(points ?? '') }
      }),
    )
    const { one, all } = await recounted(code)
    const [own, whole, usual] = await Promise.all([
      resultOf(slug, code),
      resultOf(slug, 'all'),
      resultOf('*usual', code),
    ])
    const [mean, score] = [hundredths(one.mean), hundredths(one.score)]
    expect([own.n, own.mean, own.score]).toEqual([String(one.n), mean.toFixed(2), score.toFixed(2)])
    expect(whole.score).toBe(hundredths(all.score).toFixed(2))
    const n = rows.reduce((sum, row) => sum + row.n, 0)
    expect(n).toBe(one.n)
    // Points stand there to a tenth.
    expect(Math.abs(rows.reduce((sum, row) => sum + row.n * row.points, 0) / n - mean)).toBeLessThan(0.1)
    const shown = { mean: pointsOf(mean), usual: pointsOf(Number(usual.score)), score: pointsOf(score) }
    expect(await fold.innerText()).toContain(t('evaluation.why.sum', { n: String(n), ...shown }))
    const first = page.locator('#indicators tbody tr').first()
    expect(await first.innerText()).toContain(pointsOf(hundredths(all.score)))
    await sound(who, true)
    await page.screenshot({ path: `${pictures}-${picture}.png`, fullPage: true })
    expect(await faults()).toEqual([])
    const text = await words(who)
    await who.open(`/evaluations/${quarter}`)
    const line = page.locator('#bands tbody tr', { has: page.locator(`a[href*="/stations/${slug}"]`) })
    expect(await line.innerText()).toContain(pointsOf(hundredths(all.score)))
    await who.close()
    return { rows, n, text, score, mean }
  }
  return { open, api, period, resultOf, everything, reads }
}
