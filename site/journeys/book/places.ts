import type { APIContext } from 'astro'
import type { StationList } from '../../../api/station/schema.ts'
import { type Answer, ask } from '../../lib/ask.ts'
import { townOf } from '../../lib/query.ts'

/** The service points that handle a matter, as the address narrows them. */
export function askPlaces(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  matter: string,
  query: URLSearchParams,
): Promise<Answer<StationList>> {
  const q = query.get('q') ?? undefined
  const cursor = query.get('cursor') ?? undefined
  const near = q ? undefined : townOf(query)
  const all = { matter, q, near, cursor, with: cursor ? undefined : 'towns', limit: '20' }
  return ask<StationList>(where, '/stations', { query: all })
}

/**
 * The one place of the town chosen, which then need not be asked for; undefined where there is a choice to make, or
 * where the address asks for the list (`list=1`).
 */
export function onlyPlace({ items }: StationList, query: URLSearchParams): string | undefined {
  if (query.has('list') || query.has('cursor')) return undefined
  const [one, ...others] = items.filter(({ near, audience }) => near && audience !== 'foreigners')
  return others.length === 0 ? one?.slug : undefined
}

/** Nobody handles it, whatever is searched for: it may not be a matter at all. */
export const isNowhere = ({ items }: StationList, query: URLSearchParams) =>
  items.length === 0 && !query.has('q') && !query.has('cursor')
