import { type FileWords, wordsOf } from '../file/wordsOf.ts'
import type { Finding, Official } from '../privacy/gate/finding.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { maskOf } from '../privacy/gate/redact.ts'

/** A place inside a file, masked: `text` and what is around it say nothing of anybody. */
export interface FileFinding extends Finding {
  around: { before: string; behind: string; line: number }
}

/** What a machine read in a file: all its words, some of them (pictures, beyond the bounds), or none (PDF, picture). */
export const readings = ['whole', 'part', 'none'] as const
export interface Reading {
  read: (typeof readings)[number]
  found: FileFinding[]
}

/** So many places of a file are told one by one; the rest of them are one. */
export const mostFound = 20
/** Characters shown before and behind a place. */
const context = 24
/** The gate reads so much at a time, and no further when there is enough to stop the file. */
const stretch = 100_000

/**
 * What the privacy gate finds in the words of a file that was accepted. It is asked once, when the file comes: later
 * requests would each unpack and read it again, and keeping the words would keep what may not be published.
 */
export function readAttachment(file: { type: string; bytes: Uint8Array }, official: Official): Reading {
  const words = wordsOf(file)
  if (!words) return { read: 'none', found: [] }
  const { found, all } = placesIn(words, official)
  return { read: words.whole && all ? 'whole' : 'part', found }
}

function placesIn({ text }: FileWords, official: Official) {
  const found: FileFinding[] = []
  let line = 1
  for (let at = 0; at < text.length; ) {
    const end = stretchEnd(text, at)
    const piece = text.slice(at, end)
    const findings = findPersonal(piece, { official })
    found.push(...masked(piece, findings, at, line))
    if (found.length > mostFound) return { found: shortened(found, end < text.length), all: false }
    line += linesIn(piece)
    at = end
  }
  return { found, all: true }
}

/** A line's end where there is one: no number is cut. */
function stretchEnd(text: string, at: number): number {
  if (text.length - at <= stretch) return text.length
  const end = text.lastIndexOf('\n', at + stretch)
  return end > at ? end + 1 : at + stretch
}

const linesIn = (text: string) => text.split('\n').length - 1

function masked(
  text: string,
  findings: readonly Finding[],
  offset: number,
  firstLine: number,
): FileFinding[] {
  let whole = ''
  let done = 0
  let line = firstLine
  const places = findings.map((finding) => {
    const between = text.slice(done, finding.from)
    line += linesIn(between)
    whole += between
    // A punishment names nobody, and its mask is what to write, not what stands there.
    const mask = finding.kind === 'punishment' ? finding.text : maskOf(finding)
    const before = whole.slice(-context)
    const at = line
    whole += mask
    line += linesIn(finding.text)
    done = finding.to
    return { finding, mask, before, line: at, end: whole.length }
  })
  whole += text.slice(done, done + context)
  return places.map(({ finding, mask, before, line: at, end }) => ({
    ...finding,
    from: finding.from + offset,
    to: finding.to + offset,
    text: mask,
    around: { before, behind: whole.slice(end, end + context), line: at },
  }))
}

/** The first places, and the rest as one that says how many it stands for; `+` where nobody counted to the end. */
function shortened(found: readonly FileFinding[], unfinished: boolean): FileFinding[] {
  const [next] = found.slice(mostFound)
  const last = found.at(-1)
  if (!next || !last) return [...found]
  const count = found.length - mostFound
  const rest = { ...next, to: last.to, text: `× ${count}${unfinished ? '+' : ''}` }
  return [...found.slice(0, mostFound), { ...rest, around: { ...next.around, before: '', behind: '' } }]
}

/** A reading out of its column; a file from before there were readings was read by no machine. */
export function readingOf(json: string | null): Reading {
  return json === null ? { read: 'none', found: [] } : (JSON.parse(json) as Reading)
}
