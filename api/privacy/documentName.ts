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

/**
 * How somebody shows at a counter who they are: with a document, or without a card with what has its number too, the
 * household register (standards C: ID or 户口簿) or the population record and its photo.
 */
export const seenWays = [...shownDocuments, 'household-register', 'population-record'] as const
export type SeenWay = (typeof seenWays)[number]

/** What each is called. */
export const seenNames: Record<SeenWay, Text> = {
  ...documentNames,
  'household-register': { zh: '居民户口簿', en: 'Household register' },
  'population-record': {
    zh: '身份证不在手边：和人口信息里的照片核对',
    en: 'No ID card at hand: compared with the photo in the population record',
  },
}

/** The document whose number it shows. */
export const numberShownBy = (seen: SeenWay): ShownDocument =>
  seen === 'household-register' || seen === 'population-record' ? 'resident-id' : seen
