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
import { inSight } from './sight.ts'
import { deskStates } from './stateText.ts'

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
          FROM (${complaintFrom} WHERE c.id IN (${idsOf(ctx, show, sql`${after} AND ${handledAt(station, show)}`, page + 1)})) x
          ORDER BY sortAt${wayOf(show)}, id${wayOf(show)} LIMIT ${page + 1}`,
    ),
    ...counted.map((tab) =>
      rows<{ n: number }>(ctx.db, sql`SELECT count(*) AS n FROM (${idsOf(ctx, tab, sql`1`, countMost)})`),
    ),
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

/** What one service point handles, or reads on, by its slug; of all where none is named. */
function handledAt(station: string | undefined, tab: ComplaintTab): SQL {
  if (station === undefined) return sql`1`
  const desk = sql.raw(tab === 'above' ? 'c.from_desk' : 'c.desk')
  return station === '*'
    ? sql`${desk} = '*'`
    : sql`${desk} = (SELECT id FROM service_point WHERE slug = ${station})`
}

/** What is over: the newest first. All else: what is due first. */
const wayOf = (tab: ComplaintTab) => (tab === 'over' ? sql` DESC` : sql``)

/** The ids of a list, the first of each state by an index of its own, then the first of those. */
function idsOf(ctx: Ctx, tab: ComplaintTab, after: SQL, most: number): SQL {
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const points = pointsFor(ctx.actor, 'complaint.handle')
  const narrow = tab === 'mine' ? sql`c.handler_id = ${me}` : tab === 'late' ? sql`c.raised > 1` : sql`1`
  const apart = sql`${tab === 'mine' ? sql`c.handler_id = ${me}` : sql`c.tray = ${tab === 'tray' ? 1 : 0}`}`
  const order = sql`ORDER BY ${sortAt}${wayOf(tab)}, c.id${wayOf(tab)}`
  const first = (desk: SQL) =>
    sql`SELECT c.id, ${sortAt} AS sortAt FROM complaint c
        WHERE ${desk} AND ${apart} AND ${narrow} AND c.state = s.value AND ${inSight(ctx)} AND ${after}
        ${order} LIMIT ${most}`
  const states = sql`json_each(${JSON.stringify(tabs[tab])}) s`
  if (points === 'all' || tab === 'mine') {
    // Who handles everything has it in the other lists.
    if (tab === 'above') return sql`SELECT c.id FROM complaint c WHERE 0`
    return sql`SELECT c.id FROM ${states} CROSS JOIN complaint c ON c.id IN (SELECT id FROM (${first(sql`1`)}))
               ${order} LIMIT ${most}`
  }
  const here = () => sql`SELECT id FROM (${first(sql`c.desk = p.value`)})`
  const from = () => sql`SELECT id FROM (${first(sql`c.from_desk = p.value`)})`
  const ids = tab === 'above' ? from() : tab === 'over' ? sql`${here()} UNION ${from()}` : here()
  return sql`SELECT c.id FROM json_each(${JSON.stringify(points)}) p CROSS JOIN ${states}
               CROSS JOIN complaint c ON c.id IN (${ids})
             ${order} LIMIT ${most}`
}

function itemOf(
  row: ComplaintRow & { handler: string | null; same: number },
  actor: Ctx['actor'],
  now: number,
): ComplaintWork['items'][number] {
  const text = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? zh })
  return {
    reference: row.reference,
    kind: row.kind,
    kindName: kindOf(row.kind).name,
    category: text(row.categoryZh, row.categoryEn),
    anonymous: row.anonymous === 1,
    state: row.state,
    stateText: deskStates[row.state],
    handledBy: handledBy(row),
    about: text(row.aboutZh, row.aboutEn),
    town: text(row.townZh, row.townEn),
    mine: actor.kind === 'staff' && row.handlerId === actor.id,
    handled: row.handlerId !== null,
    handler: row.handler,
    level: row.level,
    above: readsOn(actor, row),
    receivedOn: dayOf(row.receivedAt),
    dueAt: row.dueAt === null ? null : toIso(row.dueAt),
    late: row.pausedAt === null && row.dueAt !== null && now > row.dueAt,
    raised: row.raised,
    same: row.same,
  }
}
