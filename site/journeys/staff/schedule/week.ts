import type { PointPlan } from '../../../../api/appointment/schedule/schema.ts'
import type { StaffPage } from '../../../lib/staffPage.ts'
import { lineOf, numberOf, rowsOf, weekdayOptions } from './form.ts'

const names = ['weekday', 'from', 'to', 'slotMinutes', 'capPublic', 'capPhone', 'capCounter'] as const
type Row = Record<(typeof names)[number], string>

/** The week of a counter as it stands in the form. */
export interface WeekForm {
  fromDay: string
  rows: Row[]
  leadMinutes: string
  horizonDays: string
  releaseTime: string
  /** What was seen of the week when the form was opened. */
  seen: string
  /** All of it again, for the button behind the preview. */
  fields: [string, string][]
}

const withFields = (form: Omit<WeekForm, 'fields'>): WeekForm => ({
  ...form,
  fields: [
    ['fromDay', form.fromDay],
    ['leadMinutes', form.leadMinutes],
    ['horizonDays', form.horizonDays],
    ['releaseTime', form.releaseTime],
    ['seen', form.seen],
    ...form.rows.flatMap((row) => names.map((name): [string, string] => [`${name}[]`, row[name]])),
  ],
})

/** The week as typed. */
export const weekOfForm = (data: FormData): WeekForm =>
  withFields({
    fromDay: lineOf(data, 'fromDay'),
    rows: rowsOf(data, names),
    leadMinutes: lineOf(data, 'leadMinutes'),
    horizonDays: lineOf(data, 'horizonDays'),
    releaseTime: lineOf(data, 'releaseTime'),
    seen: lineOf(data, 'seen'),
  })

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The week that lasts, from the first day on whose places are not out yet. */
export function weekOfPlan(plan: PointPlan, counter: string): WeekForm {
  const found = plan.counters.find(({ counterGroup }) => counterGroup === counter)
  const lasting = found?.windows.filter(({ validTo }) => validTo === null) ?? []
  const [first] = lasting
  return withFields({
    fromDay: dayAfter(found?.lastDay ?? plan.today),
    rows: lasting.map(
      (window): Row => ({
        weekday: String(window.weekday),
        from: window.from,
        to: window.to,
        slotMinutes: String(window.slotMinutes),
        capPublic: String(window.capPublic),
        capPhone: String(window.capPhone),
        capCounter: String(window.capCounter),
      }),
    ),
    leadMinutes: String(first?.leadMinutes ?? 60),
    horizonDays: String(first?.horizonDays ?? 14),
    releaseTime: first?.releaseTime ?? '08:00',
    seen: found?.seen ?? '',
  })
}

/** What the API is asked. */
export const weekBody = (form: WeekForm, counterGroup: string, apply: boolean) => ({
  counterGroup,
  fromDay: form.fromDay,
  windows: form.rows.map((row) => ({
    weekday: numberOf(row.weekday),
    from: row.from,
    to: row.to,
    slotMinutes: numberOf(row.slotMinutes),
    capPublic: numberOf(row.capPublic),
    capPhone: numberOf(row.capPhone),
    capCounter: numberOf(row.capCounter),
    leadMinutes: numberOf(form.leadMinutes),
    horizonDays: numberOf(form.horizonDays),
    releaseTime: form.releaseTime,
  })),
  ...(form.seen && { seen: form.seen }),
  apply,
})

/** The columns of the week. */
export const weekColumns = ({ t, ...page }: StaffPage) => [
  { name: 'weekday', label: t('plan.weekday'), options: weekdayOptions({ t, ...page }) },
  { name: 'from', label: t('plan.from'), kind: 'time' as const },
  { name: 'to', label: t('plan.to'), kind: 'time' as const },
  { name: 'slotMinutes', label: t('plan.minutes'), kind: 'number' as const },
  { name: 'capPublic', label: t('plan.channel.public'), kind: 'number' as const },
  { name: 'capPhone', label: t('plan.channel.phone'), kind: 'number' as const },
  { name: 'capCounter', label: t('plan.channel.counter'), kind: 'number' as const },
]
