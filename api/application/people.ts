import type { application } from '../../db/schema/index.ts'
import { type People, readPeople } from '../appointment/applicant.ts'
import type { Ctx } from '../context.ts'
import { levelAfterEdit } from '../identity/level.ts'
import { blindIndex, personKey } from '../privacy/blindIndex.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { personTarget } from './correction.ts'
import type { Form } from './form/declaration.ts'
import { needsNumber } from './needsNumber.ts'
import type { ApplicationRow } from './query.ts'
import type { SaveInput } from './schema.ts'
import { type ClearApplication, sealed } from './sealed.ts'

/**
 * Who it is for and who files for them, as columns; nothing when nothing was said of them. A helper who is not named stays,
 * null takes them out. `targets`: of a correction, what was asked for. Throws invalid-input.
 */
export async function personColumns(
  ctx: Ctx,
  row: ApplicationRow,
  form: Form,
  before: ClearApplication,
  said: Pick<SaveInput, 'applicant' | 'helper'>,
  targets: ReadonlySet<string> | null,
): Promise<Partial<typeof application.$inferInsert>> {
  if (!said.applicant && said.helper === undefined) return {}
  if (targets && !targets.has(personTarget)) throw invalid('/applicant/name', 'correction.not-asked')
  const helper = said.helper === undefined ? before.helper : said.helper
  if (helper && !form.helper.may) throw invalid('/helper/name', 'helper.not-taken')
  const relation = helper?.relation ?? null
  const applicant = said.applicant ?? asBefore(before)
  const besides: FieldError[] = []
  if (applicant.idType === 'none' && needsNumber(form))
    besides.push({ pointer: '/applicant/idNumber', code: 'id.required-here' })
  if (relation !== null && !form.helper.relations.some(({ value }) => value === relation))
    besides.push({ pointer: '/helper/relation', code: relation ? 'wrong-value' : 'choice.required' })
  const people = readAll(ctx, applicant, helper, besides)
  const person = people.applicant
  const put = (column: string, value: string | null | undefined) =>
    sealed(ctx, 'application', row.id, column, value)
  const [name, phone, idNumber, helperName, helperPhone, helperAuthority, person_, phone_] =
    await Promise.all([
      put('name', person.name),
      put('phone', person.phone),
      put('id_number', person.idNumber),
      put('helper_name', people.helper?.name),
      put('helper_phone', people.helper?.phone),
      put('helper_authority', helper?.authority?.trim()),
      blindIndex(ctx.keys, 'person', personKey(person)),
      blindIndex(ctx.keys, 'phone', people.textable ?? person.phone),
    ])
  const another =
    before.name !== person.name ||
    before.idType !== person.idType ||
    before.idNumber !== (person.idNumber ?? '')
  const level = levelAfterEdit(row, { person: another, phone: phone_ !== row.phoneKey })
  return {
    name,
    phone,
    idType: person.idType,
    idNumber,
    helperName,
    helperPhone,
    helperRelation: relation,
    helperAuthority,
    personKey: person_,
    phoneKey: phone_,
    ...level,
    // Whoever logged in as one person reads no result of another.
    ...(another && { ownCodeHash: null }),
  }
}

/** The person and their helper as they were typed; what is wrong with them and what is wrong `besides` is named at once. */
function readAll(
  ctx: Ctx,
  applicant: NonNullable<SaveInput['applicant']>,
  helper: { name: string; phone: string } | null,
  besides: FieldError[],
): People {
  let people: People | undefined
  let errors: readonly FieldError[] = []
  try {
    people = readPeople(ctx, {
      applicant,
      ...(helper && { helper: { name: helper.name, phone: helper.phone } }),
    })
  } catch (error) {
    if (!(error instanceof Problem) || !error.options.errors) throw error
    errors = error.options.errors
  }
  if (!people || besides.length > 0) throw new Problem('invalid-input', { errors: [...errors, ...besides] })
  return people
}

/** The person as they stand, where only a helper was named or taken out. */
const asBefore = ({ name, phone, idType, idNumber }: ClearApplication) => ({
  name,
  phone,
  idType,
  ...(idNumber && { idNumber }),
})
