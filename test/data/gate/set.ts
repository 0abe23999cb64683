import { readFileSync } from 'node:fs'

/** One labelled text. A clean one has no spans; a span's text is the earliest one behind the span before it. */
export interface Labelled {
  id: string
  text: string
  spans: { kind: string; text: string }[]
  /** 'tune' texts were read while the rules were written, 'kept' ones were written before and not looked at. */
  split: 'tune' | 'kept'
}

/** The labelled texts of one file: notices of an invented bureau. Phones cannot ring, numbers belong to nobody. */
export function labelled(file: string): Labelled[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Labelled)
}
