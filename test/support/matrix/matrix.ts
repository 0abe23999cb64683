import type { ApiDocument } from '../../../api/docs/document.ts'
import { type Role, roles } from '../../../api/shared/actor.ts'
import { type Permission, permissionsOf } from '../../../api/staff/permission.ts'
import type { Needs } from '../../../api/staff/session.ts'
import { nameOf, operationsOf } from '../fuzz/contract.ts'
import { staffApi } from '../signedIn.ts'
import type { Place, Row, Rows, Standing, Who } from './row.ts'
import { bureau, other, own, type World } from './world.ts'

/** One operation of the people who work here, as its contract declares it. */
export interface Operation {
  /** As `POST /staff/tickets/{id}/recall`. */
  name: string
  method: string
  write: boolean
  needs: Needs | 'open'
  row: Row
}

/** Every operation of the staff API's own route table, each with what it needs. */
export async function declared(): Promise<Omit<Operation, 'row'>[]> {
  const { body } = await staffApi().get('/staff/openapi.json')
  return operationsOf(body as ApiDocument).map((op) => {
    const needs = (op.operation as { 'x-needs'?: Needs | 'open' })['x-needs']
    if (!needs) throw new Error(`${nameOf(op)} does not say what it needs`)
    const method = op.method.toUpperCase()
    return { name: nameOf(op), method, write: method !== 'GET', needs }
  })
}

/** The operations of one room of the matrix, in the order of its rows. */
export async function operationsOfRoom(rows: Rows): Promise<Operation[]> {
  const known = new Map((await declared()).map((op) => [op.name, op]))
  return Object.entries(rows).flatMap(([name, row]) => {
    const op = known.get(name)
    return op ? [{ ...op, row }] : []
  })
}

/** What somebody must be allowed for it; none where a sign-in is enough. */
export const permissionsFor = ({ needs, row }: Operation): Permission[] => [
  ...(needs === 'open' || needs === 'signed-in' || needs === 'first-factor' ? [] : [needs]),
  ...(row.also ? [row.also] : []),
]

const reaches = (granted: string, place: Place) => granted === '*' || granted === place.point

/** Whether somebody reaches a place at all, in whatever role. */
export const worksAt = ({ grants }: Standing, place: Place) =>
  grants.some(([, point]) => reaches(point, place))

const has = ({ grants }: Standing, permission: Permission, place?: Place) =>
  grants.some(
    ([role, point]) => (!place || reaches(point, place)) && permissionsOf[role].includes(permission),
  )

/** What the one map says of a cell. */
export function allowed(op: Operation, who: Standing, place: Place): boolean {
  if (op.needs === 'open') return true
  if (who.signedIn === 'no') return false
  if (who.signedIn === 'password') return op.needs === 'first-factor'
  const where = op.row.about === 'list' ? undefined : place
  return permissionsFor(op).every((permission) => has(who, permission, where))
}

/** What somebody who is refused is told: the errors that are right in this cell. */
export function refusals(op: Operation, who: Standing, place: Place): string[] {
  if (who.signedIn !== 'yes') return ['401 not-signed-in']
  const [wrongRole, notThere] = ['403 not-allowed', '404 record-not-found']
  const [first] = permissionsFor(op)
  if (first && !has(who, first)) return [wrongRole]
  // Of what belongs to the bureau itself, and of people, either is kept from those of a station.
  return place.point === '*' || worksAt(who, place) ? [wrongRole, notThere] : [notThere]
}

/** The places an operation is asked about. */
export function placesOf({ row }: Operation): Place[] {
  if (row.about === 'self') return [own]
  if (row.about === 'house') return [bureau]
  if (row.about === 'bureau') return [own, other, bureau]
  return [own, other]
}

/** Somebody of the matrix, made anew each time. */
export interface Principal extends Standing {
  name: string
  make(world: World): Promise<Who>
}

const everything = roles.map((role) => [role, '*'] as const)
const nobody: Who = { id: 'nobody', headers: { origin: 'http://localhost' }, grants: [], signedIn: 'no' }
const unsigned = { ...nobody.headers, cookie: '__Host-kaimen-staff=abc.def' }

/** Somebody with an account of every role there is, and something wrong with the session. */
const shut = (name: string, more: Shut, signedIn: Who['signedIn'] = 'no'): Principal => ({
  name,
  grants: everything,
  signedIn,
  make: (world) => world.somebody(everything, { ...more, standing: signedIn }),
})
type Shut = Parameters<World['somebody']>[1]

const inRole = (role: Role, point: string, where: string): Principal => ({
  name: `${role} ${where}`,
  grants: [[role, point]],
  signedIn: 'yes',
  make: (world) => world.somebody([[role, point]]),
})

/** Everybody of the matrix: those not signed in, and each role at the own station and for the whole bureau. */
export const principals: Principal[] = [
  { ...nobody, name: 'nobody', make: async () => nobody },
  { ...nobody, name: 'a cookie that nobody signed', make: async () => ({ ...nobody, headers: unsigned }) },
  shut('a password without a second factor', { method: 'password' }, 'password'),
  shut('an account that is off', { off: true }),
  shut('a session that is over', { hours: -1 }),
  shut('a session that nobody used for an hour', { idle: 61 }),
  ...roles.map((role) => inRole(role, own.point, 'here')),
  ...roles.map((role) => inRole(role, '*', 'of the bureau')),
]

/** The right role elsewhere and a wrong one here, where there are both. */
export function mixed(op: Operation, place: Place): Principal | null {
  const [permission] = permissionsFor(op)
  const right = roles.find((role) => permission && permissionsOf[role].includes(permission))
  const wrong = roles.find((role) => permission && !permissionsOf[role].includes(permission))
  if (!right || !wrong || op.row.about === 'list') return null
  const elsewhere = place === own ? other : own
  const grants = [
    [right, elsewhere.point],
    [wrong, place.point],
  ] as const
  return {
    name: `${wrong} here, ${right} elsewhere`,
    grants,
    signedIn: 'yes',
    make: (world) => world.somebody(grants),
  }
}
