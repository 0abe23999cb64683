import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { BookingRow } from '../appointment/query.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from './schema.ts'

export interface LeafRow {
  action: string
  /** UTC epoch ms. */
  at: number | string
}

/** Statement: what the audit holds of a record, the newest first; who looked at it is counted elsewhere (openings.ts). */
export function leavesOf(ctx: Ctx, reference: string) {
  return rows<LeafRow>(
    ctx.db,
    sql`SELECT action, body ->> 'at' AS at FROM audit_leaf WHERE subject = ${reference} AND action NOT IN ('record.open', 'record.unmask')
        ORDER BY 2 DESC LIMIT 40`,
  )
}

/** In the order in which they follow each other within one millisecond. */
const happened: Record<string, Text> = {
  'appointment.book': { zh: '预约成功', en: 'Booked' },
  'appointment.phone': { zh: '核对了手机号', en: 'Phone number confirmed' },
  'appointment.closed': { zh: '这个时间不办业务了，预约还在', en: 'Closed at that time; the booking stands' },
  'appointment.reopened': { zh: '又照常办理，预约照旧', en: 'Open again; the booking holds as it was' },
  'appointment.move': { zh: '改了时间', en: 'Moved to another time' },
  'waiting.join': { zh: '登记了候补', en: 'Joined the waiting list' },
  'waiting.lapse': {
    zh: '留的号没有确认，已经让出',
    en: 'The time held was not taken and is given on',
  },
  'waiting.decline': { zh: '没要留的号，已经让出', en: 'The time held was declined and is given on' },
  'waiting.withdraw': { zh: '那个时间窗口不开，留的号收回', en: 'The counter closed at the time held' },
  'waiting.offer': { zh: '给您留了一个号', en: 'A time was held for you' },
  'waiting.take': { zh: '确认了留的号', en: 'The time held was taken' },
  'waiting.leave': { zh: '退出了候补', en: 'Left the waiting list' },
  'code.replace': {
    zh: '在窗口补发了查询码，旧的作废',
    en: 'Access code replaced at the counter; the old one is dead',
  },
  'meeting.signup': { zh: '报名成功', en: 'Signed up' },
  'meeting.question': { zh: '收到了您的提问', en: 'Your question came in' },
  'meeting.answer': { zh: '已答复', en: 'Answered' },
  'meeting.show': { zh: '问答已公布（不写名字）', en: 'Question and answer published, without a name' },
  'meeting.off': { zh: '恳谈会取消了', en: 'The meeting was cancelled' },
  'meeting.withdraw': { zh: '已撤回', en: 'Taken back' },
  'volunteer.ask': { zh: '登记成功', en: 'Signed up' },
  'volunteer.accept': { zh: '派出所已接收', en: 'Taken in by the station' },
  'volunteer.train': { zh: '记了一次培训', en: 'A training was written down' },
  'volunteer.end': {
    zh: '派出所结束了登记，姓名、电话已删除',
    en: 'Ended by the station; name and number are deleted',
  },
  'volunteer.leave': { zh: '您已退出，姓名、电话已删除', en: 'You left; name and number are deleted' },
  'feedback.report': { zh: '收到了您反映的网页问题', en: 'Your report of an error came in' },
  'feedback.opinion': { zh: '收到了您的意见', en: 'Your opinion came in' },
  'feedback.pass': {
    zh: '转给了该办的单位，到期日不变',
    en: 'Passed on to whom it concerns; the due day stays',
  },
  'feedback.late': { zh: '过了到期日，已报上级督办', en: 'Late: the supervision desk was told' },
  'feedback.answer': { zh: '已答复', en: 'Answered' },
  'appointment.cancel': { zh: '已取消，名额已让出', en: 'Cancelled; the place is given on' },
}

const rank = ({ action }: LeafRow) => Object.keys(happened).indexOf(action)

/** What happened, read from the audit leaves that nobody can rewrite. */
export function pastOf(leaves: LeafRow[]): TimelineEntry[] {
  const inOrder = leaves.toSorted((a, b) => Number(a.at) - Number(b.at) || rank(a) - rank(b))
  return inOrder.flatMap(({ action, at }): TimelineEntry[] => {
    const text = happened[action]
    return text ? [{ at: toIso(Number(at)), text, done: true }] : []
  })
}

/** What happened, and what comes next. */
export function timelineOf(row: BookingRow, leaves: LeafRow[]): TimelineEntry[] {
  const past = pastOf(leaves)
  if (row.state === 'cancelled') return past
  const visit: TimelineEntry = {
    at: toIso(row.startsAt),
    text:
      row.state === 'ended'
        ? { zh: '约定的时间已过', en: 'The time of the visit has passed' }
        : { zh: '到所，报编号取号', en: 'Come to the station and give your reference' },
    done: row.state === 'ended',
  }
  return [...past, visit]
}
