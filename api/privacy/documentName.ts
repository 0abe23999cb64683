import type { Text } from '../shared/text.ts'
import type { DocumentType } from './document.ts'

/** The documents that can be shown, the commonest first. */
export const shownDocuments = [
  'resident-id',
  'hk-macau-permit',
  'taiwan-permit',
  'foreigner-permanent-residence',
  'passport',
] as const satisfies DocumentType[]
export type ShownDocument = (typeof shownDocuments)[number]

/** What each is called, to residents and to staff alike. */
export const documentNames = {
  'resident-id': { zh: '居民身份证', en: 'Resident ID card' },
  'hk-macau-permit': {
    zh: '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
  },
  'taiwan-permit': { zh: '台湾居民来往大陆通行证', en: 'Mainland travel permit for Taiwan residents' },
  'foreigner-permanent-residence': {
    zh: '外国人永久居留身份证',
    en: 'Foreign permanent resident ID card',
  },
  passport: { zh: '护照', en: 'Passport' },
} as const satisfies Record<ShownDocument, Text>
