import type { Mark, NoticeDetail } from '../../api/notice/public/schema.ts'
import type { Reader, Text } from './text.ts'

/** Chinese words on an English page say that they are Chinese. */
export const langOf = (text: Text, { locale }: Pick<Reader, 'locale'>) =>
  locale === 'en' && text.en === '' ? 'zh-Hans-CN' : undefined

/** The filters of the list, out of an address; what is not one is left out. */
export function chosenOf(query: URLSearchParams) {
  const day = (name: string) => query.get(name)?.match(/^\d{4}-\d{2}-\d{2}$/)?.[0]
  return {
    q: query.get('q')?.trim().slice(0, 60) || undefined,
    category: query.get('category')?.match(/^[a-z][a-z-]{1,39}$/)?.[0],
    station: query.get('station')?.match(/^[\w-]{1,80}$/)?.[0],
    from: day('from'),
    to: day('to'),
  }
}
export type Chosen = ReturnType<typeof chosenOf>

/** An address of the list or a feed with these filters. */
export function withChosen(path: string, chosen: Partial<Chosen> & { cursor?: string }): string {
  const given = Object.entries(chosen).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

/** A text in pieces, those that were asked for marked. */
export function piecesOf(text: string, marks: readonly Mark[]): { text: string; marked: boolean }[] {
  const pieces: { text: string; marked: boolean }[] = []
  let at = 0
  for (const { from, to } of marks) {
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false })
    pieces.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}

/** `3.4 MB`, `12 kB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `PDF` of a name that ends so; else the type as it is sent. */
export const typeOf = ({ name, type }: { name: string; type: string }) =>
  /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? type

/** What was changed, with a gap where more than one line stayed the same. */
export function shortened(lines: NonNullable<NoticeDetail['changes']>['lines']) {
  const near = (at: number) => [at - 1, at, at + 1].some((i) => lines[i] && lines[i].kind !== 'same')
  const kept: ((typeof lines)[number] | null)[] = []
  lines.forEach((line, i) => {
    if (near(i)) kept.push(line)
    else if (kept.at(-1) !== null) kept.push(null)
  })
  return kept
}
