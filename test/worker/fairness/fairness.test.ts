import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { type Outcome, type Regime, regimes, type Size, simulate } from '../../support/fairness/simulate.ts'
import { shown } from '../../support/prove.ts'

/** `npm run bench -- fairness` names the runs, and gets the full size; the suite simulates a village for two days. */
const wanted = ((env as { RUNS?: string }).RUNS ?? '').split(',').filter(Boolean).map(Number)
const size: Size = wanted.length
  ? { people: 200, bots: 20, clients: 4, days: 10, each: 2 }
  : { people: 20, bots: 2, clients: 3, days: 2, each: 1 }
/** The suite asks the two questions that must never change their answer. */
const asked = wanted.length ? (Object.keys(regimes) as Regime[]) : (['before', 'after'] as const)
const runs = wanted.length ? wanted : [1]

const found: Outcome[] = []
const of = (regime: Regime) => found.filter((one) => one.regime === regime)
const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length

describe.each(runs)('run %i', (run) => {
  test.each(asked)('%s', { timeout: 900_000 }, async (regime) => {
    const outcome = await simulate(regime, run, size)
    found.push(outcome)
    shown(`fairness: ${regime}`, { ...outcome, days: JSON.stringify(outcome.days) })
    expect(outcome.bots + outcome.people).toBeLessThanOrEqual(outcome.places)
  })
})

test('bots have no larger share of the places than of the names', () => {
  const share = (regime: Regime) => mean(of(regime).map((one) => one.share))
  const fair = size.bots / (size.bots + size.people)
  expect(share('before')).toBeGreaterThan(3 * fair)
  expect(share('after')).toBeLessThanOrEqual(fair)
  expect(mean(of('before').map(({ passed }) => passed))).toBeGreaterThan(0)
  expect(mean(of('after').map(({ passed }) => passed))).toBeLessThan(1)
  if (wanted.length === 0) return
  // Who only joins and takes is to the list like anyone who takes any time and always answers.
  const kept = of('after, bots keep what they get')
  const ahead = mean(kept.map(({ botsChance, readyChance }) => botsChance - readyChance))
  expect(ahead).toBeLessThan(0.1)
})
