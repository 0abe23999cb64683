import { toIso } from '../calendar/day.ts'
import { certificateCode, certificatesOf } from '../certificate/ofApplication.ts'
import { certificateTypes } from '../certificate/types.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { applicationReference, letApplicantIn } from './access.ts'
import { nextOf } from './can.ts'
import { targetLabel } from './correction.ts'
import { nameOf } from './files/nameOf.ts'
import type { Form } from './form/declaration.ts'
import { materialsFor } from './form/materials.ts'
import { printedAnswers } from './form/printed.ts'
import { canBeOwn, isLocked, isProved } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import {
  type ApplicationRow,
  applicationByReference,
  type CorrectionRow,
  correctionsOf,
  eventsOf,
  filesOf,
  lookedAt,
  pausesOf,
  type WordRow,
  wordsOf,
} from './query.ts'
import type { Application } from './schema.ts'
import { type ClearApplication, clearApplication, unsealed } from './sealed.ts'
import { similarOf } from './similar.ts'
import { standingOf } from './standing.ts'
import { visitFor } from './visit.ts'
import { carried, isHeld, visitEntries, visitsHeld, visitsTold } from './visitHeld.ts'

/**
 * An application with everything in it, for whoever holds one of its codes: what was typed, sent and said, its clock, and
 * what can be done next. How it was decided is kept back until its holder has proved to be the person (outcome.ts). One
 * round trip. Throws record-not-found, too-many-tries.
 */
export async function show({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<Application> {
  const reference = applicationReference(input.reference)
  const [tries, found, files, words, corrections, events, pauses, held, opened, issued, similar] =
    await ctx.db.batch([
      triesFor(ctx, reference),
      applicationByReference(ctx, reference),
      filesOf(ctx, reference),
      wordsOf(ctx, reference, false),
      correctionsOf(ctx, reference),
      eventsOf(ctx, reference),
      pausesOf(ctx, reference),
      visitsHeld(ctx, reference),
      lookedAt(ctx, reference),
      certificatesOf(ctx, reference),
      similarOf(ctx, reference),
    ])
  const holder = await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  const form = ownForm(row)
  const clear = await clearApplication(ctx, row)
  const { withheld, decidedAt, ...standing } = standingOf(ctx, form, row, holder, { events, pauses, opened })
  const until = decidedAt ?? Number.POSITIVE_INFINITY
  const locked = isLocked(form, row, holder)
  // Why it was not accepted says where somebody lives or is registered.
  const silent = locked && row.state === 'declined'
  const certificates = isProved(form, row, holder)
    ? await Promise.all(
        issued.map(async ({ number, type, state }) => ({
          number,
          type,
          title: certificateTypes[type].title,
          letter: certificateTypes[type].letter,
          state,
          code: await certificateCode(ctx, number, row.id),
        })),
      )
    : []
  const at = { now: ctx.clock.now() }
  const told = visitsTold(at, held, decidedAt)
  const visit =
    row.name === null || told.some((one) => isHeld(at, one)) ? null : visitFor(ctx, form, row, withheld)
  return {
    reference,
    ...standing,
    clock: carried(at, standing.clock, told),
    timeline: [...standing.timeline, ...visitEntries(at, told)],
    matterCode: row.matterCode,
    formVersion: row.formVersion,
    form,
    station: {
      slug: row.slug,
      name: { zh: row.pointZh, en: row.pointEn },
      phone: row.pointPhone,
      address: { zh: row.addressZh, en: row.addressEn },
    },
    ...person(row, clear),
    ...answered(form, row, clear),
    files: await Promise.all(
      files
        .filter(({ addedAt }) => addedAt <= until)
        .map(async (file) => ({
          id: file.id,
          material: file.material,
          round: file.round,
          name: await nameOf(ctx, file),
          type: file.type,
          size: file.size,
          addedAt: toIso(file.addedAt),
          byStaff: file.addedBy === 'staff',
        })),
    ),
    tracking: withheld ? null : row.tracking,
    identity: {
      reached: row.identity,
      toFile: form.identity.toFile,
      toReceive: form.identity.toReceive,
      phoneConfirmed: row.phoneConfirmedAt !== null,
      locked,
    },
    corrections: await Promise.all(corrections.map((one) => correctionView(ctx, form, one))),
    words: await Promise.all(
      words
        .filter(({ kind, at }) => at <= until && !(kind === 'reason' && (withheld || silent)))
        .map((word) => wordView(ctx, word)),
    ),
    visitFor: visit,
    visits: told.map((one) => ({
      reference: one.reference,
      startsAt: toIso(one.startsAt),
      state: one.state,
    })),
    certificates,
    similar,
    can: nextOf(row, {
      visit: visit !== null,
      released: certificates.length > 0,
      withheld,
      unlocks: locked && canBeOwn(row, holder),
    }),
    kept: row.answers !== null,
  }
}

const person = (row: ApplicationRow, clear: ClearApplication) => ({
  eligibility: JSON.parse(row.eligibility) as Record<string, string>,
  applicant: { name: clear.name, phone: clear.phone, idType: clear.idType, idNumber: clear.idNumber },
  helper: clear.helper,
  delivery: row.delivery,
  address: clear.address,
})

function answered(form: Form, row: ApplicationRow, { answers }: ClearApplication) {
  const eligibility = JSON.parse(row.eligibility) as Record<string, string>
  const { asked, counter, lookedUp } = materialsFor(form, answers, eligibility, row.helperRelation)
  return {
    answers,
    printed: printedAnswers(form, answers, eligibility, row.helperRelation),
    materials: [...asked, ...counter, ...lookedUp].map(({ key, name, note, from, required, most }) => ({
      key,
      name,
      note: note ?? null,
      from,
      required,
      most,
    })),
  }
}

async function correctionView(
  ctx: Ctx,
  form: Form,
  row: CorrectionRow,
): Promise<Application['corrections'][number]> {
  return {
    round: row.round,
    target: row.target,
    label: targetLabel(form, row.target) ?? { zh: row.target, en: row.target },
    kind: row.kind,
    words: (await unsealed(ctx, 'application_correction', row.id, 'words', row.words)) ?? '',
    answered: row.answeredAt !== null,
  }
}

async function wordView(
  ctx: Ctx,
  { id, kind, side, words, at }: WordRow,
): Promise<Application['words'][number]> {
  return {
    id,
    kind: kind === 'reason' ? 'reason' : 'message',
    side,
    words: (await unsealed(ctx, 'application_word', id, 'words', words)) ?? '',
    at: toIso(at),
  }
}
