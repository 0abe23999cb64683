import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { NoticeState, NoticeStep } from '../../db/schema/notice.ts'
import { type Day, dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { pointsFor } from '../staff/permission.ts'
import { categoryRows } from './deskQuery.ts'
import type { Options, Work, WorkItem } from './staffSchema.ts'

interface WorkRow {
  id: string
  title: string
  number: string | null
  seq: number | null
  version: number
  state: NoticeState
  step: NoticeStep | null
  code: string
  nameZh: string
  nameEn: string
  slug: string | null
  pointZh: string | null
  pointEn: string | null
  mine: 0 | 1
  dueOn: Day
  publishAt: number | null
  publishedAt: number | null
  updatedAt: number
}

/** Rows of a page of what is published, and the most of everything that is under way. */
const page = 20
const mostUnderWay = 200
const mostWithdrawn = 10

const columns = (me: string) => sql`n.id AS id, coalesce(d.title, v.title, '') AS title, n.number AS number,
  n.seq AS seq, n.version AS version, n.state AS state, d.step AS step, c.code AS code, c.name_zh AS nameZh,
  c.name_en AS nameEn, p.slug AS slug, p.name_zh AS pointZh, p.name_en AS pointEn,
  coalesce(d.author_id = ${me} OR EXISTS (SELECT 1 FROM json_each(d.savers) WHERE value = ${me}), 0) AS mine,
  n.due_on AS dueOn, n.publish_at AS publishAt, n.published_at AS publishedAt, n.updated_at AS updatedAt`
const joins = sql`JOIN notice_category c ON c.code = n.category_code
  LEFT JOIN service_point p ON p.id = n.publisher_id
  LEFT JOIN notice_version v ON v.notice_id = n.id AND v.version = n.version`

/** Whose notices somebody works on: '*' alone stands for everybody's. */
const publishersOf = (ctx: Ctx) => {
  const points = pointsFor(ctx.actor, 'notice.review')
  return points === 'all' ? ['*'] : [...points]
}

/**
 * The notices somebody works on, at the service points where they may read or write them: what is under way, the late
 * first; what is published, page by page; what was withdrawn last.
 */
export async function listWork({
  ctx,
  input: { category, cursor },
}: {
  ctx: Ctx
  input: { category?: string | undefined; cursor?: string | undefined }
}): Promise<Work> {
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const publishers = publishersOf(ctx)
  const all = publishers.includes('*')
  const list = JSON.stringify(publishers)
  const [before] = readCursor(cursor, 1) ?? []
  const below = typeof before === 'number' ? before : Number.MAX_SAFE_INTEGER
  const inColumn = category === undefined ? sql`` : sql`AND n.category_code = ${category}`
  const own = all ? sql`` : sql`AND n.publisher_id IN (SELECT value FROM json_each(${list}))`
  // The newest of each publisher by its own index, then the newest of those.
  const newest = all
    ? sql`n.state = 'published' AND n.seq < ${below} ${inColumn}`
    : sql`n.seq IN (SELECT s.seq FROM json_each(${list}) j JOIN notice s ON s.seq IN (
        SELECT n.seq FROM notice n WHERE n.publisher_id = j.value AND n.state = 'published' AND n.seq < ${below} ${inColumn}
        ORDER BY n.seq DESC LIMIT ${page + 1}))`
  const [underWay, published, withdrawn, categories] = await ctx.db.batch([
    rows<WorkRow>(
      ctx.db,
      sql`SELECT ${columns(me)} FROM notice_draft d CROSS JOIN notice n ON n.id = d.notice_id ${joins}
          WHERE 1 ${own} ${inColumn} ORDER BY n.published_at IS NOT NULL, n.due_on, n.id LIMIT ${mostUnderWay}`,
    ),
    rows<WorkRow>(
      ctx.db,
      sql`SELECT ${columns(me)} FROM notice n LEFT JOIN notice_draft d ON d.notice_id = n.id ${joins}
          WHERE ${newest} ORDER BY n.seq DESC LIMIT ${page + 1}`,
    ),
    rows<WorkRow>(
      ctx.db,
      sql`SELECT ${columns(me)} FROM notice n LEFT JOIN notice_draft d ON d.notice_id = n.id ${joins}
          WHERE n.state = 'withdrawn' ${own} ${inColumn} ORDER BY n.withdrawn_at DESC LIMIT ${mostWithdrawn}`,
    ),
    categoryRows(ctx),
  ])
  const today = dayOf(ctx.clock.now())
  const item = (row: WorkRow) => itemOf(ctx, row, today)
  const more = published.length > page
  const shown = published.slice(0, page)
  return {
    underWay: underWay.map(item),
    published: shown.map(item),
    withdrawn: withdrawn.map(item),
    nextCursor: more ? cursorOf([shown.at(-1)?.seq ?? 0]) : null,
    categories: categories.map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } })),
  }
}

function itemOf({ settings }: Ctx, row: WorkRow, today: Day): WorkItem {
  const { id, title, number, version, state, step, dueOn, publishAt, publishedAt } = row
  return {
    id,
    title,
    number,
    version,
    state,
    step,
    category: { code: row.code, name: { zh: row.nameZh, en: row.nameEn } },
    publisher: {
      slug: row.slug,
      name: row.slug === null ? settings.bureauName : { zh: row.pointZh ?? '', en: row.pointEn ?? '' },
    },
    mine: row.mine === 1,
    dueOn,
    late: publishedAt === null && dueOn < today,
    publishAt: publishAt === null ? null : toIso(publishAt),
    publishedAt: publishedAt === null ? null : toIso(publishedAt),
    updatedAt: toIso(row.updatedAt),
  }
}

/** Where somebody may begin a notice, and in which columns. */
export async function listOptions({ ctx }: { ctx: Ctx }): Promise<Options> {
  const points = pointsFor(ctx.actor, 'notice.write')
  if (points.length === 0) throw new Problem('not-allowed')
  const where =
    points === 'all' ? sql`1` : sql`id IN (SELECT value FROM json_each(${JSON.stringify(points)}))`
  const [found, categories] = await ctx.db.batch([
    rows<{ slug: string; zh: string; en: string }>(
      ctx.db,
      sql`SELECT slug, name_zh AS zh, name_en AS en FROM service_point WHERE ${where} ORDER BY kind, slug LIMIT 500`,
    ),
    categoryRows(ctx),
  ])
  const bureau = points === 'all' ? [{ slug: null, name: ctx.settings.bureauName }] : []
  return {
    publishers: [...bureau, ...found.map(({ slug, zh, en }) => ({ slug, name: { zh, en } }))],
    categories: categories.map(({ code, nameZh, nameEn, aboutZh, aboutEn, takes }) => ({
      code,
      name: { zh: nameZh, en: nameEn },
      about: { zh: aboutZh, en: aboutEn },
      takes,
    })),
  }
}
