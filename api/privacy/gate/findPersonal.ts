import { findAddresses } from './address.ts'
import { findDocuments, findEmails, findPlates } from './codes.ts'
import type { Finding, Hit, Official } from './finding.ts'
import { findMinors } from './minor.ts'
import { findNumbers } from './numbers.ts'
import { findParties } from './partyName.ts'
import { findPunishments } from './punishment.ts'
import { readable } from './readable.ts'

/**
 * What in a text should not be published (standards B3, B6): the publication gate. Findings are in order and do not
 * overlap; their places are UTF-16 units of the text as given, a title, a body or a file's name. Costs time in
 * proportion to the text.
 */
export function findPersonal(text: string, { official }: { official: Official }): Finding[] {
  const read = readable(text)
  const parties = findParties(read.text, official.names)
  // Where two overlap the one further up is kept: a child's name is hidden as a child's.
  const hits = [
    ...findNumbers(read.text, official.phones),
    ...findDocuments(read.text),
    ...findEmails(read.text),
    ...findMinors(read.text, official.names),
    ...findPlates(read.text),
    ...findPunishments(read.text, parties),
    ...findAddresses(read.text, official.addresses),
    ...parties,
  ]
  return apart(hits, read.text.length).map(({ kind, rule, from, to }) => {
    const start = read.from[from]!
    const end = read.to[to - 1]!
    return { kind, rule, from: start, to: end, text: text.slice(start, end) }
  })
}

/** Hits that do not overlap, in order; earlier ones in the list win. */
function apart(hits: Hit[], length: number): Hit[] {
  const taken = new Uint8Array(length)
  const kept = hits.filter(({ from, to }) => {
    if (to <= from || taken.subarray(from, to).includes(1)) return false
    taken.fill(1, from, to)
    return true
  })
  return kept.sort((a, b) => a.from - b.from)
}
