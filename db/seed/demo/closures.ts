import type { DemoClosure, DemoSpecialHours, Weekday } from './types.ts'

const dayMs = 86_400_000

/** ISO weekday of a plain day, 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: string): Weekday {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay()
  return (sundayFirst === 0 ? 7 : sundayFirst) as Weekday
}

/** The first day on or after `today` + `daysAhead` that falls on one of `weekdays`. */
export function dayAhead(today: string, daysAhead: number, weekdays: readonly Weekday[]): string {
  const first = Date.parse(`${today}T00:00:00Z`) + daysAhead * dayMs
  for (let i = 0; i < 7; i++) {
    const day = new Date(first + i * dayMs).toISOString().slice(0, 10)
    if (weekdays.includes(weekdayOf(day))) return day
  }
  throw new Error('dayAhead needs at least one weekday')
}

/** Coming closures as seen from `today`: an afternoon, one counter for a day, and a room's duty day. */
export function closures(today: string): DemoClosure[] {
  return [
    {
      pointSlug: 'liuwan',
      counter: null,
      day: dayAhead(today, 9, [1, 2, 3, 4, 5]),
      fromTime: '14:00',
      toTime: '17:30',
      reason: {
        zh: '系统升级，下午窗口停办。急事请打值班电话，或到南桥派出所办理。',
        en: 'System upgrade: counters shut in the afternoon. If it is urgent, ring the duty line or go to Nanqiao Police Station.',
      },
    },
    {
      pointSlug: 'guta',
      counter: 'household',
      day: dayAhead(today, 12, [1, 2, 3, 4, 5]),
      fromTime: null,
      toTime: null,
      reason: {
        zh: '户籍窗口装修一天，综合窗口照常。户籍业务请到城关派出所或户政服务大厅。',
        en: 'Household counter shut for repairs for one day; the general counter stays open. Go to Chengguan Police Station or the Household Service Hall.',
      },
    },
    {
      pointSlug: 'guhuai-room',
      counter: null,
      day: dayAhead(today, 6, [2, 4]),
      fromTime: null,
      toTime: null,
      reason: {
        zh: '社区民警参加培训，当天不坐班。有事请打城关派出所值班电话。',
        en: 'The community officer is at a training day. Please ring the duty line of Chengguan Police Station.',
      },
    },
  ]
}

/** Coming days with other hours than usual, as seen from `today`; always a Saturday. */
export function specialHours(today: string): DemoSpecialHours[] {
  return [
    {
      pointSlug: 'zhuyuan',
      counter: 'household',
      day: dayAhead(today, 5, [6]),
      opensAt: '09:00',
      closesAt: '12:00',
      reason: {
        zh: '学生集中办身份证，周六上午加开户籍窗口',
        en: 'Extra Saturday morning at the household counter for students’ ID cards',
      },
    },
    {
      pointSlug: 'household-hall',
      counter: 'household',
      day: dayAhead(today, 10, [6]),
      opensAt: '09:00',
      closesAt: '12:00',
      reason: {
        zh: '设备检修，周六只开上午',
        en: 'Equipment check: open in the morning only this Saturday',
      },
    },
  ]
}
