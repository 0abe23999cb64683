import type { APIContext } from 'astro'
import { everyPoint } from './everyPoint.ts'
import type { AtWork } from './staffPage.ts'
import type { Text } from './text.ts'

/** Where somebody may work the queue: the points of their grants, or every service point for the whole bureau. */
export async function pointsToWork(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  page: AtWork,
): Promise<{ slug: string; name: Text }[]> {
  const { all, points } = page.pointsFor('queue.work')
  if (!all) return [...new Map(points.map((point) => [point.slug, point])).values()]
  const every = await everyPoint(where)
  return every.length > 0 ? every : points
}
