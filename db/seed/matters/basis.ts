import type { Basis, Material } from '../../../api/matter/catalogue.ts'
import type { Text } from '../../../api/shared/text.ts'

/** What the rows of the catalogue are written with. */

export const t = (zh: string, en: string): Text => ({ zh, en })

/** `{ basis, certainty }` for the rows that carry the two side by side. */
export const cite = (of: Basis) => ({ basis: of.name, certainty: of.certainty })

interface MaterialOptions {
  note?: Text
  for?: Material['for']
  original?: boolean
  local?: boolean
}
const material =
  (obtain: Material['obtain'], original: boolean) =>
  (name: Text, of: Basis, options: MaterialOptions = {}): Material => ({
    name,
    obtain,
    original,
    local: false,
    basis: of,
    ...options,
  })
/** Brought by the applicant, and looked at in the original. */
export const bring = material('applicant', true)
/** Looked up by us. */
export const lookUp = material('shared', false)
/** Made at the counter. */
export const onSite = material('onsite', false)

/** What these notes speak of is not known for sure: the applicant is asked to phone first. */
export const askFirst: Basis = {
  name: t('办之前请打电话问清楚', 'Please phone and ask before you come'),
  certainty: 'K2',
}

/** Nothing is charged and no charging rule exists. */
export const free = {
  items: [{ name: t('不收费', 'Free of charge'), fen: 0 }],
  basis: null,
  certainty: 'K1' as const,
  local: false,
}
export const freeBy = (of: Basis) => ({ ...free, ...cite(of) })

export const onTheSpot = { value: 0, unit: 'working_day' as const }
export const workingDays = (value: number) => ({ value, unit: 'working_day' as const })
export const calendarDays = (value: number) => ({ value, unit: 'calendar_day' as const })

export const yes = (zh: string, en: string) => ({ possible: 'yes' as const, note: t(zh, en) })
export const no = (zh: string, en: string) => ({ possible: 'no' as const, note: t(zh, en) })
export const partly = (zh: string, en: string) => ({ possible: 'partly' as const, note: t(zh, en) })
export const rare = (zh: string, en: string) => ({ possible: 'rare' as const, note: t(zh, en) })

/** The counter is never closed to anyone (standards B5, E7). */
export const counter = yes(
  '可以预约，也可以直接到所取号，窗口不会拒绝。',
  'Book a time, or simply walk in; the counter will not turn you away.',
)
/** For what needs no booking. */
export const walkIn = yes(
  '不用预约，直接到窗口取号，窗口不会拒绝。',
  'No booking: walk in and take a number; the counter will not turn you away.',
)
export const visitOnRequest = yes(
  '卧床、高龄、重度残疾的，打个电话，我们上门。',
  'If you are bedridden, very old or severely disabled, phone us and we will come to you.',
)
