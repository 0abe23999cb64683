import { Problem } from '../problem.ts'

/** Somebody at work: at some service points (their ids), or for the whole bureau. The id is opaque, never a name. */
export interface Staff {
  kind: 'staff'
  id: string
  role: 'officer' | 'lead' | 'bureau'
  points: readonly string[] | 'all'
}

/** Who acts, and by what road: part of every context and of every audit leaf (by its kind only). */
export type Actor = { kind: 'resident' } | { kind: 'system'; job: string } | { kind: 'import' } | Staff

export const resident: Actor = { kind: 'resident' }

/**
 * The member of staff who acts, if they work for this service point ('*': for all of them). Throws record-not-found
 * for everybody else, so that another station's record looks like one that does not exist.
 */
export function staffAt(actor: Actor, pointId: string): Staff {
  if (actor.kind === 'staff' && (actor.points === 'all' || actor.points.includes(pointId))) return actor
  throw new Problem('record-not-found')
}
