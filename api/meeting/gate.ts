import type { Finding, Official } from '../privacy/gate/finding.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { invalid, Problem } from '../problem.ts'
import type { Text } from '../shared/text.ts'
import type { MeetingRow, PromiseRow } from './query.ts'

/** A place in a text that should not be published, by a key that says nothing of what stands there. */
export interface MeetingFinding extends Finding {
  field: string
  key: string
}

/** What the gate finds in named texts. */
export function findingsIn(
  texts: readonly (readonly [string, string])[],
  official: Official,
): MeetingFinding[] {
  return texts.flatMap(([field, text]) =>
    findPersonal(text, { official }).map((finding) => ({
      ...finding,
      field,
      key: `${field}:${finding.from}-${finding.to}:${finding.rule}`,
    })),
  )
}

const both = (field: string, zh: string, en: string) =>
  [
    [field, zh],
    [`${field}En`, en],
  ] as const

/** Everything of a plan that is published when it is announced. */
export const planTexts = (row: MeetingRow) => [
  ...both('title', row.titleZh, row.titleEn),
  ...both('place', row.placeZh, row.placeEn),
  ...both('audience', row.audienceZh, row.audienceEn),
  ...both('chair', row.chairZh, row.chairEn),
  ...(JSON.parse(row.agenda) as Text[]).flatMap(({ zh, en }, i) => both(`agenda${i}`, zh, en)),
]

/** Everything that is published with the minutes. */
export const minutesTexts = (row: MeetingRow, promises: readonly PromiseRow[]) => [
  ...both('minutes', row.minutesZh, row.minutesEn),
  ...promises.flatMap((one) => [
    ...both(`promise${one.n}`, one.wordsZh, one.wordsEn),
    ...both(`keeper${one.n}`, one.keeperZh, one.keeperEn),
  ]),
]

/** Stops a publication at the first finding that nobody let stand. Throws notice-gate with `findings`, invalid-input without a reason. */
export function letStand(
  findings: readonly MeetingFinding[],
  { over, why }: { over: readonly string[]; why: string },
): { key: string; rule: string }[] {
  const plain = (list: readonly MeetingFinding[]) => list.map(({ key, rule }) => ({ key, rule }))
  const stops = findings.filter(({ key }) => !over.includes(key))
  if (stops.length) throw new Problem('notice-gate', { extra: { findings: plain(stops) } })
  if (findings.length && !why) throw invalid('/why', 'notice.why')
  return plain(findings)
}
