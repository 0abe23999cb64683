import type { APIContext } from 'astro'
import { settingsOf } from './api.ts'
import { type Reader, readerOf } from './text.ts'

/** A reader, and what the header and the footer say about the bureau. */
export interface Page extends Reader {
  settings: ReturnType<typeof settingsOf>
}

/** Everything a page needs before it asks the API: language, links, formats and the bureau's settings. */
export function pageOf(context: Pick<APIContext, 'request' | 'url' | 'cookies'>): Page {
  return { ...readerOf(context), settings: settingsOf() }
}
