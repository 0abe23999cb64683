import { z } from 'zod'
import type { Day } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import { type Fee, feeSchema, type Limit, limitSchema, type TimeLimit, textSchema } from './catalogue.ts'
import { effectivePromise, isWithinLaw, PromiseTooLong } from './promise.ts'

/** What one service point does differently: the overlay columns of `matter_offer`, as stored. */
export interface OverlayRow {
  promise: string | null
  fee: string | null
  note_zh: string
  note_en: string
}

/** A promise of one's own: what it rests on, and from which day it holds. */
export const ownPromiseSchema = limitSchema.extend({
  basis: textSchema.nullable().default(null),
  effectiveFrom: z.string().nullable().default(null),
})
export type OwnPromise = z.infer<typeof ownPromiseSchema>

export interface Overlay {
  promise: OwnPromise | null
  fee: Fee | null
  note: Text | null
}

/**
 * Reads the stored overlay as it holds on a day. What does not have the catalogue's shape is left out, so the
 * default holds.
 */
export function readOverlay(row: OverlayRow, day: Day): Overlay {
  const read = (json: string | null): unknown => (json === null ? null : JSON.parse(json))
  const promise = ownPromiseSchema.safeParse(read(row.promise))
  const fee = feeSchema.safeParse(read(row.fee))
  return {
    promise: promise.success && (promise.data.effectiveFrom ?? day) <= day ? promise.data : null,
    fee: fee.success ? fee.data : null,
    note: row.note_zh ? { zh: row.note_zh, en: row.note_en || row.note_zh } : null,
  }
}

/**
 * The time limit that is shown: a promise longer than the law allows is refused, whoever wrote it
 * (standards E14). A refused overlay leaves the catalogue's promise, a refused catalogue leaves none.
 */
export function lawfulTime(limit: TimeLimit, own: Limit | null = null): TimeLimit {
  for (const promise of [own, limit.promise]) {
    if (promise === null) continue
    try {
      effectivePromise(limit, promise)
      return { ...limit, promise: { value: promise.value, unit: promise.unit } }
    } catch (error) {
      if (!(error instanceof PromiseTooLong)) throw error
    }
  }
  return { ...limit, promise: null }
}

/** A service point's own promise, or null where it has none or the law refuses it. */
export function lawfulPromise(limit: TimeLimit, own: OwnPromise | null): OwnPromise | null {
  return own && isWithinLaw(own, limit.legal) ? own : null
}
