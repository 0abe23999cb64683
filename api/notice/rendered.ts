import type { Finding, Official } from '../privacy/gate/finding.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { type Block, blocksOf } from './markdown.ts'

/** A finding in what the readers of a Markdown text see. */
export interface RenderedFinding extends Finding {
  /** `from` and `to` are the lines it stands in: where in them could not be told, so no machine can mask it. */
  loose?: true
}

/** Between two signs of a finding there may stand so much markup. */
const mostMarkup = 300
/** Beginnings that are tried. */
const mostTries = 50

/**
 * What should not be published in a Markdown text as it is read: what its source shows, and what only its written-out
 * form does (a number whose parts are links, or stand around a picture), each where it stands in the source. In order;
 * none overlaps another. `text` is what is read there.
 */
export function findRendered(source: string, official: Official): RenderedFinding[] {
  const found: RenderedFinding[] = findPersonal(source, { official })
  const blocks = blocksOf(source)
  const plain = blocks.map((block) => block.plain).join('\n')
  // What is written as it is read was read already.
  if (plain === source) return found
  for (const finding of findPersonal(plain, { official })) {
    const lines = linesOf(blocks, finding)
    const place = placeOf(source, lines, finding.text)
    const seen: RenderedFinding = place ? { ...finding, ...place } : { ...finding, ...lines, loose: true }
    const known = found.some(({ from, to }) => from < seen.to && seen.from < to)
    if (!known) found.push(seen)
  }
  return found.sort((a, b) => a.from - b.from)
}

/** The lines of the source from the first block a finding touches to the last. */
function linesOf(blocks: readonly Block[], { from, to }: Finding): { from: number; to: number } {
  let at = 0
  const touched: Block[] = []
  for (const block of blocks) {
    const end = at + block.plain.length
    if (from < end && at < to) touched.push(block)
    at = end + 1
  }
  return { from: touched[0]?.from ?? 0, to: touched.at(-1)?.to ?? 0 }
}

/** The shortest stretch of these lines that holds the signs of a text in their order, little apart. */
function placeOf(source: string, lines: { from: number; to: number }, text: string) {
  const signs = [...text.replace(/\s/g, '')]
  let best: { from: number; to: number } | null = null
  let start = source.indexOf(signs[0] ?? '', lines.from)
  for (let tries = 0; tries < mostTries && start >= 0 && start < lines.to; tries += 1) {
    const end = endOf(source.slice(0, lines.to), start, signs)
    if (end !== null && (!best || end - start < best.to - best.from)) best = { from: start, to: end }
    if (best && best.to - best.from === text.length) break
    start = source.indexOf(signs[0] ?? '', start + 1)
  }
  return best
}

function endOf(source: string, start: number, signs: readonly string[]): number | null {
  let at = start
  for (const sign of signs) {
    const next = source.slice(at, at + mostMarkup).indexOf(sign)
    if (next < 0) return null
    at += next + sign.length
  }
  return at
}
