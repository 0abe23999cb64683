/** What somebody was engaged as. What each may do stands in api/staff/permission.ts. */
export const roles = [
  'clerk',
  'handler',
  'publisher',
  'chief',
  'supervisor',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** A role at a service point (its id), or everywhere ('*'). */
export interface Grant {
  role: Role
  point: string
}

/** Somebody at work. The id is opaque, never a name. */
export interface Staff {
  kind: 'staff'
  id: string
  /** The id of the session that acts. */
  session: string
  grants: readonly Grant[]
}

/** Who acts, and by what road: part of every context and of every audit leaf (by its kind only). */
export type Actor = { kind: 'resident' } | { kind: 'system'; job: string } | { kind: 'import' } | Staff

export const resident: Actor = { kind: 'resident' }
