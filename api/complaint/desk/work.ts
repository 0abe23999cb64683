import { z } from '@hono/zod-openapi'
import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { textSchema } from '../../openapi.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { pointsFor } from '../../staff/permission.ts'
import { handledBy } from '../answerers.ts'
import { handledBySchema } from '../handledBy.ts'
import { kindCodes } from '../kinds/declaration.ts'
import { kindOf } from '../kinds/index.ts'
import { type ComplaintRow, complaintFrom } from '../query.ts'
import { type ComplaintState, stateNames } from '../states.ts'
import { readsOn } from './reach.ts'
import { rowFor, stateFor } from './readOn.ts'
import { inSight } from './sight.ts'

/** Rows of a page; a tab is counted up to so many. */
const page = 30
const countMost = 99

const open: readonly ComplaintState[] = [
  'received',
  'accepted',
  'working',
  'elsewhere',
  'reopened',
  'followup',
]
/** The work lists, by the states they hold; `mine` and `late` narrow them further, `tray` is what came without proof of work,
 * `above` what went one level up and is read on here. */
const tabs = {
  new: ['received', 'reopened'],
  mine: [...open, 'waiting'],
  open,
  waiting: ['waiting', 'elsewhere', 'answered'],
  late: open,
  tray: ['received'],
  above: ['reopened', 'accepted', 'working', 'waiting', 'elsewhere', 'answered', 'followup'],
  over: ['closed', 'declined', 'unanswered', 'withdrawn', 'merged'],
} as const satisfies Record<string, readonly ComplaintState[]>
export type ComplaintTab = keyof typeof tabs
export const tabNames = Object.keys(tabs) as [ComplaintTab, ...ComplaintTab[]]

export const workQuery = z.strictObject({
  show: z.enum(tabNames).default('new'),
  station: z
    .string()
    .max(60)
    .optional()
    .openapi({ description: 'Only what this service point handles; *: the desk' }),
  cursor: z.string().max(200).optional(),
})

const itemSchema = z.object({
  reference: z.string(),
  kind: z.enum(kindCodes),
  kindName: textSchema,
  category: textSchema.nullable(),
  anonymous: z.boolean(),
  state: z.enum(stateNames),
  stateText: textSchema,
  handledBy: handledBySchema,
  about: textSchema.nullable(),
  town: textSchema.nullable(),
  mine: z.boolean(),
  handled: z.boolean().openapi({ description: 'Somebody has it' }),
  handler: z.string().nullable().openapi({ description: 'Who' }),
  level: z.number().int().openapi({ description: '1: its author objected' }),
  above: z.boolean().openapi({ description: 'The supervision desk has it now; you read on' }),
  receivedOn: z.string(),
  dueAt: z.string().nullable(),
  late: z.boolean(),
  raised: z.number().int().openapi({ description: '1 due soon, 2 late, 3 with the supervision desk' }),
  same: z.number().int().openapi({ description: 'Others with the very same words, up to 99' }),
})

export const workSchema = z
  .object({
    items: z.array(itemSchema),
    nextCursor: z.string().nullable(),
    counts: z.record(z.enum(tabNames), z.number().int()).openapi({ description: 'By list, up to 99' }),
  })
  .openapi('ComplaintWork')
export type ComplaintWork = z.infer<typeof workSchema>

const sortAt = sql.raw('coalesce(c.due_at, c.turn_due_at, c.updated_at)')

/**
 * What waits for whoever asks, where they handle complaints: what is due first in front, and of what is over the newest. Never what must not reach them,
 * neither in the list nor in the counts. One round trip.
 */
export async function listComplaints({
  ctx,
  input: { show, cursor, station },
}: {
  ctx: Ctx
  input: z.infer<typeof workQuery>
}): Promise<ComplaintWork> {
  const over = show === 'over'
  const [at, id] = readCursor(cursor, 2) ?? (over ? [Number.MAX_SAFE_INTEGER, '~'] : [-1, ''])
  const after = sql`(${sortAt}, c.id) ${over ? sql`<` : sql`>`} (${at}, ${id})`
  const counted = tabNames.filter((tab) => tab !== 'over')
  const [found, ...counts] = await ctx.db.batch([
    rows<ComplaintRow & { sortAt: number; handler: string | null; same: number }>(
      ctx.db,
      sql`SELECT *, coalesce(dueAt, turnDueAt, updatedAt) AS sortAt,
            (SELECT u.name FROM staff_user u WHERE u.id = x.handlerId) AS handler,
            (SELECT count(*) FROM (SELECT 1 FROM complaint c WHERE c.words_key = x.wordsKey AND c.words_key <> ''
              AND c.id <> x.id AND ${inSight(ctx)} LIMIT ${countMost})) AS same
          FROM (${complaintFrom} WHERE c.id IN (${idsOf(ctx, show, station, after)})) x
          ORDER BY sortAt${wayOf(show)}, id${wayOf(show)} LIMIT ${page + 1}`,
    ),
    ...counted.map((tab) => countOf(ctx, tab)),
  ])
  const shown = found.slice(0, page)
  const last = shown.at(-1)
  const now = ctx.clock.now()
  return {
    items: shown.map((row) => itemOf(row, ctx.actor, now)),
    nextCursor: found.length > page && last ? cursorOf([last.sortAt, last.id]) : null,
    counts: {
      ...Object.fromEntries(counted.map((tab, place) => [tab, counts[place]?.[0]?.n ?? 0])),
      over: 0,
    } as Record<ComplaintTab, number>,
  }
}

/** What a list holds, of the complaints of one desk and one state, in sight of whoever asks. */
function held(ctx: Ctx, tab: ComplaintTab, desk: SQL): SQL {
  const mine = sql`c.handler_id = ${ctx.actor.kind === 'staff' ? ctx.actor.id : ''}`
  const apart = tab === 'mine' ? mine : sql`c.tray = ${tab === 'tray' ? 1 : 0}`
  const late = tab === 'late' ? sql`c.raised > 1` : sql`1`
  return sql`${desk} AND ${apart} AND ${late} AND c.state = s.value AND ${inSight(ctx)}`
}

/** What is over: the newest first. All else: what is due first. */
const wayOf = (tab: ComplaintTab) => (tab === 'over' ? sql` DESC` : sql``)

/** The desks a list is read of, each by an index of its own: those where whoever asks handles complaints, of these the one that is named; null: all alike. */
function desksOf(ctx: Ctx, tab: ComplaintTab, station: string | undefined): SQL | null {
  const points = tab === 'mine' ? 'all' : pointsFor(ctx.actor, 'complaint.handle')
  const named = station === '*' ? sql`'*'` : sql`(SELECT id FROM service_point WHERE slug = ${station ?? ''})`
  if (points === 'all') return station === undefined ? null : sql`(SELECT ${named} AS value) p`
  const theirs = sql`SELECT value FROM json_each(${JSON.stringify(points)})`
  return station === undefined ? sql`(${theirs}) p` : sql`(${theirs} WHERE value = ${named}) p`
}

const statesOf = (tab: ComplaintTab) => sql`json_each(${JSON.stringify(tabs[tab])}) s`

/** Where a list looks for a desk: what came from it and went one level up is read on, and once it is over stands with the rest. */
function placesOf(tab: ComplaintTab, desks: SQL | null): [SQL, ...SQL[]] {
  const here = sql`c.desk = p.value`
  const from = sql`c.from_desk = p.value`
  // Who handles everything has it in the other lists.
  if (desks === null) return [tab === 'above' ? sql`0` : sql`1`]
  if (tab === 'above') return [from]
  return tab === 'over' ? [here, from] : [here]
}

/** The ids of a page of a list, the first of each state and desk, then the first of those. */
function idsOf(ctx: Ctx, tab: ComplaintTab, station: string | undefined, after: SQL): SQL {
  const desks = desksOf(ctx, tab, station)
  const order = sql`ORDER BY ${sortAt}${wayOf(tab)}, c.id${wayOf(tab)} LIMIT ${page + 1}`
  const first = (place: SQL) => sql`SELECT id FROM (SELECT c.id, ${sortAt} AS sortAt FROM complaint c
                     WHERE ${held(ctx, tab, place)} AND ${after} ${order})`
  const ids = sql.join(placesOf(tab, desks).map(first), sql` UNION `)
  return sql`SELECT c.id FROM ${desks ? sql`${desks} CROSS JOIN ` : sql``}${statesOf(tab)}
               CROSS JOIN complaint c ON c.id IN (${ids})
             ${order}`
}

/** Statement: how many a list holds, which looks at no more than it counts. */
function countOf(ctx: Ctx, tab: ComplaintTab) {
  const desks = desksOf(ctx, tab, undefined)
  const [place] = placesOf(tab, desks)
  return rows<{ n: number }>(
    ctx.db,
    sql`SELECT count(*) AS n FROM (
          SELECT 1 FROM ${desks ? sql`${desks} CROSS JOIN ` : sql``}${statesOf(tab)} CROSS JOIN complaint c
          WHERE ${held(ctx, tab, place)} LIMIT ${countMost})`,
  )
}

function itemOf(
  found: ComplaintRow & { handler: string | null; same: number },
  actor: Ctx['actor'],
  now: number,
): ComplaintWork['items'][number] {
  const above = readsOn(actor, found)
  const row = above ? rowFor(found) : found
  const text = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? zh })
  return {
    reference: row.reference,
    kind: row.kind,
    kindName: kindOf(row.kind).name,
    category: text(row.categoryZh, row.categoryEn),
    anonymous: row.anonymous === 1,
    ...stateFor(above, found.state),
    handledBy: handledBy(row),
    about: text(row.aboutZh, row.aboutEn),
    town: text(row.townZh, row.townEn),
    mine: actor.kind === 'staff' && row.handlerId === actor.id,
    handled: row.handlerId !== null,
    handler: above ? null : row.handler,
    level: row.level,
    above,
    receivedOn: dayOf(row.receivedAt),
    dueAt: row.dueAt === null ? null : toIso(row.dueAt),
    late: row.pausedAt === null && row.dueAt !== null && now > row.dueAt,
    raised: row.raised,
    same: above ? 0 : row.same,
  }
}
