import { toIso } from '../../calendar/day.ts'
import type { IssuedRow } from '../../certificate/ofApplication.ts'
import type { Ctx } from '../../context.ts'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../../privacy/mask.ts'
import type { Text } from '../../shared/text.ts'
import { may } from '../../staff/permission.ts'
import { type OpeningRow, openingsIn } from '../../track/openings.ts'
import { ruleOf } from '../clock.ts'
import { clockView } from '../clockView.ts'
import { targetLabel } from '../correction.ts'
import type { Form } from '../form/declaration.ts'
import { materialsFor } from '../form/materials.ts'
import { comesHome, visitOnOf } from '../homeVisit.ts'
import type { HoldRow } from '../keeping/holdOf.ts'
import { holdReasonTexts } from '../keeping/reason.ts'
import { isProved } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import type {
  ApplicationRow,
  CorrectionRow,
  EventRow,
  ExtensionRow,
  FileRow,
  PauseRow,
  WordRow,
} from '../query.ts'
import { type ClearApplication, clearApplication } from '../sealed.ts'
import { waitsFor } from '../states.ts'
import { carried, type VisitRow } from '../visitHeld.ts'
import { eligibilityOf, maskedAnswers } from './answers.ts'
import { actsFor } from './can.ts'
import type { LapseRow, SimilarRow, TemplateListRow } from './caseQuery.ts'
import type { Case } from './caseSchema.ts'
import { clearWords, filesView, talkOf } from './caseWords.ts'
import { type Colleague, nameIn } from './colleagues.ts'
import { pausesLeft } from './limits.ts'
import { needsFinding } from './resultOf.ts'
import { similarView } from './similar.ts'
import { deskText } from './stateText.ts'
import { templateView } from './templateView.ts'

/** What was read of a case. */
export interface Read {
  inner: boolean
  files: readonly FileRow[]
  words: readonly WordRow[]
  corrections: readonly CorrectionRow[]
  events: readonly EventRow[]
  pauses: readonly PauseRow[]
  extensions: readonly ExtensionRow[]
  visits: readonly Pick<VisitRow, 'reference' | 'startsAt' | 'state'>[]
  similar: readonly SimilarRow[]
  lapses: readonly LapseRow[]
  issued: readonly IssuedRow[]
  people: readonly Colleague[]
  templates: readonly TemplateListRow[]
  openings: readonly OpeningRow[]
  holds: readonly HoldRow[]
}

const moment = (at: number | null) => (at === null ? null : toIso(at))

/** An application as staff see it. */
export async function caseOf(ctx: Ctx, row: ApplicationRow, read: Read): Promise<Case> {
  const form = ownForm(row)
  const clear = await clearApplication(ctx, row)
  const { inner, people } = read
  const by = (id: string | null) => nameIn(people, id)
  return {
    reference: row.reference,
    rev: row.rev,
    state: row.state,
    stateText: deskText(row.state, row),
    waitsFor: waitsFor(row),
    matter: { code: row.matterCode, name: { zh: row.matterZh, en: row.matterEn } },
    form,
    station: { slug: row.slug, name: { zh: row.pointZh, en: row.pointEn }, phone: row.pointPhone },
    channel: row.channel,
    locale: row.locale,
    inner,
    person: personOf(form, row, clear),
    identity: { reached: row.identity, ...form.identity, own: isProved(form, row, 'person') },
    questions: questionsOf(form, row),
    answers: inner ? maskedAnswers(form, row, clear) : null,
    materials: inner ? materialsOf(form, row, clear, read.files) : [],
    files: inner ? await filesView(ctx, form, read.files) : [],
    ...(await talkOf(ctx, inner ? read.words : [], by)),
    threadWaits: row.threadWaits,
    corrections: await Promise.all(
      read.corrections.map(async (one) => ({
        round: one.round,
        target: one.target,
        label: targetLabel(form, one.target) ?? { zh: one.target, en: one.target },
        kind: one.kind,
        words: inner ? await clearWords(ctx, 'application_correction', one) : '',
        askedAt: toIso(one.askedAt),
        answeredAt: moment(one.answeredAt),
      })),
    ),
    events: read.events.map(({ fromState, toState, at, by: who }) => ({
      from: fromState,
      to: toState,
      text: deskText(toState),
      at: toIso(at),
      who: who === 'resident' || who === 'system' ? who : ('staff' as const),
      by: who === 'resident' || who === 'system' ? null : by(who),
    })),
    ...(await timesOf(ctx, row, form, read)),
    hold:
      inner || may(ctx.actor, 'application.hold', row.pointId) ? await holdView(ctx, read.holds, by) : null,
    similar: similarView(ctx, row, read.similar),
    delivery: row.delivery,
    tracking: row.tracking,
    needsFinding: needsFinding(form),
    certificates: read.issued.map((one) => ({ ...one, issuedAt: toIso(one.issuedAt) })),
    visitOn: visitOnOf(row),
    comesHome: comesHome(form),
    visits: read.visits.map((one) => ({ ...one, startsAt: toIso(one.startsAt) })),
    handler: by(row.handlerId),
    first: by(row.firstHandlerId),
    colleagues: inner
      ? people.filter(({ handles }) => handles === 1).map(({ id, name }) => ({ id, name }))
      : [],
    templates: inner ? read.templates.map((one) => templateView(ctx, one)) : [],
    openings: openingsIn(read.openings),
    can: actsFor(ctx, row, read),
  }
}

function personOf(form: Form, row: ApplicationRow, clear: ClearApplication): Case['person'] {
  const { helper } = clear
  const relation = form.helper.relations.find(({ value }) => value === helper?.relation)?.name
  const masked = (value: string, mask: (text: string) => string) => (value === '' ? '' : mask(value))
  return {
    name: maskName(clear.name),
    phone: masked(clear.phone, maskPhone),
    idType: clear.idType,
    idNumber: masked(clear.idNumber, (text) => maskIdNumber(text)),
    address: masked(clear.address, maskAddress),
    helper: helper && {
      name: maskName(helper.name),
      phone: masked(helper.phone, maskPhone),
      relation: relation ?? { zh: helper.relation, en: helper.relation },
      // Free words about the authority: said in the answers once they are unmasked.
      authority: helper.authority ? '***' : '',
    },
    kept: row.name !== null,
  }
}

function questionsOf(form: Form, row: ApplicationRow): Case['questions'] {
  const given = eligibilityOf(row)
  return form.questions.flatMap(({ key, ask, answers }) => {
    const answer = answers.find(({ value }) => value === given[key])?.name
    return answer ? [{ ask, answer }] : []
  })
}

function materialsOf(form: Form, row: ApplicationRow, clear: ClearApplication, files: readonly FileRow[]) {
  const relation = clear.helper?.relation ?? null
  const { asked, counter, lookedUp } = materialsFor(form, clear.answers, eligibilityOf(row), relation)
  return [...asked, ...counter, ...lookedUp].map(({ key, name, note, from, required }) => ({
    key,
    name,
    note: note ?? null,
    from,
    required,
    files: files.filter(({ material }) => material === key).length,
  }))
}

/** The hold that stands, with the words it was asked for in. */
async function holdView(
  ctx: Ctx,
  [hold]: readonly HoldRow[],
  by: (id: string | null) => Case['handler'],
): Promise<Case['hold']> {
  if (!hold) return null
  return {
    reason: hold.reason && holdReasonTexts[hold.reason],
    by: by(hold.staffId),
    words: await clearWords(ctx, 'application_word', hold),
    at: toIso(hold.at),
  }
}

/** Its clock, and everything that was counted. */
async function timesOf(
  ctx: Ctx,
  row: ApplicationRow,
  form: Form,
  { pauses, extensions, lapses, people, visits }: Read,
) {
  const reasonOf = (key: string | null): Text | null =>
    form.pauses.find((pause) => pause.key === key)?.reason ?? null
  const limit = row.clock === 'decide' ? ruleOf(row)?.extension : undefined
  const standing = pauses.find(({ toAt }) => toAt === null)
  return {
    clock: carried({ now: ctx.clock.now() }, clockView(ctx, row, reasonOf(standing?.reason ?? null)), visits),
    pauses: pauses.map((pause) => ({
      office: { zh: pause.officeZh, en: pause.officeEn },
      reason: reasonOf(pause.reason),
      from: toIso(pause.fromAt),
      to: moment(pause.toAt),
      stops: pause.reason !== null,
    })),
    pausable: pausesLeft(ctx, row, pauses).map(({ key }) => key),
    extension: limit
      ? { most: limit.value, unit: limit.unit, left: Math.max(0, limit.times - extensions.length) }
      : null,
    extensions: await Promise.all(
      extensions.map(async (one) => ({
        value: one.value,
        unit: one.unit,
        by: nameIn(people, one.approverId),
        words: await clearWords(ctx, 'application_extension', one),
        at: toIso(one.at),
      })),
    ),
    lapses: lapses.map(({ clock, dueAt, notedAt }) => ({
      clock,
      dueAt: toIso(dueAt),
      notedAt: toIso(notedAt),
    })),
    receivedAt: moment(row.receivedAt),
    acceptedAt: moment(row.acceptedAt),
    acceptedHow: row.acceptedHow,
    decidedAt: moment(row.decidedAt),
    closedAt: moment(row.closedAt),
    tookDays: row.tookDays,
    pausedDays: row.pausedDays,
  }
}
