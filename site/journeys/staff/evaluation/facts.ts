import type { FactsAtWork } from '../../../../api/evaluation/checklist/schema.ts'
import type { StaffPage } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** The figures of the form, in its order. */
export const figures = ['officers', 'communityOfficers', 'residents', 'roomsDue', 'rooms'] as const
type Figure = (typeof figures)[number]

/** The facts of a station as they are typed. */
export type FactsForm = Record<Figure | 'asOf' | 'setting' | 'zh' | 'en' | 'seen', string>

/** The form of the facts as they stand; of none, an empty one. */
export function formOfFacts({ facts, version }: FactsAtWork): FactsForm {
  const number = (name: Figure) => (facts ? String(facts[name]) : '')
  return {
    seen: String(version),
    asOf: facts?.asOf ?? '',
    setting: facts?.setting ?? '',
    officers: number('officers'),
    communityOfficers: number('communityOfficers'),
    residents: number('residents'),
    roomsDue: number('roomsDue'),
    rooms: number('rooms'),
    zh: facts?.evidence.zh ?? '',
    en: facts?.evidence.en ?? '',
  }
}

/** Reads a posted form; whatever is missing is empty. */
export function readFacts(data: FormData): FactsForm {
  const text = (name: keyof FactsForm) => textOf(data, name)
  return {
    seen: text('seen'),
    asOf: text('asOf'),
    setting: text('setting'),
    officers: text('officers'),
    communityOfficers: text('communityOfficers'),
    residents: text('residents'),
    roomsDue: text('roomsDue'),
    rooms: text('rooms'),
    zh: text('zh'),
    en: text('en'),
  }
}

/** What is no whole number goes on as none, and is refused with words. */
const wholeOf = (typed: string) => {
  const digits = typed.normalize('NFKC').replace(/[,，\s]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : -1
}

/** As the API takes it. */
export const factsBody = (form: FactsForm) => ({
  seen: Number(form.seen) || 0,
  asOf: form.asOf,
  setting: form.setting,
  officers: wholeOf(form.officers),
  communityOfficers: wholeOf(form.communityOfficers),
  residents: wholeOf(form.residents),
  roomsDue: wholeOf(form.roomsDue),
  rooms: wholeOf(form.rooms),
  evidence: { zh: form.zh, en: form.en },
})

/** Where the API's complaints belong on the page. */
export const factsPointers: Record<string, string> = {
  '/asOf': 'asOf',
  '/setting': 'setting',
  ...Object.fromEntries(figures.map((name) => [`/${name}`, name])),
  '/evidence/zh': 'zh',
  '/evidence/en': 'en',
}

/** The names of the fields. */
export const factsLabels = ({ t }: Pick<StaffPage, 't'>): Record<string, string> => ({
  asOf: t('facts.asOf'),
  setting: t('facts.setting'),
  officers: t('facts.officers'),
  communityOfficers: t('facts.communityOfficers'),
  residents: t('facts.residents'),
  roomsDue: t('facts.roomsDue'),
  rooms: t('facts.rooms'),
  zh: t('facts.evidence'),
  en: t('facts.evidence.en'),
})
