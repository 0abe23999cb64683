import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Grant, Staff } from '../../shared/actor.ts'
import { may } from '../permission.ts'
import { roleWords } from '../roles.ts'
import { staffOf } from '../setUp/standing.ts'
import { type GrantRow, type PersonRow, personById } from './query.ts'
import type { Person } from './schema.ts'

/** Somebody whom whoever acts manages. */
interface Managed {
  actor: Staff
  id: string
  name: string
  account: string
  off: boolean
  grants: Grant[]
  /** Whether they administer the whole bureau. */
  administrator: boolean
}

const grantsOf = ({ grants }: Pick<PersonRow, 'grants'>) => JSON.parse(grants) as GrantRow[]

const managesAll = (actor: Staff, points: readonly string[]) =>
  points.length ? points.every((point) => may(actor, 'staff.manage', point)) : may(actor, 'staff.manage', '*')

/** A person as the list shows them to whoever acts. */
export function personOf(actor: Staff, row: PersonRow): Person {
  const { id, name, account, offAt, joined, lastAt } = row
  const granted = grantsOf(row)
  const points = granted.map(([, point]) => point)
  const own = id === actor.id
  return {
    id,
    name,
    account,
    state: offAt !== null ? 'off' : joined ? 'on' : 'invited',
    grants: granted.map(([role, , slug, zh, en]) => ({
      role,
      roleName: roleWords[role],
      point: slug === null ? null : { slug, name: { zh: zh ?? '', en: en ?? '' } },
    })),
    lastSignInAt: lastAt === null ? null : toIso(lastAt),
    own,
    mayGrant: !own && [...points, '*'].some((point) => may(actor, 'staff.manage', point)),
    mayManage: !own && managesAll(actor, points),
  }
}

/** Whether whoever acts may see this person: somebody of their own service points. */
export const sees = (
  actor: Staff,
  row: PersonRow,
  permission: 'staff.read' | 'staff.manage' = 'staff.read',
) => [...grantsOf(row).map(([, point]) => point), '*'].some((point) => may(actor, permission, point))

/**
 * The person of this id, for a change. `whole`: the change reaches all they do, so every service point of theirs must
 * be one where whoever acts manages; or an administrator of one station could take over another's. Throws
 * record-not-found for people of other stations, not-allowed, and own-account.
 */
export async function managed(ctx: Ctx, id: string, { whole }: { whole: boolean }): Promise<Managed> {
  const actor = staffOf(ctx)
  const [[row]] = await ctx.db.batch([personById(ctx, id)])
  if (!row) throw new Problem('record-not-found')
  const grants = grantsOf(row).map(([role, point]) => ({ role, point }))
  const points = grants.map(({ point }) => point)
  if (id === actor.id) throw new Problem('own-account')
  if (!sees(actor, row)) throw new Problem('record-not-found')
  if (!sees(actor, row, 'staff.manage') || (whole && !managesAll(actor, points)))
    throw new Problem('not-allowed')
  const { name, account, offAt } = row
  const administrator = grants.some(({ role, point }) => role === 'administrator' && point === '*')
  return { actor, id, name, account, off: offAt !== null, grants, administrator }
}
