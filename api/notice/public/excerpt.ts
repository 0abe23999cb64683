import { normal, wordsOf } from '../../search/grams.ts'
import type { Locale } from '../../shared/text.ts'
import type { Mark } from './schema.ts'

/** Characters of an excerpt, and how many of them stand in front of the first hit. */
const longest = 120
const before = 30

/** A text as the search reads it, and where each of its characters stands in the text as it is written. */
function searched(text: string) {
  let read = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    const part = normal(character)
    for (let i = 0; i < part.length; i++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    read += part
    at += character.length
  }
  return { read, starts, ends }
}

/** Where the words of a query stand in one line of text; what overlaps or touches is one mark. */
export function marksIn(text: string, query: string): Mark[] {
  const { read, starts, ends } = searched(text)
  const found = wordsOf(query).flatMap((word) => {
    const marks: Mark[] = []
    for (let i = read.indexOf(word); i >= 0; i = read.indexOf(word, i + word.length))
      marks.push({ from: starts[i] ?? 0, to: ends[i + word.length - 1] ?? 0 })
    return marks
  })
  const marks: Mark[] = []
  for (const { from, to } of found.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = marks.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else marks.push({ from, to })
  }
  return marks
}

/** What an excerpt may be taken from: lines of one language, best first. */
export interface Source {
  lang: Locale
  lines: readonly string[]
}

interface Excerpt {
  lang: Locale
  text: string
  marks: Mark[]
}

/** The first line that holds most of the words asked for, cut around its first hit; without any, the first line. */
export function excerptOf(sources: readonly Source[], query: string): Excerpt {
  const wanted = wordsOf(query).length
  let best: { lang: Locale; line: string; marks: Mark[]; held: number } | undefined
  for (const { lang, lines } of sources) {
    for (const line of lines) {
      const held = wanted ? wordsOf(query).filter((word) => normal(line).includes(word)).length : 0
      if (line !== '' && (!best || held > best.held)) {
        best = { lang, line, marks: held ? marksIn(line, query) : [], held }
        if (held === wanted) return cut(best)
      }
    }
  }
  return best ? cut(best) : { lang: 'zh', text: '', marks: [] }
}

/** Cuts between characters: never inside one that takes two units, never inside the first hit. */
function cut({ lang, line, marks }: { lang: Locale; line: string; marks: Mark[] }): Excerpt {
  const characters = [...line]
  if (characters.length <= longest) return { lang, text: line, marks }
  const hit = marks[0] ? [...line.slice(0, marks[0].from)].length : 0
  const first = Math.max(0, Math.min(hit - before, characters.length - longest))
  const start = characters.slice(0, first).join('').length
  const kept = characters.slice(first, first + longest).join('')
  const [head, tail] = [first > 0 ? '…' : '', first + longest < characters.length ? '…' : '']
  return {
    lang,
    text: `${head}${kept}${tail}`,
    marks: marks.flatMap(({ from, to }) => {
      const [a, b] = [Math.max(from, start), Math.min(to, start + kept.length)]
      return a < b ? [{ from: a - start + head.length, to: b - start + head.length }] : []
    }),
  }
}
