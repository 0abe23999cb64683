import type { Ctx } from '../context.ts'
import { seal } from '../privacy/field.ts'
import type { People } from './applicant.ts'

/**
 * Who comes and who helps, sealed for one row: the columns that a booking and a place on the list have alike. What is
 * sealed for one row opens in no other.
 */
export async function sealPeople(
  ctx: Ctx,
  table: 'booking' | 'waiting',
  row: string,
  { applicant, helper, note }: People,
) {
  const put = (column: string, value: string | null | undefined) =>
    value ? seal(ctx.keys, { table, column, row }, value) : Promise.resolve(null)
  const [name, phone, idNumber, helperName, helperPhone, words] = await Promise.all([
    put('name', applicant.name),
    put('phone', applicant.phone),
    put('id_number', applicant.idNumber),
    put('helper_name', helper?.name),
    put('helper_phone', helper?.phone),
    put('note', note),
  ])
  return { name, phone, idNumber, helperName, helperPhone, note: words }
}
