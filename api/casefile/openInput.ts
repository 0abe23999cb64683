import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, Problem } from '../problem.ts'
import { readParties } from './parties.ts'
import type { OpenInput } from './staffSchema.ts'
import { readMoment } from './when.ts'

/** What was typed to open a case, checked and in one spelling. Throws invalid-input with every fault. */
export function readOpening(ctx: Ctx, input: OpenInput, point: { phone: string }) {
  const errors: FieldError[] = []
  const now = ctx.clock.now()
  const receivedAt = readMoment(input.receivedAt, { now, from: null, pointer: '/receivedAt' }, errors)
  const handledAt =
    input.handledAt === undefined
      ? null
      : readMoment(input.handledAt, { now, from: receivedAt, pointer: '/handledAt' }, errors)
  const parties = readParties(ctx, input.parties, errors)
  const badge = input.officer.badge.normalize('NFKC').trim().toUpperCase()
  if (!/^[A-Z0-9]{4,20}$/.test(badge)) errors.push({ pointer: '/officer/badge', code: 'badge-invalid' })
  const officer = readWords(input.officer.name, '/officer/name', errors, 40)
  const note = input.note?.trim() ? readWords(input.note, '/note', errors, 300) : null
  let dutyPhone = point.phone
  if (input.dutyPhone?.trim()) {
    const phone = readPhone(input.dutyPhone)
    if (!phone.ok) errors.push({ pointer: '/dutyPhone', code: `phone.${phone.reason}` })
    // Of an officer only the line on duty is told (standards E12).
    else if (phone.kind === 'mobile') errors.push({ pointer: '/dutyPhone', code: 'casefile.duty' })
    else dutyPhone = phone.value
  }
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { receivedAt, handledAt, parties, badge, officer, note, dutyPhone }
}
