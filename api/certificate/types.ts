import type { Text } from '../shared/text.ts'

/** What can be issued: a closed list, each with its title. Letters say no and carry the ways to have that reviewed. */
export const certificateTypes = {
  'no-record': { title: { zh: '无犯罪记录证明', en: 'No-criminal-record certificate' }, letter: false },
  'employer-result': {
    title: { zh: '犯罪记录查询结果告知函', en: 'Result of a criminal record query by a unit' },
    letter: false,
  },
  household: { title: { zh: '户籍证明', en: 'Household registration certificate' }, letter: false },
  'temporary-identity': {
    title: { zh: '临时身份证明', en: 'Temporary proof of identity' },
    letter: false,
  },
  'residence-registration': {
    title: { zh: '居住登记凭证', en: 'Proof of residence registration' },
    letter: false,
  },
  'residence-permit-receipt': {
    title: { zh: '居住证受理凭证', en: 'Receipt for a residence permit application' },
    letter: false,
  },
  'lost-id-receipt': {
    title: { zh: '居民身份证挂失申报凭证', en: 'Receipt for a lost ID card' },
    letter: false,
  },
  'pre-check': { title: { zh: '预审结果告知单', en: 'Result of a check before the visit' }, letter: false },
  dog: { title: { zh: '养犬登记凭证', en: 'Dog registration certificate' }, letter: false },
  lodging: {
    title: { zh: '境外人员住宿登记表', en: 'Registration form of temporary residence' },
    letter: false,
  },
  'visit-record': { title: { zh: '上门服务记录', en: 'Record of a home visit' }, letter: false },
  refusal: { title: { zh: '不予出具通知书', en: 'Notice of refusal' }, letter: true },
  decline: { title: { zh: '不予受理通知书', en: 'Notice of non-acceptance' }, letter: true },
} as const satisfies Record<string, { title: Text; letter: boolean }>

export type CertificateType = keyof typeof certificateTypes

const names = Object.keys(certificateTypes)

/** Whether a word is the name of a type. */
export const isCertificateType = (name: string): name is CertificateType => names.includes(name)

/** The types as a list for schemas. */
export const certificateTypeNames = names as [CertificateType, ...CertificateType[]]
