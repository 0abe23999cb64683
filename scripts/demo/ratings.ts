import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, at, dayOf, HOUR } from '../../api/calendar/day.ts'
import type { Ctx } from '../../api/context.ts'
import { goodFor } from '../../api/survey/delay.ts'
import type { RatingGroup } from '../../api/survey/groups.ts'
import type { RatingMode } from '../../api/survey/scale.ts'
import type { OccasionKind } from '../../api/survey/schema.ts'
import { inviteIdOf, tokenHash, tokenOf } from '../../api/survey/token.ts'
import { pointId } from '../../db/seed/demoRows.ts'
import { insertAll } from '../../db/seed/insertAll.ts'

/** What can be rated in the demonstration: occasions of nobody. `openFor`: hours by now; null: it opens tomorrow at ten. */
interface DemoInvite {
  kind: OccasionKind
  slug: string
  group: RatingGroup
  mode: RatingMode
  openFor: number | null
  words: string
}

const invites: readonly DemoInvite[] = [
  { kind: 'visit', slug: 'qingshi', group: 'id-card', mode: 'onsite', openFor: 20, words: 'a visit' },
  {
    kind: 'visit',
    slug: 'donghu',
    group: 'household',
    mode: 'onsite',
    openFor: 3,
    words: 'a visit that went badly, if you like',
  },
  {
    kind: 'application',
    slug: 'household-hall',
    group: 'residence',
    mode: 'online',
    openFor: 30,
    words: 'a matter, online',
  },
  {
    kind: 'visit',
    slug: 'nanqiao',
    group: 'id-card',
    mode: 'onsite',
    openFor: null,
    words: 'not open yet: it opens tomorrow',
  },
]

interface Shown {
  token: string
  words: string
}

const fileOf = (state: string) => join(state, 'demo-ratings.json')

/** Makes the invitations of the demonstration, once, and notes their tokens beside the database: they stand in it nowhere. */
export async function inviteDemo(ctx: Ctx, state: string): Promise<void> {
  const now = ctx.clock.now()
  const made = await Promise.all(
    invites.map(async ({ kind, slug, group, mode, openFor, words }, n) => {
      const subject = `demo-rating-${n + 1}`
      const id = await inviteIdOf(ctx, kind, subject)
      const token = await tokenOf(ctx, id)
      const opensAt = openFor === null ? at(addDays(dayOf(now), 1), '10:00') : now - openFor * HOUR
      const row = {
        id,
        kind,
        subject,
        service_point_id: pointId(slug),
        grp: group,
        mode,
        token_hash: await tokenHash(ctx, token),
        opens_at: opensAt,
        closes_at: opensAt + goodFor,
      }
      return { row, shown: { token, words } satisfies Shown }
    }),
  )
  const [first, ...rest] = insertAll(
    ctx.db,
    'rating_invite',
    made.map(({ row }) => row),
  )
  if (first) await ctx.db.batch([first, ...rest])
  writeFileSync(
    fileOf(state),
    `${JSON.stringify(
      made.map(({ shown }) => shown),
      null,
      2,
    )}\n`,
    { mode: 0o600 },
  )
}

/** Lines for whoever starts the house: tokens to rate with. Empty where there are none. */
export function showDemoRatings(origin: string, state: string): string {
  const path = fileOf(state)
  if (!existsSync(path)) return ''
  const shown = JSON.parse(readFileSync(path, 'utf8')) as Shown[]
  return shown
    .map(
      ({ token, words }, place) =>
        `  ${(place === 0 ? 'To rate' : '').padEnd(12)}${origin}/rate   ${token.match(/.{1,4}/g)?.join(' ')}   (${words})\n`,
    )
    .join('')
}
