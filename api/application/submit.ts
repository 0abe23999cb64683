import { refusalOf } from '../../db/refusal.ts'
import { dayOf } from '../calendar/day.ts'
import { ruleRow } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { reaches } from '../identity/level.ts'
import { triesFor } from '../intake/access.ts'
import { type FieldError, Problem } from '../problem.ts'
import { codeFor, codeHash, sameCode } from '../shared/accessCode.ts'
import { applicationReference, letApplicantIn } from './access.ts'
import { clockRules, seededRows } from './clock.ts'
import { clockView } from './clockView.ts'
import { deliveryErrors } from './delivery.ts'
import { tellConfirmed } from './desk/tell.ts'
import { clockColumns, receive } from './filing.ts'
import { comesHome } from './form/comesHome.ts'
import { materialsFor, missingMaterials } from './form/materials.ts'
import { readAnswers } from './form/readAnswers.ts'
import { move } from './move.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationByReference, type FileRow, filesOf } from './query.ts'
import type { FiledApplication } from './schema.ts'
import { clearApplication } from './sealed.ts'
import { similarOf } from './similar.ts'
import { states } from './states.ts'

/**
 * Files a draft. Everything is judged once more by its form's version; what is missing is named all at once. Who has
 * proved enough of who they are is received now, and the office's five working days begin; who has not waits in
 * `identity` until the document was seen. Sending it twice gives the same answer. One read, one write. Throws
 * invalid-input, application-similar (unless `again`; told only to whom similar.ts names one),
 * step-refused, stale, record-not-found, too-many-tries.
 */
export async function submit({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; again?: boolean | undefined }
}): Promise<FiledApplication> {
  const reference = applicationReference(input.reference)
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [tries, found, files, similar, proveRule, askRule, years, days] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    filesOf(ctx, reference),
    similarOf(ctx, reference),
    ruleRow(ctx.db, clockRules.identity, today),
    ...seededRows(ctx, 'ask', today),
  ])
  await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  if (row.state === 'submitted' || row.state === 'identity') return filed(ctx, row, null)
  if (row.state !== 'draft') throw new Problem('step-refused')
  const errors = await wholeErrors(ctx, row, files)
  if (errors.length) throw new Problem('invalid-input', { errors })
  if (!input.again && similar.length) throw new Problem('application-similar', { extra: { similar } })
  const form = ownForm(row)
  const proved = reaches(row.identity, form.identity.toFile)
  const own = await personsOwn(ctx, row)
  const moved = proved
    ? await receive(ctx, row, {
        level: row.identity,
        by: 'resident',
        rule: askRule,
        years,
        days,
        set: own.set,
      })
    : await move(ctx, row, {
        to: 'identity',
        by: 'resident',
        set: { ...own.set, ...clockColumns('identity', now, proveRule, years, days) },
        action: 'application.submit',
        facts: { identity: row.identity },
      })
  const message = await tellConfirmed(ctx, row, states[proved ? 'submitted' : 'identity'])
  try {
    const [, , , again] = await ctx.db.batch([
      ...moved.statements,
      applicationByReference(ctx, reference),
      ...(message ? [message.statement] : []),
    ])
    if (message) ctx.after(() => ctx.wake([message.id]))
    return await filed(ctx, again[0]!, moved.promise)
  } catch (error) {
    if (refusalOf(error) === 'stale') throw new Problem('stale')
    throw error
  }
}

/** Everything that still keeps an application from being filed, by where it belongs. */
export async function wholeErrors(
  ctx: Ctx,
  row: ApplicationRow,
  files: readonly FileRow[],
): Promise<FieldError[]> {
  const form = ownForm(row)
  const clear = await clearApplication(ctx, row)
  const eligibility = JSON.parse(row.eligibility) as Record<string, string>
  const helper = row.helperRelation
  const read = readAnswers(form, clear.answers, {
    today: dayOf(ctx.clock.now()),
    eligibility,
    helper,
    // What was received once is not held against another day when it is put right.
    ...(row.state === 'correction' && { before: clear.answers }),
  })
  const given = new Set(files.map(({ material }) => material))
  const papers = missingMaterials(materialsFor(form, read.answers, eligibility, helper), given)
  return [
    ...(clear.name ? [] : [{ pointer: '/applicant/name', code: 'name.required' }]),
    ...read.errors,
    ...papers.map(({ key }) => ({ pointer: `/materials/${key}`, code: 'material.required' })),
    ...deliveryErrors(form, row, clear.address),
  ]
}

/** The code of the person for whom somebody else files: theirs alone, drawn from the record, so that sending twice gives the same. */
async function personsOwn(ctx: Ctx, row: ApplicationRow) {
  if (row.helperName === null) return { set: {} }
  const code = await personCode(ctx, row)
  return { set: { personCodeHash: await codeHash(ctx.keys.code, row.reference, code) } }
}

const personCode = (ctx: Ctx, { reference, id }: Pick<ApplicationRow, 'reference' | 'id'>) =>
  codeFor(ctx.keys.code, reference, `person:${id}`, 8)

/** That code for the helper to hand on; null where there is none, and once a login or a counter has replaced it. */
async function handedOn(ctx: Ctx, row: ApplicationRow): Promise<string | null> {
  if (row.personCodeHash === null) return null
  const code = await personCode(ctx, row)
  return sameCode(await codeHash(ctx.keys.code, row.reference, code), row.personCodeHash) ? code : null
}

async function filed(
  ctx: Ctx,
  row: ApplicationRow,
  promise: FiledApplication['promise'],
): Promise<FiledApplication> {
  const form = ownForm(row)
  return {
    reference: row.reference,
    state: row.state,
    stateText: states[row.state],
    matterCode: row.matterCode,
    title: form.title,
    station: { slug: row.slug, name: { zh: row.pointZh, en: row.pointEn }, phone: row.pointPhone },
    toFile: form.identity.toFile,
    atHome: comesHome(form),
    clock: clockView(ctx, { ...row, toFile: form.identity.toFile }),
    personCode: await handedOn(ctx, row),
    promise,
  }
}
