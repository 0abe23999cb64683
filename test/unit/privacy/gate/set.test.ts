import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../../api/privacy/gate/finding.ts'
import { findPersonal } from '../../../../api/privacy/gate/findPersonal.ts'
import { official } from '../../../data/gate/official.ts'
import { goals, placesOf, score } from '../../../data/gate/score.ts'
import { labelled } from '../../../data/gate/set.ts'

const tune = labelled('tune.jsonl')
const kept = labelled('kept.jsonl')
const all = [...tune, ...kept]

describe('the labelled set', () => {
  it('is large enough, near half of it clean, and part of it kept aside', () => {
    const clean = all.filter(({ spans }) => spans.length === 0).length
    expect(all.length).toBeGreaterThanOrEqual(200)
    expect(clean / all.length).toBeGreaterThan(0.4)
    expect(clean / all.length).toBeLessThan(0.6)
    expect(kept.length / all.length).toBeGreaterThan(0.2)
    expect(kept.every(({ split }) => split === 'kept')).toBe(true)
    expect(tune.every(({ split }) => split === 'tune')).toBe(true)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  })

  it('names every span as it stands in its text, and each kind in both parts', () => {
    for (const one of all) expect(() => placesOf(one)).not.toThrow()
    for (const part of [tune, kept]) {
      const there = new Set(part.flatMap(({ spans }) => spans.map(({ kind }) => kind)))
      expect([...there].sort()).toEqual([...KINDS].sort())
    }
  })
})

it.each([
  ['tune', tune],
  ['kept', kept],
])('the gate meets its goals on the part %s', (_name, part) => {
  const { recall, alarms, missed, wrong } = score(part)
  expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(goals.recall)
  expect(alarms, wrong.join('\n')).toBeLessThanOrEqual(goals.falseAlarms)
})

it('gives findings in order, apart, and as they stand in the text', () => {
  for (const { text } of all) {
    let behind = 0
    for (const { from, to, text: found } of findPersonal(text, { official })) {
      expect(from).toBeGreaterThanOrEqual(behind)
      expect(to).toBeGreaterThan(from)
      expect(text.slice(from, to)).toBe(found)
      behind = to
    }
  }
})

it('a measure that finds nothing does not meet the goals', () => {
  const blind = score(kept.map((one) => ({ ...one, spans: [{ kind: 'plate', text: one.text.slice(0, 2) }] })))
  expect(blind.met).toBe(false)
  expect(blind.missed.length).toBeGreaterThan(0)
})
