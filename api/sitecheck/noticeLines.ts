import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { DateRow, OverdueRow, ReportsRow } from './query.ts'
import type { ColumnLine, Line } from './schema.ts'
import { disclosure, findAnError, inspection, t } from './sure.ts'

/** The inspectors' limits (standards B7): so many columns fail a site. */
const staleMost = 5
const longStaleMost = 10
const emptyMost = 5
/** Our reading of “long”: twice the time a column has. */
const longTimes = 2
/** Cases named below a line. */
const named = 10

interface Found {
  columns: readonly ColumnLine[]
  overdue: readonly OverdueRow[]
  reports: ReportsRow
  dates: readonly DateRow[]
}

/** The rules about what is published and what people reported, each with what was found. */
export function noticeLines(ctx: Ctx, { columns, overdue, reports, dates }: Found): Line[] {
  const stale = columns.filter(({ state }) => state === 'stale')
  const long = stale.filter(({ days, limit }) => (days ?? 0) > longTimes * limit)
  const empty = columns.filter(({ state }) => state === 'empty')
  const soon = columns.filter(({ state }) => state === 'due-soon')
  return [
    {
      ...inspection,
      key: 'stale',
      oneFails: true,
      rule: t(
        `过期的栏目满 ${staleMost} 个不合格：动态类两周、公告和政策类六个月没有更新`,
        `${staleMost} stale columns fail: news after two weeks, notices and policy after six months`,
      ),
      state: stale.length >= staleMost ? 'bad' : stale.length ? 'warn' : 'good',
      found: t(
        `${stale.length} 个过期（已自动藏起），${soon.length} 个快到期`,
        `${stale.length} stale (hidden by themselves), ${soon.length} due soon`,
      ),
      todo:
        stale.length || soon.length
          ? t('在这些栏目里发布新内容', 'Publish something new in these columns')
          : null,
      href: '/staff/notices/new',
      cases: [...stale, ...soon].slice(0, named).map(columnCase),
    },
    {
      ...inspection,
      key: 'long-stale',
      oneFails: true,
      rule: t(
        `长期不更新的栏目满 ${longStaleMost} 个不合格（本平台按时限的 ${longTimes} 倍算长期）`,
        `${longStaleMost} columns stale for long fail (we read “long” as ${longTimes} times the limit)`,
      ),
      state: long.length >= longStaleMost ? 'bad' : long.length ? 'warn' : 'good',
      found: t(`${long.length} 个`, `${long.length} found`),
      todo: long.length
        ? t('发布新内容，或请上级撤并这个栏目', 'Publish, or ask for the column to be merged')
        : null,
      href: '/staff/notices/new',
      cases: long.slice(0, named).map(columnCase),
    },
    {
      ...inspection,
      key: 'empty',
      oneFails: true,
      rule: t(`空白栏目满 ${emptyMost} 个不合格`, `${emptyMost} empty columns fail`),
      // An empty column is shown nowhere, so the inspectors meet none; who publishes should know of them.
      state: empty.length ? 'warn' : 'good',
      found: t(
        `${empty.length} 个没有内容，都没有对外显示`,
        `${empty.length} without anything, none of them shown`,
      ),
      todo: empty.length
        ? t('有内容就发布；没有就不用管，不会显示', 'Publish if there is something; else they stay hidden')
        : null,
      href: '/staff/notices/new',
      cases: empty.slice(0, named).map(columnCase),
    },
    overdueLine(overdue),
    ...reportLines(reports),
    dateLine(ctx, dates),
  ]
}

const columnCase = ({ publisher, category, newestOn, dueOn }: ColumnLine): Line['cases'][number] => {
  const [zh, en] = [publisher ? `${publisher.name.zh} · ` : '', publisher ? `${publisher.name.en} · ` : '']
  return {
    text: newestOn
      ? t(
          `${zh}${category.name.zh}：最新 ${newestOn}，最晚 ${dueOn} 更新`,
          `${en}${category.name.en}: newest ${newestOn}, next by ${dueOn}`,
        )
      : t(`${zh}${category.name.zh}：没有内容`, `${en}${category.name.en}: nothing`),
    href: '/staff/notices/new',
  }
}

const overdueLine = (overdue: readonly OverdueRow[]): Line => ({
  ...disclosure,
  key: 'overdue',
  oneFails: false,
  rule: t('信息形成之日起 20 个工作日内公开', 'Published within 20 working days of coming about'),
  state: overdue.length ? 'bad' : 'good',
  found: t(`${overdue.length} 条过期未发布`, `${overdue.length} not published in time`),
  todo: overdue.length ? t('请写完、复核、发布', 'Finish, have it read, publish') : null,
  href: '/staff/notices',
  cases: overdue.slice(0, named).map(({ id, title, dueOn }) => ({
    text: t(`${title}：应在 ${dueOn} 前`, `${title}: due by ${dueOn}`),
    href: `/staff/notices/${id}`,
  })),
})

const reportLines = ({ open, late, old, personal }: ReportsRow): Line[] => [
  {
    ...findAnError,
    key: 'reports',
    oneFails: false,
    rule: t('网民找错 3 个工作日内答复', 'Errors that people report are answered within 3 working days'),
    state: late || personal ? 'bad' : open ? 'warn' : 'good',
    found: t(
      `${open} 件等待答复，其中 ${late} 件过期，${personal} 件说露出了个人信息`,
      `${open} wait, ${late} of them late, ${personal} about personal data on show`,
    ),
    todo: open ? t('请答复', 'Answer them') : null,
    href: '/staff/feedback',
    cases: [],
  },
  {
    ...inspection,
    key: 'messages',
    oneFails: true,
    rule: t('留言超过 3 个月不答复，不合格', 'A message unanswered for more than 3 months fails'),
    state: old ? 'bad' : 'good',
    found: t(`${old} 件`, `${old} found`),
    todo: old ? t('马上答复', 'Answer at once') : null,
    href: '/staff/feedback',
    cases: [],
  },
]

/** The day on a notice is the day on which the audit says it was published; a notice without a leaf came in sideways. */
function dateLine({ settings }: Ctx, dates: readonly DateRow[]): Line {
  const wrong = dates.filter(
    ({ leafAt, publishedAt }) => leafAt !== null && dayOf(leafAt) !== dayOf(publishedAt),
  )
  const bare = dates.filter(({ leafAt }) => leafAt === null)
  // The demonstration is seeded, not published.
  const faked = wrong.length > 0 || (bare.length > 0 && !settings.demo)
  return {
    ...inspection,
    key: 'dates',
    oneFails: true,
    rule: t(
      '伪造发布日期，不合格；发布日期由系统写定，和存证对得上',
      'Faked publish dates fail; ours are set by the system and match the audit',
    ),
    state: faked ? 'bad' : bare.length ? 'warn' : 'good',
    found: t(
      `抽查最新 ${dates.length} 条：${wrong.length} 条日期对不上，${bare.length} 条没有存证`,
      `Of the newest ${dates.length}: ${wrong.length} with another day, ${bare.length} without a leaf`,
    ),
    todo: faked ? t('请系统管理员和审计员一起查', 'Administrator and auditor look into it together') : null,
    href: null,
    cases: [...wrong, ...(settings.demo ? [] : bare)].slice(0, named).map(({ id, title, publishedAt }) => ({
      text: t(`${title}：${dayOf(publishedAt)}`, `${title}: ${dayOf(publishedAt)}`),
      href: `/notices/${id}`,
    })),
  }
}
