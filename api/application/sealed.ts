import type { Ctx } from '../context.ts'
import type { DocumentType } from '../privacy/document.ts'
import { open, seal } from '../privacy/field.ts'
import type { Answers } from './form/holds.ts'
import type { ApplicationRow } from './query.ts'

type Table =
  | 'application'
  | 'application_word'
  | 'application_correction'
  | 'application_extension'
  | 'application_file'

/** Seals a field of one row; nothing stays nothing. What is sealed for one row opens in no other. */
export const sealed = (
  ctx: Ctx,
  table: Table,
  row: string,
  column: string,
  value: string | null | undefined,
): Promise<string | null> => (value ? seal(ctx.keys, { table, column, row }, value) : Promise.resolve(null))

/** A sealed field in clear; null where there is none, or its keeping time is over. */
export const unsealed = (
  ctx: Ctx,
  table: Table,
  row: string,
  column: string,
  value: string | null,
): Promise<string | null> =>
  value === null ? Promise.resolve(null) : open(ctx.keys, { table, column, row }, value)

/** Everything personal of an application, in clear; '' where there is none. */
export interface ClearApplication {
  name: string
  phone: string
  idType: DocumentType
  idNumber: string
  helper: { name: string; phone: string; relation: string; authority: string } | null
  answers: Answers
  address: string
}

/** Opens what is personal of an application. */
export async function clearApplication(ctx: Ctx, row: ApplicationRow): Promise<ClearApplication> {
  const get = (column: string, value: string | null) => unsealed(ctx, 'application', row.id, column, value)
  const [name, phone, idNumber, helperName, helperPhone, authority, answers, address] = await Promise.all([
    get('name', row.name),
    get('phone', row.phone),
    get('id_number', row.idNumber),
    get('helper_name', row.helperName),
    get('helper_phone', row.helperPhone),
    get('helper_authority', row.helperAuthority),
    get('answers', row.answers),
    get('address', row.address),
  ])
  return {
    name: name ?? '',
    phone: phone ?? '',
    idType: row.idType,
    idNumber: idNumber ?? '',
    helper:
      helperName === null
        ? null
        : {
            name: helperName,
            phone: helperPhone ?? '',
            relation: row.helperRelation ?? '',
            authority: authority ?? '',
          },
    answers: answers === null ? {} : (JSON.parse(answers) as Answers),
    address: address ?? '',
  }
}
