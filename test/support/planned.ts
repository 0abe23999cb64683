import { env } from 'cloudflare:workers'
import type { Answer } from './api.ts'
import { addSchedule } from './release.ts'
import { signedIn, staffApi } from './signedIn.ts'

/** Weekdays at station one from 09:00 to 12:00, half an hour each, two places online, one by telephone and counter. */
export async function addWeek(more: Record<string, string | number | null> = {}): Promise<void> {
  for (const weekday of [1, 2, 3, 4, 5]) {
    await addSchedule({
      id: `sw_${weekday}_${Object.values(more).join('_')}`,
      weekday,
      to_time: '12:00',
      ...more,
    })
  }
}

/** The chief of station one at their desk: posts as them, with what they see. */
export async function chiefAt(
  clock: Parameters<typeof staffApi>[0] extends { clock?: infer C } | undefined ? NonNullable<C> : never,
  grants: readonly (readonly ['chief' | 'clerk' | 'administrator', string])[] = [['chief', 'sp_one']],
) {
  const api = staffApi({ clock })
  const { headers, id } = await signedIn({ grants, clock, hours: 24 * 30 })
  return {
    id,
    get: (path: string): Promise<Answer> => api.get(`/staff${path}`, headers),
    post: (path: string, body: unknown): Promise<Answer> => api.post(`/staff${path}`, body, headers),
  }
}

/** How many rows a query counts. */
export const counted = async (table: string, where = '1'): Promise<number> =>
  Number(await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).first('n'))
