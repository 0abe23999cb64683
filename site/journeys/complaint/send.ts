import type { APIContext } from 'astro'
import type { ComplaintReceipt } from '../../../api/complaint/schema.ts'
import { ask, type ProblemDocument } from '../../lib/ask.ts'
import { soundsUrgent } from '../../lib/complaint.ts'
import { pageOf } from '../../lib/page.ts'
import { sendPhoto } from '../../lib/sendFile.ts'
import { newKey, photosIn, type TellForm, tellBody } from './form.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>

/** A photo that was not taken, and why. */
export interface RefusedPhoto {
  name: string
  why: string
}

/** What became of a form that was sent. */
export interface Told {
  /** The form as it is shown again, where it is. */
  form: TellForm
  /** It sounds like an emergency: nothing was sent yet. */
  urgent?: boolean
  receipt?: ComplaintReceipt
  refused?: RefusedPhoto[]
  problem?: ProblemDocument
}

/**
 * Sends what was told, then its photos one by one: one that is refused never loses the words. What sounds like an emergency
 * is not sent before its author has said that it is none.
 */
export async function sendTold(where: Where, kind: string, form: TellForm, data: FormData): Promise<Told> {
  if (!form.calm && soundsUrgent(form.words)) return { form, urgent: true }
  const answer = await ask<ComplaintReceipt>(where, '/complaints', {
    method: 'POST',
    body: tellBody(kind, form),
    idempotencyKey: form.key,
  })
  if (answer.ok)
    return { form, receipt: answer.data, refused: await sendPhotos(where, answer.data, photosIn(data)) }
  const { problem } = answer
  // The form was sent before with other words: with a new key it is another one.
  const stale = problem.code === 'idempotency-mismatch' || problem.code === 'code-replaced'
  return { form: stale ? { ...form, key: newKey() } : form, problem }
}

/** Puts photos to a complaint, one after the other; those that were not taken, each with the reason. */
export async function sendPhotos(
  where: Where,
  holder: { reference: string; accessCode: string },
  photos: readonly File[],
): Promise<RefusedPhoto[]> {
  const refused: RefusedPhoto[] = []
  for (const photo of photos) {
    const answer = await sendPhoto(where, holder, photo)
    if (!answer.ok) refused.push({ name: photo.name, why: whyOf(where, answer.problem) })
  }
  return refused
}

/** Why a photo was not taken, in words. */
function whyOf(where: Where, problem: ProblemDocument): string {
  const { t, settings } = pageOf(where)
  if (problem.code === 'too-large')
    return t('upload.tooLarge', { megabytes: Math.floor(settings.fileBytes / 1_048_576) })
  return problem.errors?.[0]?.message ?? problem.title
}
