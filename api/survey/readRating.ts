import { readWords } from '../feedback/words.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { aspectsOf, isBad, middle, type RatingMode, tagsOf } from './scale.ts'
import type { GiveRating, PosterRating } from './schema.ts'

/** The most characters of the free words. */
export const wordsMost = 500

/** What somebody says of it, checked: in the words of the scale alone, but for the free ones. */
export interface Said {
  overall: number
  aspects: Record<string, number>
  /** Of the list that goes with the level: reasons of praise beside a bad rating are no reasons for it. Of the middle, of both. */
  tags: string[]
  words: string | null
}

const allTags = [...tagsOf.good, ...tagsOf.bad].map(({ key }) => key)

/** Reads a rating, all faults at once. A bad one needs a reason. Throws invalid-input. */
export function readSaid(
  input: Pick<PosterRating, 'overall' | 'aspects' | 'tags' | 'comment' | 'website'>,
  mode: RatingMode,
  errors: FieldError[] = [],
): Said {
  if (input.website) throw invalid('/website', 'trap.filled')
  const known = new Set(aspectsOf[mode].map(({ key }) => key))
  for (const key of Object.keys(input.aspects))
    if (!known.has(key)) errors.push({ pointer: `/aspects/${pointed(key)}`, code: 'unknown-key' })
  for (const [at, key] of input.tags.entries())
    if (!allTags.includes(key)) errors.push({ pointer: `/tags/${at}`, code: 'wrong-value' })
  const fitting =
    input.overall === middle ? allTags : tagsOf[isBad(input.overall) ? 'bad' : 'good'].map(({ key }) => key)
  const tags = fitting.filter((key) => input.tags.includes(key))
  if (isBad(input.overall) && tags.length === 0) errors.push({ pointer: '/tags', code: 'rating.reason' })
  const words = wordsOf(input, errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { overall: input.overall, aspects: input.aspects, tags, words }
}

const wordsOf = ({ comment }: Pick<PosterRating, 'comment'>, errors: FieldError[]) =>
  comment?.trim() ? readWords(comment, '/comment', errors, wordsMost) : null

/** The free words alone, for a form that asks for no reason. Throws invalid-input. */
export function readComment(input: Pick<PosterRating, 'comment' | 'website'>): string | null {
  if (input.website) throw invalid('/website', 'trap.filled')
  const errors: FieldError[] = []
  const words = wordsOf(input, errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  return words
}

/** Where the bureau's desk may call about a bad rating, as it was typed; null where none was. */
export function readContact({ contact, phone }: Pick<GiveRating, 'contact' | 'phone'>, errors: FieldError[]) {
  if (!contact || !phone?.trim()) return null
  const read = readPhone(phone)
  if (read.ok) return read.value
  errors.push({ pointer: '/phone', code: `phone.${read.reason}` })
  return null
}

const pointed = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
