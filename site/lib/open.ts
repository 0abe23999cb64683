import type { AnsweredItem } from '../../api/complaint/public/item.ts'
import type { Reader } from './text.ts'

/** The filters of what is public, out of an address; what is not one is left out. */
export function openChosen(query: URLSearchParams) {
  const read = (name: string, pattern: RegExp) => query.get(name)?.match(pattern)?.[0]
  return {
    kind: read('kind', /^(problem|question|suggestion)$/),
    category: read('category', /^[\w-]{1,40}$/),
    station: read('station', /^[\w-]{1,60}$/),
    town: read('town', /^\d{9}$/),
    month: read('month', /^20\d\d-(0[1-9]|1[0-2])$/),
  }
}
export type OpenChosen = ReturnType<typeof openChosen>

/** An address of the list or the feed with these filters. */
export function withOpen(path: string, chosen: Partial<OpenChosen> & { cursor?: string }): string {
  const given = Object.entries(chosen).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

/** The language of its words, where the page is in the other. */
export const openLang = ({ lang }: Pick<AnsweredItem, 'lang'>, { locale }: Pick<Reader, 'locale'>) =>
  lang === locale ? undefined : lang === 'zh' ? 'zh-Hans-CN' : 'en-GB'

/** What it is and where, in a line. */
export const aboutOpen = (item: AnsweredItem, { t, say }: Pick<Reader, 't' | 'say'>): string =>
  [
    item.category ? say(item.category) : t(`did.kind.${item.kind}`),
    item.room ? say(item.room.name) : item.station ? say(item.station.name) : t('did.bureau'),
    ...(item.town ? [say(item.town)] : []),
  ].join(' · ')

/** The beginning of a text, in one line. */
export function openingOf(text: string, most: number): string {
  const letters = [...text.replaceAll('\n', ' ')]
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : letters.join('')
}
