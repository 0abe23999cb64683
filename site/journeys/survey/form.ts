import type { GiveRating, GiveSecond, PosterRating, RatingForm } from '../../../api/survey/schema.ts'
import { isBad, middle } from '../../lib/rating.ts'
import type { Reader } from '../../lib/text.ts'
import { textOf } from '../person.ts'

/** What is ticked and typed to rate. */
export interface RateForm {
  token: string
  /** 1 to 5; empty: nothing chosen. */
  overall: string
  aspects: Record<string, string>
  good: string[]
  bad: string[]
  comment: string
  pressed: boolean
  /** Of a bad rating: wants to be called. */
  contact: boolean
  phone: string
  tellStation: boolean
  opened: string
  website: string
  key: string
  proof: string
}

/** The switches of the header send this form along (Keep in the layout). */
export const rateFormId = 'rate-form'

/** How an aspect is named in the form. */
const mark = 'aspect-'
export const nameOf = (aspect: string) => `${mark}${aspect}`

export function readRate(data: FormData): RateForm {
  const text = (name: string) => textOf(data, name)
  const all = (name: string) => data.getAll(name).filter((one) => typeof one === 'string')
  return {
    token: text('token'),
    overall: /^[1-5]$/.test(text('overall')) ? text('overall') : '',
    aspects: Object.fromEntries(
      [...data.keys()]
        .filter((name) => name.startsWith(mark) && /^[1-5]$/.test(text(name)))
        .map((name) => [name.slice(mark.length), text(name)]),
    ),
    good: all('good'),
    bad: all('bad'),
    comment: text('comment'),
    pressed: text('pressed') === '1',
    contact: text('contact') === 'yes',
    phone: text('phone'),
    tellStation: text('tellStation') === '1',
    opened: text('opened'),
    website: text('website'),
    // Sent twice, it counts once.
    key: /^[\w-]{8,128}$/.test(text('key')) ? text('key') : newKey(),
    proof: text('proof'),
  }
}

/**
 * What was typed for a code and cannot be one, and why: a reference, or too short or long. Only looked at, never refused
 * silently: whoever types the wrong one of two codes reads which.
 */
export function unlikeToken(
  typed: string,
): { key: 'rate.token.reference' | 'rate.token.length'; n: number } | null {
  const bare = typed.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  if (bare === '') return null
  if (/^[A-Z]\d{8}/i.test(bare)) return { key: 'rate.token.reference', n: bare.length }
  return bare.length === 12 ? null : { key: 'rate.token.length', n: bare.length }
}

export const newKey = () => crypto.randomUUID()

/** Reasons of the side that was chosen; of the middle both. */
const tagsFor = (overall: number, { good, bad }: RateForm) =>
  isBad(overall) ? bad : overall === middle ? [...good, ...bad] : good

/** What both kinds of rating say; of the reasons only those of the side that was chosen, whatever else is still ticked. */
function said(form: RateForm) {
  const { overall, aspects, comment, opened, proof, website } = form
  return {
    overall: Number(overall),
    aspects: Object.fromEntries(Object.entries(aspects).map(([key, level]) => [key, Number(level)])),
    tags: overall === '' ? [] : tagsFor(Number(overall), form),
    ...(comment.trim() && { comment }),
    ...(opened && { opened }),
    ...(proof && { proof }),
    ...(website && { website }),
  }
}

/** The body of POST /ratings; of a bad one also whether and where the bureau may call. */
export function giveBody(form: RateForm): GiveRating {
  const { token, pressed, contact, phone, tellStation, overall } = form
  const bad = overall !== '' && isBad(Number(overall))
  const calls = bad && contact
  return {
    token,
    ...said(form),
    pressed,
    contact: calls,
    ...(calls && phone.trim() && { phone }),
    tellStation: calls && tellStation,
  }
}

/** The body of POST /ratings/second. */
export function secondBody(form: RateForm): GiveSecond {
  const { overall, comment, proof, website } = said(form)
  return {
    token: form.token,
    overall,
    ...(comment && { comment }),
    ...(proof && { proof }),
    ...(website && { website }),
  }
}

/** The body of POST /ratings/poster. */
export const posterBody = (station: string, form: RateForm): PosterRating => ({ station, ...said(form) })

/** The field of the page that an error of the API belongs to. */
export const ratePointers = ({ aspects }: Pick<RatingForm, 'aspects'>, form: RateForm) => ({
  '/token': 'token',
  '/overall': 'overall',
  '/tags': form.overall !== '' && isBad(Number(form.overall)) ? 'bad' : 'good',
  '/comment': 'comment',
  '/phone': 'phone',
  ...Object.fromEntries(aspects.map(({ key }) => [`/aspects/${key}`, nameOf(key)])),
})

/** What is asked first: of what was done, or of a place. */
export const questionOf = (
  { kind, station }: Pick<RatingForm, 'kind' | 'station'>,
  { t, say }: Pick<Reader, 't' | 'say'>,
): string =>
  kind === null && station ? t('rate.overall.here', { place: say(station.name) }) : t('rate.overall')

/** The question each field asks, in the order of the page. */
export const rateLabels = (
  { aspects, kind, station, second }: Pick<RatingForm, 'aspects' | 'kind' | 'station' | 'second'>,
  { t, say }: Pick<Reader, 't' | 'say'>,
): Record<string, string> => ({
  overall: second ? t('rate.again') : questionOf({ kind, station }, { t, say }),
  good: t('rate.good'),
  bad: t('rate.bad'),
  phone: t('rate.phone'),
  comment: t('rate.comment'),
  ...Object.fromEntries(aspects.map(({ key, name }) => [nameOf(key), say(name)])),
})
