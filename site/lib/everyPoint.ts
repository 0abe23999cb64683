import type { APIContext } from 'astro'
import type { StationList } from '../../api/station/schema.ts'
import { ask } from './ask.ts'

/** More pages of service points than any bureau has. */
const pagesMost = 20

/** Every service point of the bureau, whatever fits on one page of the list: what a choice holds must not lose the last ones. */
export async function everyPoint(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
): Promise<StationList['items']> {
  const all: StationList['items'] = []
  let cursor: string | undefined
  for (let pages = 0; pages < pagesMost; pages += 1) {
    const answer = await ask<StationList>(where, '/stations', { query: { limit: '100', cursor } })
    if (!answer.ok) break
    all.push(...answer.data.items)
    if (answer.data.nextCursor === null) break
    cursor = answer.data.nextCursor
  }
  return all
}
