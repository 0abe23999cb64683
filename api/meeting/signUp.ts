import { readPersonName } from '../appointment/applicant.ts'
import type { Ctx } from '../context.ts'
import { answeredBefore, openOnce, replayOf } from '../intake/once.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { file, filedBefore, madeUnder, SIGNUP_KEPT_DAYS } from './file.ts'
import { meetingById } from './query.ts'
import type { SignUpInput, SignUpReceipt } from './schema.ts'
import { isOpen, itemOf } from './view.ts'

/**
 * Signs somebody up for a meeting, for one or several seats, until it begins; the seats are held by the database. One read,
 * one write; the same key and body give the same receipt. Throws invalid-input with every fault, not-found, meeting-full,
 * meeting-closed, meeting-often, idempotency-mismatch, code-replaced, proof-invalid, tray-full.
 */
export async function signUp({
  ctx,
  id,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  id: string
  input: SignUpInput
  idempotencyKey: string | undefined
}): Promise<SignUpReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const { name, phone, textable } = readPerson(body)
  const once = await openOnce(ctx, 'meeting.signup', idempotencyKey, { id, ...body })
  const [before, made, [meeting]] = await ctx.db.batch([
    answeredBefore(ctx, once),
    madeUnder(ctx, once),
    meetingById(ctx, id),
  ])
  if (!meeting || meeting.announcedAt === null) throw new Problem('not-found')
  const now = ctx.clock.now()
  const shape = { meeting: itemOf(meeting, now), keptDays: SIGNUP_KEPT_DAYS, persons: body.persons }
  const replay = replayOf(once, before)
  if (replay) return { ...shape, ...(await filedBefore(ctx, once, replay, made)) }
  if (!isOpen(meeting, now)) throw new Problem('meeting-closed')
  const filed = await file(ctx, once, meeting, {
    what: 'signup',
    words: JSON.stringify({ stepFree: body.stepFree, interpreter: body.interpreter }),
    name,
    phone,
    phoneKey: await blindIndex(ctx.keys, 'phone', phone),
    persons: body.persons,
    mayPublish: false,
    textable,
    proof,
  })
  // Another copy of this request was as fast: its receipt is ours.
  if (!filed) return signUp({ ctx, id, input, idempotencyKey: once.key })
  return { ...shape, ...filed }
}

/** Name and number as we keep them. Throws invalid-input with every fault. */
function readPerson(input: Pick<SignUpInput, 'name' | 'phone'>) {
  const errors: FieldError[] = []
  const name = readPersonName(input.name, '/name', errors)
  const phone = readPhone(input.phone)
  if (!phone.ok)
    errors.push({
      pointer: '/phone',
      code: input.phone.trim() === '' ? 'phone.required' : `phone.${phone.reason}`,
    })
  if (errors.length || !phone.ok) throw new Problem('invalid-input', { errors })
  return { name, phone: phone.value, textable: phone.kind === 'mobile' ? phone.value : null }
}
