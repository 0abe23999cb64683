import { counterGroupNames, counterGroups } from '../../../../api/matter/catalogue.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import type { StaffKey, StaffPage } from '../../../lib/staffPage.ts'

/** The service point of an address: `bureau` stands for all of them. */
export const slugOf = (param: string | undefined): string => (param === 'bureau' ? '*' : (param ?? ''))

/** The staff API of a service point. */
export const pointPath = (slug: string): string => `/staff/points/${encodeURIComponent(slug)}`

/** A counter in words; '' is every one. */
export function counterName(page: StaffPage, group: string): string {
  const known = counterGroups.find((each) => each === group)
  return known ? page.say(counterGroupNames[known]) : page.t('plan.counter.all')
}

/** The counters to choose from, every one first. */
export const counterOptions = (page: StaffPage) =>
  ['', ...counterGroups].map((value) => ({ value, label: counterName(page, value) }))

const weekdayKeys = [
  'plan.weekday.1',
  'plan.weekday.2',
  'plan.weekday.3',
  'plan.weekday.4',
  'plan.weekday.5',
  'plan.weekday.6',
  'plan.weekday.7',
] as const satisfies StaffKey[]

/** A weekday in words, 1 is Monday. */
export const weekdayName = (page: StaffPage, weekday: number): string =>
  page.t(weekdayKeys[weekday - 1] ?? 'plan.weekday.1')

/** The days of the week to choose from. */
export const weekdayOptions = (page: StaffPage) =>
  weekdayKeys.map((key, i) => ({ value: String(i + 1), label: page.t(key) }))

/** The rows of a table of fields (`name[]` each), by the names of its columns; rows without their first field are left out. */
export function rowsOf<Name extends string>(
  data: FormData,
  names: readonly [Name, ...Name[]],
): Record<Name, string>[] {
  const columns = names.map((name) => data.getAll(`${name}[]`).map(String))
  const rows = (columns[0] ?? []).map(
    (_, i) =>
      Object.fromEntries(names.map((name, column) => [name, (columns[column]?.[i] ?? '').trim()])) as Record<
        Name,
        string
      >,
  )
  return rows.filter((row) => row[names[0]] !== '')
}

/** One line of fields out of a form. */
export const lineOf = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A text in both languages; English stays empty where nobody wrote it. */
export const textsOf = (data: FormData, name: string) => ({
  zh: lineOf(data, name),
  en: lineOf(data, `${name}En`),
})

/** The messages of rows, by `row.column`; the rest by pointer. */
export function rowErrors(problem: ProblemDocument | undefined): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { pointer, message } of problem?.errors ?? []) {
    const row = /^\/windows\/(\d+)\/(\w+)$/.exec(pointer)
    found[row ? `${row[1]}.${row[2]}` : pointer.slice(1).replaceAll('/', '.')] ??= message
  }
  return found
}

/** A number out of a field; what is not one is refused by the API beside its field. */
export const numberOf = (text: string): number => (text === '' ? 0 : Number(text))
