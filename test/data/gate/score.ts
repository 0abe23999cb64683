import type { Finding } from '../../../api/privacy/gate/finding.ts'
import { findPersonal } from '../../../api/privacy/gate/findPersonal.ts'
import { official } from './official.ts'
import type { Labelled } from './set.ts'

/** What a gate must reach on each part of the set. */
export const goals = { recall: 0.95, falseAlarms: 0.1 }

/** What the gate found of one kind, or of all. */
export interface Tally {
  spans: number
  found: number
  falseAlarms: number
}

export interface Score {
  texts: number
  total: Tally
  kinds: Map<string, Tally>
  recall: number
  /** False alarms for each text. */
  alarms: number
  /** `id kind: text` of each miss and false alarm. */
  missed: string[]
  wrong: string[]
  met: boolean
}

/**
 * The gate on labelled texts. A span is found when one finding of its kind covers at least 80 % of it; a finding that
 * touches no span of its kind is a false alarm.
 */
export function score(set: readonly Labelled[]): Score {
  const kinds = new Map<string, Tally>()
  const tally = (kind: string) => {
    const known = kinds.get(kind) ?? { spans: 0, found: 0, falseAlarms: 0 }
    kinds.set(kind, known)
    return known
  }
  const missed: string[] = []
  const wrong: string[] = []
  for (const one of set) {
    const findings = findPersonal(one.text, { official })
    const spans = placesOf(one)
    for (const span of spans) {
      tally(span.kind).spans += 1
      const hit = findings.some((finding) => shared(finding, span) >= 0.8 * (span.to - span.from))
      if (hit) tally(span.kind).found += 1
      else missed.push(`${one.id} ${span.kind}: ${span.text}`)
    }
    for (const finding of findings) {
      if (spans.some((span) => shared(finding, span) > 0)) continue
      tally(finding.kind).falseAlarms += 1
      wrong.push(`${one.id} ${finding.kind}: ${finding.text}`)
    }
  }
  const total = { spans: 0, found: 0, falseAlarms: 0 }
  for (const { spans, found, falseAlarms } of kinds.values()) {
    total.spans += spans
    total.found += found
    total.falseAlarms += falseAlarms
  }
  const recall = total.found / total.spans
  const alarms = total.falseAlarms / set.length
  const met = recall >= goals.recall && alarms <= goals.falseAlarms
  return { texts: set.length, total, kinds, recall, alarms, missed, wrong, met }
}

type Place = Pick<Finding, 'from' | 'to' | 'text'> & { kind: string }

/** Where the spans of a text stand: each the earliest of its words behind the one before. */
export function placesOf({ id, text, spans }: Labelled): Place[] {
  let behind = 0
  return spans.map((span) => {
    const from = text.indexOf(span.text, behind)
    if (from < 0) throw new Error(`${id} has no ${span.text}`)
    behind = from + span.text.length
    return { ...span, from, to: behind }
  })
}

function shared(one: Place, other: Place): number {
  if (one.kind !== other.kind) return 0
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))
}
