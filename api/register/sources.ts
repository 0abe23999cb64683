import { type SQL, sql } from 'drizzle-orm'
import type { RunnableQuery } from 'drizzle-orm/runnable-query'
import { rows } from '../../db/rows.ts'
import type { MediationOutcome } from '../../db/schema/complaintWork.ts'
import type { PromiseState } from '../../db/schema/meeting.ts'
import type { VolunteerKind } from '../../db/schema/volunteer.ts'
import { type Day, dayOf, endOfDay, startOfDay } from '../calendar/day.ts'
import { beforeObjection, inSight } from '../complaint/desk/sight.ts'
import { outcomeTexts } from '../complaint/mediation/words.ts'
import { unsealed } from '../complaint/sealed.ts'
import type { Ctx } from '../context.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import type { Text } from '../shared/text.ts'
import { clear } from '../volunteer/query.ts'
import { kindTexts } from '../volunteer/words.ts'

/** The three registers (三本台账, standards A2). */
export const registers = {
  dispute: { zh: '纠纷调处登记簿', en: 'Register of disputes settled' },
  team: { zh: '群防群治队伍登记簿', en: 'Register of volunteers' },
  work: { zh: '警务工作登记簿', en: 'Register of police work' },
} satisfies Record<string, Text>
export type Register = keyof typeof registers

/** One line of a register: when, where, of what kind, what, and more of it. Names and numbers masked. */
export interface RegisterRow {
  day: Day
  at: Text
  kind: Text
  what: string
  more: Text
}

/** Whose rows and of which days; `mine` null: the whole bureau's. */
export interface Asked {
  mine: string | null
  from: Day
  to: Day
}

/** As many lines as one source gives: a month of a station is a few dozen. */
export const mostLines = 500

interface Source {
  register: Register
  /** The statement that is read with the others in one batch, and what its rows say. */
  ask(
    ctx: Ctx,
    asked: Asked,
  ): { statement: RunnableQuery<object[], 'sqlite'>; read(found: object[]): Promise<RegisterRow[]> }
}

interface At {
  at: number
  nameZh: string
  nameEn: string
}

const source = <T extends At>(
  register: Register,
  query: (asked: Asked, of: (column: string) => SQL, within: (column: string) => SQL, ctx: Ctx) => SQL,
  say: (row: T, ctx: Ctx) => Promise<Omit<RegisterRow, 'day' | 'at'>> | Omit<RegisterRow, 'day' | 'at'>,
): Source => ({
  register,
  ask: (ctx, asked) => {
    const of = (column: string) =>
      asked.mine === null ? sql`1` : sql`${sql.raw(column)} IN (SELECT value FROM json_each(${asked.mine}))`
    const within = (column: string) =>
      sql`${sql.raw(column)} BETWEEN ${startOfDay(asked.from)} AND ${endOfDay(asked.to)}`
    return {
      statement: rows<T>(ctx.db, sql`${query(asked, of, within, ctx)} LIMIT ${mostLines}`) as RunnableQuery<
        object[],
        'sqlite'
      >,
      read: (found) =>
        Promise.all(
          (found as T[]).map(async (row) => ({
            day: dayOf(row.at),
            at: { zh: row.nameZh, en: row.nameEn },
            ...(await say(row, ctx)),
          })),
        ),
    }
  },
})

/** A volunteer, with what they were trained in. No informant stands in a file that leaves the house. */
const volunteers = source<
  At & { id: string; kind: VolunteerKind; name: string; phone: string; trained: number; hours: number }
>(
  'team',
  (
    _,
    of,
    within,
  ) => sql`SELECT v.active_at AS at, p.name_zh AS nameZh, p.name_en AS nameEn, v.id AS id, v.kind AS kind,
      v.name AS name, v.phone AS phone,
      (SELECT count(*) FROM volunteer_training t WHERE t.volunteer_id = v.id) AS trained,
      (SELECT coalesce(sum(t.hours), 0) FROM volunteer_training t WHERE t.volunteer_id = v.id) AS hours
    FROM volunteer v JOIN service_point p ON p.id = v.point_id
    WHERE v.state = 'active' AND v.kind <> 'informant' AND ${of('v.point_id')} AND ${within('v.active_at')}
    ORDER BY v.active_at`,
  async ({ id, kind, name, phone, trained, hours }, ctx) => {
    const [who, number] = await Promise.all([clear(ctx, id, 'name', name), clear(ctx, id, 'phone', phone)])
    return {
      kind: kindTexts[kind],
      what: `${maskName(who ?? '')} ${maskPhone(number ?? '')}`,
      more: { zh: `培训 ${trained} 次，共 ${hours} 小时`, en: `${trained} trainings, ${hours} hours` },
    }
  },
)

/** A meeting that was held. */
const meetings = source<At & { titleZh: string; attended: number | null; minutedAt: number | null }>(
  'work',
  (
    _,
    of,
    within,
  ) => sql`SELECT m.starts_at AS at, p.name_zh AS nameZh, p.name_en AS nameEn, m.title_zh AS titleZh,
      m.attended AS attended, m.minuted_at AS minutedAt
    FROM meeting m JOIN service_point p ON p.id = m.point_id
    WHERE m.held_at IS NOT NULL AND ${of('m.point_id')} AND ${within('m.starts_at')} ORDER BY m.starts_at`,
  ({ titleZh, attended, minutedAt }) => ({
    kind: { zh: '警民恳谈会', en: 'Meeting with the public' },
    what: titleZh,
    more: {
      zh: `到会 ${attended ?? '未登记'}，纪要${minutedAt === null ? '未公布' : ` ${dayOf(minutedAt)} 公布`}`,
      en: `${attended ?? 'number not noted'} came, minutes ${minutedAt === null ? 'not published' : `published ${dayOf(minutedAt)}`}`,
    },
  }),
)

const promiseTexts: Record<PromiseState, Text> = {
  open: { zh: '还没办', en: 'open' },
  kept: { zh: '已办', en: 'kept' },
  broken: { zh: '没办成', en: 'not kept' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
}

/** A promise, by the day its minutes were published. */
const promises = source<At & { words: string; state: PromiseState; dueDay: string; outcome: string }>(
  'work',
  (
    _,
    of,
    within,
  ) => sql`SELECT m.minuted_at AS at, p.name_zh AS nameZh, p.name_en AS nameEn, q.words_zh AS words,
      q.state AS state, q.due_day AS dueDay, q.outcome_zh AS outcome
    FROM meeting m JOIN meeting_promise q ON q.meeting_id = m.id JOIN service_point p ON p.id = m.point_id
    WHERE m.minuted_at IS NOT NULL AND ${of('m.point_id')} AND ${within('m.minuted_at')} ORDER BY m.minuted_at, q.n`,
  ({ words, state, dueDay, outcome }) => ({
    kind: { zh: '会上的承诺', en: 'Promise of a meeting' },
    what: words,
    more: {
      zh: `${dueDay} 前，${promiseTexts[state].zh}${outcome ? `：${outcome}` : ''}`,
      en: `by ${dueDay}, ${promiseTexts[state].en}${outcome ? `: ${outcome}` : ''}`,
    },
  }),
)

/** A notice that stands, by the day it was published. */
const notices = source<At & { title: string; categoryZh: string; categoryEn: string; number: string }>(
  'work',
  (
    _,
    of,
    within,
  ) => sql`SELECT n.published_at AS at, p.name_zh AS nameZh, p.name_en AS nameEn, v.title AS title,
      c.name_zh AS categoryZh, c.name_en AS categoryEn, n.number AS number
    FROM notice n JOIN service_point p ON p.id = n.publisher_id JOIN notice_category c ON c.code = n.category_code
      JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version
    WHERE n.state = 'published' AND ${of('n.publisher_id')} AND ${within('n.published_at')} ORDER BY n.published_at`,
  ({ title, categoryZh, categoryEn, number }) => ({
    kind: { zh: `公开：${categoryZh}`, en: `Published: ${categoryEn}` },
    what: title,
    more: { zh: `编号 ${number}`, en: `No ${number}` },
  }),
)

/**
 * A dispute by the day to which both sides were invited, once it is written down what came of it; what was said stays sealed.
 * Only what whoever reads may know of (complaint/desk/sight.ts).
 */
const disputes = source<
  At & { id: string; name: string | null; reference: string; outcome: MediationOutcome }
>(
  'dispute',
  (
    _,
    __,
    within,
    ctx,
  ) => sql`SELECT d.starts_at AS at, p.name_zh AS nameZh, p.name_en AS nameEn, c.id AS id, c.name AS name,
      c.reference AS reference, d.outcome AS outcome
    FROM mediation d JOIN complaint c ON c.id = d.complaint_id JOIN service_point p ON p.id = d.room_id
    WHERE d.state = 'over' AND ${within('d.starts_at')} AND ${inSight(ctx, 'register.read')}
      AND ${beforeObjection(ctx, 'register.read', sql`d.set_at`)} ORDER BY d.starts_at`,
  async ({ id, name, reference, outcome }, ctx) => ({
    kind: { zh: '纠纷调解', en: 'Mediation' },
    what: `${reference} ${maskName((await unsealed(ctx, 'complaint', id, 'name', name)) ?? '')}`.trim(),
    more: outcomeTexts[outcome],
  }),
)

/** Where the registers come from. A feature adds its own here; a register without any source is not shown. */
export const sources: readonly Source[] = [disputes, volunteers, meetings, promises, notices]

/** The registers that something is written into. */
export const kept = (Object.keys(registers) as Register[]).filter((name) =>
  sources.some(({ register }) => register === name),
)
