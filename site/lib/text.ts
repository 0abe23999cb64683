import type { APIContext } from 'astro'
import { type Locale, say, type Text } from '../../api/shared/text.ts'
import { en } from '../locales/en.ts'
import { zh } from '../locales/zh.ts'
import { type Format, formatOf } from './format.ts'

export type { Locale, Text }
export type Key = keyof typeof zh

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Params<K extends Key> = Names<(typeof zh)[K]>

/** Says a key in the reader's language; the parameters named `{so}` in the Chinese text are required. */
export type Translate = <K extends Key>(
  key: K,
  ...params: [Params<K>] extends [never] ? [] : [Record<Params<K>, string | number>]
) => string

/** What every component may know about the reader: the language, how to link and how to write numbers. */
export interface Reader {
  locale: Locale
  t: Translate
  /** The reader's half of a bilingual text. */
  say: (text: Text) => string
  /** A page of this site in the reader's language (`/matters` becomes `/en/matters`); never for `/api`. */
  href: (path: string) => string
  /** The path of this page without the language. */
  path: string
  /** What the address asks; the header's own `_senior` is left out. */
  query: URLSearchParams
  /** The larger version was chosen (cookie `senior=1`). */
  senior: boolean
  format: Format
}

/** What it takes to write in a language, wherever the words stand. */
export type Words = Pick<Reader, 'locale' | 't' | 'say' | 'format'>

/** One language by itself, for a sheet that speaks both. */
export const wordsIn = (locale: Locale): Words => ({
  locale,
  t: translator(locale),
  say: (text) => say(text, locale),
  format: formatOf(locale),
})

/** Fills `{name}`; `{n|place|places}` picks the singular where n is 1 (English only). */
export function fill(template: string, params: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one, many) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
}

/** The translator of one language, for places that have no request (tests, examples). */
export function translator(locale: Locale): Translate {
  const words: Record<Key, string> = locale === 'en' ? en : zh
  return (key, ...params) => fill(words[key], params[0])
}

type Asked = Pick<APIContext, 'request' | 'url' | 'cookies'>
const readers = new WeakMap<Request, Reader>()

/** Reads language, path and preferences from the request; the Worker names the language in a header. */
export function readerOf({ request, url, cookies }: Asked): Reader {
  const known = readers.get(request)
  if (known) return known
  const locale: Locale = request.headers.get('x-kaimen-locale') === 'en' ? 'en' : 'zh'
  const query = new URLSearchParams(url.searchParams)
  query.delete('_senior')
  const reader: Reader = {
    locale,
    t: translator(locale),
    say: (text) => say(text, locale),
    href: (path) => (locale === 'en' ? `/en${path}` : path),
    path: url.pathname,
    query,
    senior: cookies.get('senior')?.value === '1',
    format: formatOf(locale),
  }
  readers.set(request, reader)
  return reader
}
