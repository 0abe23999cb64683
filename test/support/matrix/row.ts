import type { Role } from '../../../api/shared/actor.ts'
import type { Needs } from '../../../api/staff/session.ts'
import type { World } from './world.ts'

/** Where a record belongs: a service point, or '*' for the bureau as a whole. */
export interface Place {
  point: string
  /** As a path or a body names it. */
  slug: string
}

/** Somebody who asks: an account with its session. */
export interface Who extends Standing {
  id: string
  headers: Record<string, string>
}

/** What the map goes by: what somebody was granted, and how far they are signed in. */
export interface Standing {
  grants: readonly (readonly [Role, string])[]
  signedIn: 'no' | 'password' | 'yes'
}

/** A request that succeeds for somebody who may make it. */
export interface Send {
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** What stands in the answer for those alone who reach the place: what a list must not tell the others. */
  mark?: string
}

/** How the matrix asks one operation. */
export interface Row {
  /** Prepares a request about a record of this place, with real ids. */
  make(world: World, place: Place, who: Who): Promise<Send> | Send
  /** Prepared for each who asks (a seat, an own account), and not once for all who are refused. */
  each?: boolean
  /**
   * What it is about: a record of a `place` (the default), the `bureau` too where a record can belong to it, a `list` of
   * everything one reaches, the `house` alone (for the bureau as a whole, nobody's station), or who asks `self`.
   */
  about?: 'place' | 'bureau' | 'list' | 'house' | 'self'
  /** Asked besides what the contract says it needs. */
  also?: Exclude<Needs, 'signed-in' | 'first-factor'>
  /** Why a write leaves no audit leaf. */
  quiet?: string
  /** Why its answer may name somebody in clear. */
  names?: string
  /** What it answers somebody allowed, where a test cannot have it succeed; and why. */
  answers?: readonly [status: number, code: string, why: string]
}

export type Rows = Record<string, Row>
