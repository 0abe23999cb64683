import type { StaffPage } from '../../../lib/staffPage.ts'
import { newKey } from '../../book/form.ts'
import { textOf } from '../../person.ts'

/** Those a case is opened for on the page; the first is needed. */
export const places = [0, 1, 2] as const

const partyFields = ['role', 'name', 'phone', 'idType', 'idNumber', 'wish', 'hidden', 'locale'] as const
type PartyForm = Record<(typeof partyFields)[number], string>

/** Everything that is typed to open a case. */
export interface CaseForm {
  point: string
  kind: string
  officer: string
  badge: string
  dutyPhone: string
  unit: string
  unitEn: string
  day: string
  time: string
  handledDay: string
  handledTime: string
  note: string
  parties: PartyForm[]
  /** Drawn when the form is shown: a double click opens one case. */
  key: string
}

const texts = [
  'point',
  'kind',
  'officer',
  'badge',
  'dutyPhone',
  'unit',
  'unitEn',
  'day',
  'time',
  'handledDay',
  'handledTime',
  'note',
] as const

/** Reads a posted form; whatever is missing is empty. */
export function readCaseForm(data: FormData | URLSearchParams): CaseForm {
  const key = textOf(data, 'key')
  const read = Object.fromEntries(texts.map((name) => [name, textOf(data, name)])) as Record<
    (typeof texts)[number],
    string
  >
  return {
    ...read,
    parties: places.map(
      (n) => Object.fromEntries(partyFields.map((name) => [name, textOf(data, `${name}-${n}`)])) as PartyForm,
    ),
    key: /^[\w-]{8,128}$/.test(key) ? key : newKey(),
  }
}

/** A day and a time as they are typed, as a moment in Shanghai; nothing when neither was. What is no time is refused by the API. */
export const momentOf = (day: string, time: string) =>
  day || time
    ? `${day}T${/^\d:/.test(time.trim()) ? '0' : ''}${time.trim().replace('：', ':')}:00+08:00`
    : undefined

/** Whether anything was typed of somebody. */
export const isThere = ({ name, phone, idNumber, role }: PartyForm) =>
  Boolean(name.trim() || phone.trim() || idNumber.trim() || role)

/** The body for the API. */
export function bodyOf(form: CaseForm) {
  const receivedAt = momentOf(form.day, form.time)
  const handledAt = momentOf(form.handledDay, form.handledTime)
  const there = form.parties.filter((one, n) => n === 0 || isThere(one))
  return {
    point: form.point,
    ...(form.kind && { kind: form.kind }),
    officer: { name: form.officer || ' ', badge: form.badge || ' ' },
    ...(form.dutyPhone && { dutyPhone: form.dutyPhone }),
    ...(form.unit && { unit: { zh: form.unit, ...(form.unitEn && { en: form.unitEn }) } }),
    ...(receivedAt && { receivedAt }),
    ...(handledAt && { handledAt }),
    ...(form.note && { note: form.note }),
    parties: there.map((one) => ({
      ...(one.role && { role: one.role }),
      name: one.name,
      phone: one.phone,
      idType: one.idNumber.trim() ? one.idType || 'resident-id' : 'none',
      ...(one.idNumber.trim() && { idNumber: one.idNumber }),
      locale: one.locale === 'en' ? 'en' : 'zh',
      ...(one.wish && { wish: one.wish }),
      hidden: one.hidden === 'yes',
    })),
  }
}

/** Where the API's complaints belong; somebody left out shifts those behind. */
export function pointersOf(form: CaseForm): Record<string, string> {
  const there = places.filter((n) => n === 0 || isThere(form.parties[n]!))
  return {
    '/kind': 'kind',
    '/officer/name': 'officer',
    '/officer/badge': 'badge',
    '/dutyPhone': 'dutyPhone',
    '/unit/zh': 'unit',
    '/unit/en': 'unitEn',
    '/receivedAt': 'day',
    '/handledAt': 'handledDay',
    '/note': 'note',
    ...Object.fromEntries(
      there.flatMap((n, i) => partyFields.map((name) => [`/parties/${i}/${name}`, `${name}-${n}`])),
    ),
  }
}

/** The name of each field, for the messages of the summary. */
export const labelsOf = ({ t }: Pick<StaffPage, 't'>): Record<string, string> => ({
  kind: t('casefile.kind'),
  officer: t('casefile.officer'),
  badge: t('casefile.badge'),
  dutyPhone: t('casefile.duty'),
  unit: t('casefile.unit'),
  unitEn: t('casefile.unitEn'),
  day: t('casefile.received'),
  handledDay: t('casefile.handled'),
  note: t('casefile.note'),
  ...Object.fromEntries(
    places.flatMap((n) =>
      (['role', 'name', 'phone', 'idNumber', 'wish'] as const).map((name) => [
        `${name}-${n}`,
        `${t('casefile.party', { n: n + 1 })} ${t(`casefile.party.${name}`)}`,
      ]),
    ),
  ),
})
