import { brotliCompressSync } from 'node:zlib'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'
import { defaultWatchRules, watchView } from '../../api/survey/watchRules.ts'
import { flagWhys } from '../../db/schema/rating.ts'
import {
  addedUp,
  bandCounts,
  boundsOf,
  cellsOf,
  firstWatch,
  pointsOf,
  rateOf,
  sorted,
  sortOf,
  spreadOf,
  stateWords,
  usualOf,
  wholeOf,
} from '../../site/lib/evaluation.ts'
import { badgeSvg } from '../../site/lib/evaluationBadge.ts'
import { wordsIn } from '../../site/lib/text.ts'
import { county, evaluationAnswer, stationAnswer } from '../support/evaluationAnswer.ts'
import { htmlFaults } from '../support/validHtml.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const pieces = import.meta.glob<{ default: Component }>('../../site/journeys/evaluation/*.astro', {
  eager: true,
})
const piece = (name: string) => pieces[`../../site/journeys/evaluation/${name}.astro`]!.default
const container = await AstroContainer.create()
async function render(name: string, props: Record<string, unknown>, locale: 'zh' | 'en' = 'zh', query = '') {
  const request = new Request(`https://bureau.example/evaluations${query}`, {
    headers: { 'x-kaimen-locale': locale },
  })
  const rendered = await container.renderToString(piece(name), { props, request })
  const html = rendered.replace(/ data-astro-source-(file|loc)="[^"]*"/g, '')
  const whole = `<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>x</title></head><body><h1>x</h1>${html}</body></html>`
  expect(await htmlFaults(whole)).toEqual([])
  if (locale === 'en') expect(html).not.toMatch(/[\u4e00-\u9fff]/)
  return html
}
const zh = wordsIn('zh')
const en = wordsIn('en')

// The page's own words about the bureau come with the Worker, which is not here.
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({ origin: 'https://bureau.example', bureauName: { zh: '开门县公安局', en: 'Kaimen' } }),
  localeOf: () => 'zh',
}))

test('points are rounded once, and what is missing is said', () => {
  expect([92.45, 92.44, 100, 0.05].map(pointsOf)).toEqual(['92.5', '92.4', '100.0', '0.1'])
  expect([rateOf(0, null), rateOf(9, null), rateOf(5, 10), rateOf(0, 7)]).toEqual([null, null, 33, 0])
  const { period } = evaluationAnswer()
  expect(stateWords(period, zh)).toContain('10 月 28 日')
  expect(stateWords({ ...period, state: 'frozen', frozenOn: '2026-10-30' }, en)).toContain('30 October 2026')
  expect(stateWords({ ...period, state: 'open', nextClose: '2026-09-07' }, zh)).toContain(
    '9 月 7 日（星期一）',
  )
  expect(stateWords({ ...period, state: 'open', nextClose: null }, zh)).toBe('已经过完，正在汇总')
})

test('what is over is counted to its last day, whenever its last cells came', async () => {
  const period = { ...evaluationAnswer().period, closedOn: '2026-09-28' }
  for (const state of ['provisional', 'frozen'])
    expect(await render('State', { period: { ...period, state } })).toContain('2026 年 9 月 30 日')
  expect(await render('State', { period: { ...period, state: 'open' } })).toContain('2026 年 9 月 28 日')
})

const of = (score: number | null) => ({
  ...{ n: 9, mean: score, score, low: score, high: score },
  band: 'B' as const,
})
const some = [
  { code: 'a', weight: 30, usual: 90 },
  { code: 'b', weight: 10, usual: 50 },
  { code: 'c', weight: 0, usual: 10 },
  { code: 'd', weight: 60, usual: null },
]

test('what is usual of all together is by the same weights for everybody', () => {
  expect(usualOf(some)).toBe(80)
  expect(usualOf(some.slice(2))).toBe(null)
})

test('the whole is added up on the page: what is usual stands in for what a place has too few of', () => {
  const whole = wholeOf(some.map((one) => ({ ...one, result: of(one.code === 'a' ? 93.33 : null) })))
  expect(whole).toMatchObject({ weights: 40, sum: 3299.9, score: 82.5, nobody: [{ code: 'd' }] })
  expect(whole.lines).toMatchObject([
    { indicator: { code: 'a' }, points: 93.33, usual: false, sum: 2799.9 },
    { indicator: { code: 'b' }, points: 50, usual: true, sum: 500 },
  ])
  // And it is what the formula gave.
  for (const { slug } of county) {
    const { all, indicators } = stationAnswer(slug, county)
    if (all.score !== null) expect(wholeOf(indicators).score).toBe(all.score)
  }
})

test('sorted by anything but the name, the most comes first and what has too few last', () => {
  const { items, indicators } = evaluationAnswer(county)
  const codes = indicators.map(({ code }) => code)
  expect(sortOf(new URLSearchParams('sort=score'), codes)).toBe('score')
  expect(sortOf(new URLSearchParams('sort=satisfaction'), codes)).toBe('satisfaction')
  expect(sortOf(new URLSearchParams('sort=__proto__'), codes)).toBe('name')
  expect(sorted(items, 'name')).toEqual(items)
  const scores = sorted(items, 'score').map(({ all }) => all.score)
  expect(scores.at(-1)).toBe(null)
  expect(scores.slice(0, -1)).toEqual(scores.slice(0, -1).sort((a, b) => b! - a!))
  expect(
    sorted(items, 'band')
      .map(({ all }) => all.band)
      .join(''),
  ).toMatch(/^A*B+C*$/)
  const counts = bandCounts(items)
  expect(counts.A + counts.B + counts.C + counts.few).toBe(20)
  expect(counts.few).toBe(1)
})

test('the published cells add up to the plain mean, whatever they join', () => {
  for (const { slug } of county) {
    const { cells, indicators } = stationAnswer(slug, county)
    for (const one of indicators) {
      const { n, mean } = addedUp(one.levels, cellsOf(cells, one))
      expect(n).toBe(one.result.n)
      if (one.result.mean !== null) expect(mean).toBeCloseTo(one.result.mean, 1)
    }
    const all = cells.filter(({ indicator }) => indicator === 'satisfaction')
    const levels = spreadOf(indicators[0]!, all, zh)
    expect(levels.reduce((sum, { n }) => sum + n, 0)).toBe(all.reduce((sum, { n }) => sum + n, 0))
    expect(levels[0]!.label).toBe('非常满意')
  }
})

test('cells added up say how many of the low levels they hold together, and count as the formula counts each', () => {
  const { cells, indicators } = stationAnswer('qingshi')
  const rule = indicators[0]!
  const topped = { ...cells.find((cell) => cell.topped === 4)!, cells: 2, n: 10 }
  const { n, mean } = addedUp(rule.levels, [topped])
  const once = addedUp(rule.levels, [{ ...topped, cells: 1, n: 5 }])
  expect([n, mean]).toEqual([10, once.mean])
  // Two of five of the low levels: 20 and 40 points by the roots of their shares, the others 80.
  expect(mean).toBeCloseTo((2 * (20 * Math.SQRT2 + 40 * 2)) / (Math.SQRT2 + 2) / 5 + 48, 6)
  const [line] = spreadOf(rule, [topped, { ...topped, group: { code: 'x', name: topped.group.name } }], en)
  expect(line).toEqual({
    n: 20,
    label: 'Very dissatisfied / Dissatisfied (4 to 16 of them), the others satisfied',
  })
  expect([boundsOf([topped], 1, 2), boundsOf([topped], 3, 3), boundsOf([topped], 4, 5)]).toEqual([
    [2, 8],
    [0, 0],
    [2, 8],
  ])
  const joined = { ...topped, from: 1, to: 4, topped: null, cells: 1, n: 6 }
  expect([boundsOf([joined, topped], 1, 2), boundsOf([joined, topped], 4, 5)]).toEqual([
    [2, 14],
    [2, 14],
  ])
  const upTo3 = { ...topped, to: 3, cells: 1, n: 5 }
  expect([1, 3, 4].map((level) => boundsOf([upTo3], level, level === 1 ? 2 : level))).toEqual([
    [0, 4],
    [0, 4],
    [1, 4],
  ])
})

test.each(['zh', 'en'] as const)(
  'the table of all stations says what was published, in %s',
  async (locale) => {
    const evaluation = evaluationAnswer(county)
    const html = await render('Whole', { evaluation }, locale)
    const [scored = [], few = []] = [...html.matchAll(/<tbody class="num">([\s\S]*?)<\/tbody>/g)].map(
      ([, body]) => body!.split('<tr>').slice(1),
    )
    expect([scored.length, few.length]).toEqual([19, 1])
    for (const { station, all, rated } of evaluation.items) {
      const path = `/evaluations/2026Q3/stations/${station.slug}"`
      const line = (all.score === null ? few : scored).find((one) => one.includes(path))!
      expect(line).toContain(station.name[locale])
      expect(line).toMatch(new RegExp(`<td class="r">${rated.toLocaleString('en-GB')}<`))
      if (all.score === null) continue
      expect(line).toContain(
        `<span class="tag band-${all.band}">${all.band}</span></td><td>${pointsOf(all.score)}<small>${pointsOf(all.low!)}–${pointsOf(all.high!)}</small>`,
      )
    }
    // Those with too few stand behind the others, folded, and the page says how many they are.
    expect(html.indexOf('<details class="bands every fold">')).toBeGreaterThan(html.indexOf('</table>'))
    expect(html).toContain(locale === 'zh' ? '没有分的 1 个' : 'for a score: 1<')
    const { weight } = evaluation.indicators.find(({ code }) => code === 'visibility')!
    expect(html).toContain(`${locale === 'zh' ? '一共占 ' : 'together '}${weight + 15 + 5 + 10 + 5 + 5}%`)
    const running = { ...evaluation, period: { ...evaluation.period, state: 'open' } }
    const soon = await render('Whole', { evaluation: running }, locale)
    expect(soon).toMatch(/class="tag band-[ABC] soon"/)
    expect(soon).toContain(locale === 'zh' ? '还在进行' : 'still running')
    expect(html).not.toMatch(/ soon"|还在进行|still running/)
    const late = { ...evaluation, period: { ...evaluation.period, frozenOn: '2026-09-30' } }
    expect(await render('Files', { evaluation: late }, locale)).toContain(
      locale === 'zh' ? '才补记进存证' : 'only on 1 October 2026',
    )
    expect(html).not.toMatch(/style=|<script/)
    expect(brotliCompressSync(html).length).toBeLessThan(5000)
    const sortedHtml = await render('Bands', { evaluation }, locale, '?sort=score')
    expect(sortedHtml.match(/aria-sort="descending"/g)).toHaveLength(1)
    expect(sortedHtml.indexOf('qingshi')).toBeLessThan(sortedHtml.indexOf('donghu'))
  },
)

test.each(['zh', 'en'] as const)('a station is shown down to its cells, in %s', async (locale) => {
  const evaluation = stationAnswer('qingshi')
  for (const name of ['Each', 'Why', 'History', 'Apart', 'Did', 'ShareBadge'])
    expect(await render(name, { evaluation }, locale), name).not.toMatch(/style=|<script/)
  const why = await render('Why', { evaluation }, locale)
  expect(why.match(/<details/g)).toHaveLength(4)
  expect(why).toContain(`${wholeOf(evaluation.indicators).sum.toFixed(2)}`)
  const { result } = evaluation.indicators[0]!
  for (const points of [result.mean!, result.score!]) expect(why).toContain(pointsOf(points))
  const apart = await render('Apart', { evaluation }, locale)
  expect(apart).toContain(locale === 'zh' ? '0 到 4 条' : '0 to 4')
  expect(apart).toContain(evaluation.corrections[0]!.reason[locale])
  const did = await render('Did', { evaluation }, locale)
  const { before, did: done } = evaluation.plan
  for (const one of [before!, done!]) expect(did).toContain(one.text[locale])
  expect(did.indexOf(before!.text[locale])).toBeLessThan(did.indexOf(done!.text[locale]))
  const silent = locale === 'zh' ? '还没有说做了没有' : 'not yet said what it did'
  expect(did).not.toContain(silent)
  const kept = { ...evaluation, plan: { ...evaluation.plan, did: null } }
  expect(await render('Did', { evaluation: kept }, locale)).toContain(silent)
  const few = stationAnswer('sanhe')
  expect(await render('Why', { evaluation: few }, locale)).toContain(locale === 'zh' ? '没有分' : 'no score')
  const share = await render('ShareBadge', { evaluation }, locale)
  expect(share).toContain('&lt;a href=&quot;https://bureau.example')
})

test.each(['zh', 'en'] as const)('what stands in for a missing indicator is said, in %s', async (locale) => {
  const small = { slug: 'small', name: { zh: '小派出所', en: 'Small Police Station' }, n: 45, good: 0.9 }
  const evaluation = stationAnswer('small', [...county, small])
  const waiting = evaluation.indicators.find(({ code }) => code === 'waiting.promise')!
  expect([evaluation.all.band, waiting.result.score]).toEqual(['B', null])
  const instead = locale === 'zh' ? '太少：按一般水平算' : 'too few: the usual counts instead'
  const row = (html: string) => html.split('<tr>').find((line) => line.includes(waiting.name[locale]))!
  expect(row(await render('Each', { evaluation }, locale))).toContain(instead)
  const why = await render('Why', { evaluation }, locale)
  expect(row(why)).toContain(instead)
  expect(row(why)).toContain(`<td class="r">${waiting.usual!.toFixed(2)}</td>`)
  expect(why).toContain(evaluation.all.score!.toFixed(2))
  // Who has no whole has nothing that counts instead; where nobody has any, it is said that nobody is counted.
  const few = stationAnswer('sanhe')
  expect(await render('Each', { evaluation: few }, locale)).not.toContain(instead)
  expect(await render('Each', { evaluation }, locale)).toContain(
    locale === 'zh' ? '谁都不算' : 'counts for nobody',
  )
})

test.each(['zh', 'en'] as const)(
  'from when on ratings are held is said out of the rules themselves, in %s',
  async (locale) => {
    const rules = { ...defaultWatchRules, device: { ratings: 61, hours: 62 }, fastest: 63 }
    for (const watch of [firstWatch, watchView(rules)]) {
      const html = await render('Watch', { watch }, locale)
      const lines = html.match(/<li>[\s\S]*?<\/li>/g)!
      expect(lines).toHaveLength(flagWhys.length)
      for (const [i, { ratings, hours }] of watch.bursts.entries())
        expect(lines[i]!.match(/\d+/g)!.map(Number).sort()).toEqual([ratings, hours].sort())
      expect(lines.at(-1)).toContain(String(watch.seconds))
      expect(html).toContain(locale === 'zh' ? '公安局的督察' : 'bureau’s supervisors')
    }
  },
)

test('the badge says whose, which period, how final, the band in words and how many; no band while it runs', () => {
  const known = stationAnswer('qingshi')
  const evaluation = { ...known, all: { ...known.all, band: 'A' as const } }
  const badge = (more: object, demo = false) =>
    badgeSvg({ evaluation: { ...evaluation, ...more }, site: '开门县公安局 · 网上派出所', demo }, zh)
  for (const words of [
    '青石派出所',
    '2026 年第 3 季度',
    '初步结果',
    'A 档：明显高于',
    '311 条评价',
    '网上派出所',
  ])
    expect(badge({})).toContain(words)
  expect(badge({})).not.toContain('演示')
  expect(badge({}, true)).toContain('演示')
  const { period } = evaluation
  expect(badge({ period: { ...period, state: 'frozen' } })).toContain('已定稿')
  const open = badge({ period: { ...period, state: 'open' } })
  expect(open).toContain('进行中')
  expect(open).not.toContain('A 档')
  const few = stationAnswer('sanhe')
  expect(badge({ all: few.all, rated: few.rated })).toContain('评价太少')
  const odd = badge({ station: { slug: 'x', name: { zh: '<b>"&\'\u0007', en: '' } } })
  expect(odd).toContain('&#60;b&#62;&#34;&#38;&#39; ')
  expect(odd).not.toMatch(/<b>|style|<script|href/)
})
