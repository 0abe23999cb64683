import type { APIContext } from 'astro'
import { everyPoint } from '../../../lib/everyPoint.ts'
import type { AtWork, Permission } from '../../../lib/staffPage.ts'
import type { Text } from '../../../lib/text.ts'

/** The service points at which somebody may do this, by name: all of the bureau's where it is granted for all. */
export async function pointsWhere(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  page: AtWork,
  permission: Permission,
): Promise<{ slug: string; name: Text }[]> {
  const { all, points } = page.pointsFor(permission)
  if (!all) return points.filter(({ slug }, i) => points.findIndex((one) => one.slug === slug) === i)
  return everyPoint(where)
}
