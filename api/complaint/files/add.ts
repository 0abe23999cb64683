import type { Ctx } from '../../context.ts'
import { acceptFile, type OfferedFile } from '../../file/acceptFile.ts'
import { fileLimits } from '../../file/refusal.ts'
import { triesFor } from '../../intake/access.ts'
import { invalid, Problem } from '../../problem.ts'
import { toHex } from '../../shared/bytes.ts'
import { complaintReference, letAuthorIn } from '../access.ts'
import { complaintInSight } from '../desk/found.ts'
import { asHandler, reach, readsOn, writeAtDesk } from '../desk/reach.ts'
import { writeOwn } from '../holder/write.ts'
import { kindOf } from '../kinds/index.ts'
import { move } from '../move.ts'
import { type ComplaintRow, complaintByReference, photosOf } from '../query.ts'
import { inTalk } from '../states.ts'
import { momentOf } from '../when.ts'
import { keepPhoto } from './bytes.ts'

/** The most bytes of an anonymous photo: it is kept in the database. */
const anonymousMost = 5 * 1024 * 1024
/** Photos of what was done. */
const officeMost = 8

/** A photo without its metadata, or why not: place, time and device in a picture would tell who took it. Throws invalid-input. */
async function photoOf(ctx: Ctx, row: ComplaintRow, file: OfferedFile) {
  const most = row.anonymous ? Math.min(anonymousMost, ctx.settings.fileBytes) : ctx.settings.fileBytes
  const accepted = await acceptFile(file, { ...fileLimits, mostBytes: most })
  if ('refused' in accepted) throw invalid('/file', accepted.refused, accepted.params)
  if (!accepted.type.startsWith('image/')) throw invalid('/file', 'file.picture')
  const { type, bytes } = accepted
  return { type, bytes, sha256: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) }
}

/**
 * Puts a photo to one's own complaint while it is open; the same one again changes nothing. Throws invalid-input,
 * photos-full, step-refused, stale, record-not-found, too-many-tries.
 */
export async function addPhoto({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; file: OfferedFile }
}): Promise<{ reference: string; id: string }> {
  const reference = complaintReference(input.reference)
  const [tries, found, photos] = await ctx.db.batch([
    triesFor(ctx, reference),
    complaintByReference(ctx, reference),
    photosOf(ctx, reference),
  ])
  const row = await letAuthorIn(ctx, reference, input.accessCode, found, tries)
  if (!inTalk.includes(row.state) || row.words === null) throw new Problem('step-refused')
  const own = photos.filter(({ side }) => side === 'resident')
  const full = own.length >= kindOf(row.kind).photos
  const photo = await photoOf(ctx, row, input.file)
  const same = own.find(({ sha256 }) => sha256 === photo.sha256)
  // A form that was pressed twice brings each photo twice.
  if (same) return { reference, id: same.id }
  if (full) throw new Problem('photos-full')
  const at = momentOf(ctx, row)
  const kept = await keepPhoto(ctx, row, { ...photo, side: 'resident', at })
  const { statements } = await move(ctx, row, {
    at,
    to: row.state,
    by: 'resident',
    action: 'complaint.photo',
  })
  await writeOwn(ctx, [...statements, ...kept.statements])
  return { reference, id: kept.id }
}

/**
 * Puts a photo of what was done to a complaint, before it is answered. Throws as addPhoto, and not-allowed, not-handler,
 * another-person.
 */
export async function addEvidence({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; file: OfferedFile }
}): Promise<{ reference: string; rev: number }> {
  const reference = complaintReference(input.reference)
  const [found, photos] = await ctx.db.batch([complaintInSight(ctx, reference), photosOf(ctx, reference)])
  const reached = reach(ctx, 'complaint.handle', found, {}, { reads: true })
  const { row, staff } = reached
  if (!inTalk.includes(row.state)) throw new Problem('step-refused')
  if (photos.filter(({ side }) => side === 'office').length >= officeMost) throw new Problem('photos-full')
  const photo = await photoOf(ctx, row, input.file)
  const at = momentOf(ctx, row)
  const on = readsOn(ctx.actor, row)
  const kept = await keepPhoto(ctx, row, { ...photo, side: 'office', at, readsOn: on })
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    // Whoever reads on shows what was done, and has it no more.
    set: on ? {} : asHandler(ctx, reached),
    action: 'complaint.photo',
  })
  await writeAtDesk(ctx, [...statements, ...kept.statements])
  return { reference, rev }
}
