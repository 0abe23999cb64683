import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { type FigureName, figureNames } from '../../../api/complaint/figures/figures.ts'
import type { FiguresAnswer } from '../../../api/complaint/figures/schema.ts'
import type { ComplaintState } from '../../../api/complaint/states.ts'
import { K } from '../../../api/privacy/suppress.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { countMonths, putCounted, rawMonth, uncount } from '../../support/complaintFigures.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { seed, shown, times } from '../../support/prove.ts'
import { aComplaint, anAccusation, told } from '../../support/telling.ts'

// Whoever an accusation is about reads the same figures with it as without it; and nobody can work out a small number of them.

const moment = (text: string) => Date.parse(`${text}+08:00`)
const october = moment('2026-10-12T09:00')
const clock = clockAt(october)
const api = apiClient({ clock })
const month = '2026-10'
const qingshi = 'sp_qingshi'
beforeEach(async () => {
  clock.set(october)
  await demo(env, '2026-10-12', october)
})

const states: ComplaintState[] = ['received', 'answered', 'reopened', 'unanswered', 'closed', 'declined']

/** Tells as many, walked through the states in turn. */
async function tellSome(count: number, body: (n: number) => object): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { reference } = await told(api, body(n))
    await walkTo(reference, states[n % states.length]!)
  }
}
const ordinary = async () => {
  await tellSome(12, () => aComplaint())
  await tellSome(3, () => aComplaint({ about: 'nanqiao' }))
}
/** About Qingshi and its chief, and what its authors did not want it to see; the first in a month before any other. */
const kept = async () => {
  clock.set(moment('2026-09-20T09:00'))
  await tellSome(2, () => anAccusation())
  clock.set(october)
  await tellSome(8, () => anAccusation())
  await tellSome(8, () => aComplaint({ away: true }))
  // It names the head of the place, so the place must not know either.
  await tellSome(6, () => aComplaint({ officer: '陆建川' }))
}

/** Everything that can be read of each place, and of the months there are. */
async function readings(): Promise<Map<string, string>> {
  const { results } = await env.DB.prepare('SELECT slug FROM service_point ORDER BY slug').all<{
    slug: string
  }>()
  const found = new Map<string, string>()
  for (const { slug } of results)
    for (const path of [
      `/open-data/complaints?station=${slug}`,
      `/open-data/complaints?month=${month}&station=${slug}`,
      `/open-data/complaints?month=2026-09&station=${slug}`,
      `/open-data/complaints.csv?month=${month}&station=${slug}`,
      `/stations/${slug}`,
    ]) {
      const { status, text } = await api.get(path)
      found.set(path, `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`)
    }
  return found
}

async function counted(): Promise<void> {
  clock.set(moment('2026-11-02T09:00'))
  await countMonths(clock)
}

test('no reading of any station differs by what it must not know of', { timeout: 60_000 }, async () => {
  await ordinary()
  await counted()
  const before = await readings()
  const own = (await rawMonth(month))['*']
  await kept()
  await uncount()
  await counted()
  const after = await readings()
  // They are there, and in the bureau's figures alone.
  expect((await rawMonth(month))['*']).toMatchObject({ received: 22 })
  expect(own?.received ?? 0).toBe(0)
  expect(after).toEqual(before)
  expect(after.get(`/open-data/complaints?month=${month}&station=qingshi`)).toContain('"received":12')
  const bureau = (await api.get(`/open-data/complaints?month=${month}`)).body as FiguresAnswer
  expect(bureau.items.find(({ slug }) => slug === 'qingshi')?.figures.received).toBe(12)
  shown('conflict of interest: readings of figures compared', { readings: before.size })
  expect(before.size).toBeGreaterThan(100)
})

test('what is passed on, put right or kept from a place later is in no station’s figures either', async () => {
  const accusation = await told(api, aComplaint({ away: true }))
  await told(api, aComplaint())
  // Handled by another station meanwhile, and then kept from the one that had it.
  const late = await told(api, aComplaint())
  const run = (statement: string, ...values: string[]) =>
    env.DB.prepare(statement)
      .bind(...values)
      .run()
  await run(
    "UPDATE complaint SET desk = 'sp_nanqiao', rev = rev + 1 WHERE reference = ?",
    accusation.reference,
  )
  await walkTo(accusation.reference, 'answered')
  await run("UPDATE complaint SET desk = '*', rev = rev + 1 WHERE reference = ?", late.reference)
  await run(
    "INSERT INTO complaint_barred SELECT id, 'point', ? FROM complaint WHERE reference = ?",
    qingshi,
    late.reference,
  )
  // An accusation that says of nobody where they serve, at a station's desk by some mistake.
  const nowhere = await told(api, anAccusation({ about: undefined, officer: undefined }))
  await run("UPDATE complaint SET desk = 'sp_nanqiao', rev = rev + 1 WHERE reference = ?", nowhere.reference)
  await walkTo(nowhere.reference, 'answered')
  // Of one officer, who reads all else of the station: whose own lists are one short of what would be counted.
  await told(api, aComplaint({ officer: '许文静' }))
  // What was promised at a meeting nobody sent.
  const promise = await told(api, aComplaint())
  await run("UPDATE complaint SET kind = 'promise' WHERE reference = ?", promise.reference)
  await counted()
  expect(await rawMonth(month)).toEqual({
    [qingshi]: { received: 1 },
    '*': { received: 4, in_time: 2 },
  })
})

test.each([0, 1, 3, 4, 5, 8])('%i accusations: the bureau’s figures tell of none under five', async (n) => {
  await tellSome(12, () => aComplaint())
  for (let one = 0; one < n; one++) await told(api, anAccusation())
  await counted()
  const { figures, own, items } = (await api.get(`/open-data/complaints?month=${month}`))
    .body as FiguresAnswer
  expect(items.map((item) => item.figures.received).filter(Boolean)).toEqual([12])
  const small = n > 0 && n < K
  expect(own?.received).toBe(small ? null : n)
  expect(figures?.received).toBe(small ? null : 12 + n)
  const { text } = await api.get(`/open-data/complaints.csv?month=${month}`)
  const row = (name: string) => text.split('\r\n').find((line) => line.startsWith(`"${month}","${name}"`))
  expect(row('*own')?.split(',')[2]).toBe(small ? '"withheld"' : `"${n}"`)
  expect(row('*total')?.split(',')[2]).toBe(small ? '"withheld"' : `"${12 + n}"`)
  expect(row('qingshi')?.split(',')[2]).toBe('"12"')
})

/** What each cell of one figure can be, by all that is published of a month: [least, most]. */
function bounds(answer: FiguresAnswer, name: FigureName): [least: number, most: number][] {
  const stations = answer.items.map(({ figures }) => figures[name])
  const hidden = stations.includes(null)
  const own = answer.own?.[name] ?? null
  const cells = [
    ...stations.map((cell): [number, number] => (cell === null ? [1, K - 1] : [cell, cell])),
    own === null ? (hidden ? [0, Infinity] : [1, K - 1]) : [own, own],
  ] as [number, number][]
  const total = answer.figures?.[name] ?? null
  if (total === null) return cells
  const sum = (side: 0 | 1, but: number) =>
    cells.reduce((all, cell, at) => (at === but ? all : all + cell[side]), 0)
  return cells.map(([least, most], at) => [
    Math.max(least, total - sum(1, at)),
    Math.min(most, total - sum(0, at)),
  ])
}

test('whatever was counted, no number from 1 to 4 can be worked out of a month', {
  timeout: 60_000,
}, async () => {
  const { results } = await env.DB.prepare(
    "SELECT id FROM service_point WHERE kind <> 'room' ORDER BY slug",
  ).all<{ id: string }>()
  const few = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.integer({ min: 5, max: 60 }) },
  )
  const large = fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 60 }))
  const row = (cell: fc.Arbitrary<number>) => fc.tuple(cell, cell, cell, cell, cell)
  const aMonth = fc
    .tuple(fc.integer({ min: 1, max: results.length }), fc.boolean())
    .chain(([n, onlyLarge]) =>
      fc.tuple(fc.array(row(onlyLarge ? large : few), { minLength: n, maxLength: n }), row(few)),
    )
  let at = 0
  let cells = 0
  const told_: Record<string, number> = { shown: 0, withheld: 0 }
  for (const [stations, own] of fc.sample(aMonth, { seed, numRuns: times(150, 2_000) })) {
    const one = `${1000 + Math.floor(at / 12)}-${String((at++ % 12) + 1).padStart(2, '0')}`
    await putCounted(one, [
      ...stations.map((counts, i) => [results[i]!.id, ...counts] as const),
      ['*', ...own],
    ])
    const answer = (await api.get(`/open-data/complaints?month=${one}`)).body as FiguresAnswer
    expect(answer.items.length).toBe(stations.length)
    const file = (await api.get(`/open-data/complaints.csv?month=${one}`)).text.split('\r\n').slice(1)
    figureNames.forEach((name, column) => {
      for (const [least, most] of bounds(answer, name)) {
        cells += 1
        expect(least).toBeLessThanOrEqual(most)
        if (least === most && least > 0 && least < K) expect.fail(`seed ${seed}: ${one} ${name} is ${least}`)
      }
      const all = answer.figures?.[name] ?? null
      told_[all === null ? 'withheld' : 'shown']! += 1
      if (all !== null)
        expect(all).toBe(stations.reduce((sum, counts) => sum + counts[column]!, own[column]!))
      // The file says the same, and no more.
      const inFile = [
        ...answer.items.map(({ figures }) => figures[name] ?? '<5'),
        answer.own?.[name] ?? 'withheld',
        all ?? 'withheld',
      ]
      expect(file.slice(0, inFile.length).map((line) => line.split(',')[column + 2])).toEqual(
        inFile.map((cell) => `"${cell}"`),
      )
    })
  }
  shown('figures: cells that nothing tells of', {
    months: at,
    cells,
    totals: told_.shown!,
    withheld: told_.withheld!,
  })
  expect(Math.min(...Object.values(told_))).toBeGreaterThan(50)
})
