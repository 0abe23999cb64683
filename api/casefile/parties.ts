import { readPersonName } from '../appointment/applicant.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { readDocument } from '../privacy/document.ts'
import { readPhone } from '../privacy/phone.ts'
import type { FieldError } from '../problem.ts'
import type { OpenInput } from './staffSchema.ts'

/** Whom a case concerns, as we keep it: checked, in one spelling. */
export interface Party extends Pick<OpenInput['parties'][number], 'role' | 'wish' | 'hidden' | 'idType'> {
  locale: 'zh' | 'en'
  name: string
  phone: string | null
  idNumber: string | null
}

/**
 * Reads those a case concerns, all faults at once. Of each a telephone or a document is needed: by it somebody is known
 * again at a counter, where a lost code is replaced.
 */
export function readParties(ctx: Ctx, input: OpenInput['parties'], errors: FieldError[]): Party[] {
  return input.map((one, place) => {
    const at = `/parties/${place}`
    const name = readPersonName(one.name, `${at}/name`, errors)
    const phone = readOne(one.phone ?? '', `${at}/phone`, errors)
    const { idType } = one
    let idNumber: string | null = null
    if (idType !== 'none') {
      const read = readDocument(idType, one.idNumber ?? '', dayOf(ctx.clock.now()))
      if (read.ok) idNumber = read.value
      else
        errors.push({
          pointer: `${at}/idNumber`,
          code: read.reason === 'missing' ? 'id.required' : `id.${read.reason}`,
        })
    } else if (!one.phone?.trim()) errors.push({ pointer: `${at}/phone`, code: 'phone.required' })
    return {
      role: one.role,
      wish: one.wish,
      hidden: one.hidden,
      locale: one.locale,
      idType,
      name,
      phone,
      idNumber,
    }
  })
}

function readOne(typed: string, pointer: string, errors: FieldError[]): string | null {
  if (!typed.trim()) return null
  const read = readPhone(typed)
  if (read.ok) return read.value
  errors.push({ pointer, code: `phone.${read.reason}` })
  return null
}
