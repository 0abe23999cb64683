import type { RectificationWordKind } from '../../../db/schema/rectification.ts'
import { dayOf } from '../../calendar/day.ts'
import { deskName } from '../../complaint/answerers.ts'
import type { Ctx } from '../../context.ts'
import { type RatingGroup, ratingGroupNames } from '../groups.ts'
import { clear } from './move.ts'
import type { RectificationRow, WordRow } from './query.ts'
import type { RectificationItem, Task, TaskItem } from './schema.ts'
import { outcomeNames, rectificationStateNames } from './states.ts'

const pointOf = (row: RectificationRow) =>
  row.slug === null
    ? { slug: null, name: deskName }
    : { slug: row.slug, name: { zh: row.nameZh ?? '', en: row.nameEn ?? '' } }

const dueFor = (ctx: Ctx, row: RectificationRow, dueAt: number) => ({
  dueOn: dayOf(dueAt),
  late: (row.fixedAt ?? row.closedAt ?? ctx.clock.now()) > dueAt,
})

const shared = (ctx: Ctx, row: RectificationRow) => ({
  id: row.id,
  state: row.state,
  stateText: rectificationStateNames[row.state],
  ...dueFor(ctx, row, row.fixDueAt),
  outcome: row.outcome,
  outcomeText: row.outcome && outcomeNames[row.outcome],
  promisedOn: row.promisedOn,
  closedOn: row.closedAt === null ? null : dayOf(row.closedAt),
  station: pointOf(row),
})

/** One in the list of the desk. */
export const itemOf = (ctx: Ctx, row: RectificationRow): RectificationItem => ({
  ...shared(ctx, row),
  group: ratingGroupNames[row.grp as RatingGroup] ?? { zh: row.grp, en: row.grp },
  mayCall: row.mayCall === 1,
  openedOn: row.openedOn,
  stationDueOn: row.stationDueAt === null ? null : dayOf(row.stationDueAt),
  contactDueOn: row.contactDueAt === null ? null : dayOf(row.contactDueAt),
  contactLate: row.contactDueAt !== null && (row.triedAt ?? ctx.clock.now()) > row.contactDueAt,
  waits: row.appealState === 'open' ? 'appeal' : row.moreState === 'asked' ? 'more' : null,
})

/** One in the list of its station: by its own days, with nothing of what was rated. */
export const taskItemOf = (ctx: Ctx, row: RectificationRow): TaskItem => ({
  ...shared(ctx, row),
  ...dueFor(ctx, row, row.stationDueAt ?? row.fixDueAt),
  on: row.taskedOn ?? '',
})

/** What was said, in clear. */
export async function clearWords(ctx: Ctx, found: readonly WordRow[]) {
  const opened = await Promise.all(
    found.map(({ id, words }) =>
      clear(ctx, { table: 'rectification_word', column: 'words', row: id }, words),
    ),
  )
  return found.map(({ kind, staff, at }, i) => ({
    kind,
    by: staff,
    words: opened[i] ?? null,
    on: dayOf(at),
  }))
}

/** What a station reads of it. What the desk and the rater said to each other is not among it. */
const forStation: readonly RectificationWordKind[] = [
  'task',
  'plan',
  'fix',
  'back',
  'more',
  'given',
  'appeal',
  'decision',
]
/** Of what the desk wrote the station reads what is said to it, and nothing the desk asked of or told itself. */
const fromDesk: readonly RectificationWordKind[] = ['task', 'back', 'given', 'decision']

/** What was said as its station reads it: the desk speaks as the desk. */
export const stationWords = async (ctx: Ctx, found: readonly WordRow[]): Promise<Task['words']> =>
  (
    await clearWords(
      ctx,
      found.filter(({ kind, desk }) => (desk ? fromDesk : forStation).includes(kind)),
    )
  ).map((one) => ({
    ...one,
    by: fromDesk.includes(one.kind) ? '' : one.by,
  }))
