import type { Me } from '../../../../api/staff/me/schema.ts'
import type { GrantInput } from '../../../../api/staff/people/schema.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from './next.ts'

export type Role = Me['grants'][number]['role']

/** The roles in the order of a form, with what each may do. */
export const roleKeys: Record<Role, StaffKey> = {
  clerk: 'role.clerk',
  handler: 'role.handler',
  publisher: 'role.publisher',
  chief: 'role.chief',
  supervisor: 'role.supervisor',
  administrator: 'role.administrator',
  auditor: 'role.auditor',
}

/** The value a form has for the whole bureau; no service point is called so. */
export const BUREAU = '*'

/** A grant as one value of a form: `clerk@qingshi`. */
export const grantValue = ({ role, point }: { role: string; point: { slug: string } | null }) =>
  `${role}@${point?.slug ?? BUREAU}`

const isRole = (text: string): text is Role => text in roleKeys

/** The grants that a form has ticked, and the one it adds. */
export function grantsOf(data: FormData): GrantInput[] {
  const ticked = data.getAll('grant').map(String)
  const [role, place] = [textOf(data, 'role'), textOf(data, 'place')]
  return [...ticked, ...(role && place ? [`${role}@${place}`] : [])].flatMap((value) => {
    const [name = '', slug = ''] = value.split('@')
    return isRole(name) && slug ? [{ role: name, point: slug === BUREAU ? null : slug }] : []
  })
}
