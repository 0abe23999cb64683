import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'
import { Problem } from '../problem.ts'
import type { Role, Staff } from '../shared/actor.ts'
import { allow, may, type Permission, roleFor } from '../staff/permission.ts'
import type { PersonRow, RecordPoint, RecordTable } from './query.ts'

/** A record as somebody at work reaches it: from which service point, in which role. */
export interface Reached {
  person: PersonRow
  staff: Staff
  role: Role
  point: RecordPoint
  points: RecordPoint[]
}

/**
 * Lets through whoever may do this at a service point of the record. Throws record-not-found for an unknown record and
 * for another station's alike, and not-allowed for whoever works there in another role.
 */
export function reach(ctx: Ctx, permission: Permission, [person]: PersonRow[]): Reached {
  const points: RecordPoint[] = person ? JSON.parse(person.points) : []
  const point = points.find(({ id }) => may(ctx.actor, permission, id)) ?? placeOfWork(ctx, points)
  if (!person || !point) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, point.id)
  const role = roleFor(ctx.actor, permission, point.id)
  if (!role) throw new Problem('not-allowed')
  return { person, staff, role, point, points }
}

/** Where they work at all, so that the wrong role there is said to be one. */
const placeOfWork = ({ actor }: Ctx, points: RecordPoint[]) =>
  points.find(
    ({ id }) => actor.kind === 'staff' && actor.grants.some(({ point }) => point === '*' || point === id),
  )

/** A sealed field in clear; null where there is none. One that does not open is logged by its place, and is missing. */
export async function clear(
  ctx: Ctx,
  table: RecordTable,
  row: string,
  column: string,
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, { table, column, row }, value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `${table} ${row}`, fault: error.fault }))
    return null
  }
}

/** Everything sealed about a person, in clear. */
export async function clearPerson(ctx: Ctx, table: RecordTable, person: PersonRow) {
  const get = (column: string, value: string | null) => clear(ctx, table, person.id, column, value)
  const [name, phone, idNumber, helperName, helperPhone, note] = await Promise.all([
    get('name', person.name),
    get('phone', person.phone),
    get('id_number', person.idNumber),
    get('helper_name', person.helperName),
    get('helper_phone', person.helperPhone),
    get('note', person.note),
  ])
  return { name, phone, idNumber, helperName, helperPhone, note }
}
