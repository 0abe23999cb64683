import type { Ctx } from '../../context.ts'
import { may, type Permission } from '../../staff/permission.ts'
import { comesHome } from '../homeVisit.ts'
import { keepsBack } from '../outcome.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow, ExtensionRow, WordRow } from '../query.ts'
import { type ApplicationState, canStep, isOver } from '../states.ts'
import type { Act } from './caseSchema.ts'
import type { Colleague } from './colleagues.ts'
import { askedOut, extensionLeft, gaveTime, isSilent } from './limits.ts'

/** The steps of the table by the act that takes them. */
const leads: [Act, ApplicationState, Permission, ApplicationState[]?][] = [
  ['accept', 'accepted', 'application.handle'],
  ['decline', 'declined', 'application.handle'],
  ['ask', 'correction', 'application.handle'],
  ['process', 'processing', 'application.handle', ['accepted']],
  ['elsewhere', 'elsewhere', 'application.handle'],
  ['resume', 'processing', 'application.handle', ['elsewhere']],
  ['approve', 'approved', 'application.decide'],
  ['refuse', 'refused', 'application.decide'],
]

/** What whoever looks may do next with an application, by the table of steps and by their role; each verb asks again. */
export function actsFor(
  ctx: Ctx,
  row: ApplicationRow,
  {
    words,
    extensions,
    people,
  }: { words: readonly WordRow[]; extensions: readonly ExtensionRow[]; people: readonly Colleague[] },
): Act[] {
  const { actor } = ctx
  const me = actor.kind === 'staff' ? actor.id : ''
  const allowed = (permission: Permission) => may(actor, permission, row.pointId)
  const can: Act[] = []
  const over = isOver(row.state)
  const handles = allowed('application.handle')
  const acting = row.handlerId === null || row.handlerId === me || allowed('application.assign')
  if (handles && !over) {
    if (row.handlerId === null) can.push('take')
    else if (row.handlerId !== me) can.push('take-over')
  }
  if (allowed('application.assign') && !over) can.push('assign')
  const form = ownForm(row)
  const silent = isSilent(ctx, row)
  const refused: Partial<Record<Act, boolean>> = {
    ask: silent || askedOut(row),
    decline: silent || form.declines.length === 0,
    approve: gaveTime(me, extensions),
    refuse: gaveTime(me, extensions) || form.refusals.length === 0,
  }
  for (const [act, to, permission, from] of leads)
    if (
      acting &&
      allowed(permission) &&
      canStep(row.state, to) &&
      (!from || from.includes(row.state)) &&
      !refused[act]
    )
      can.push(act)
  if (
    extensionLeft(row, extensions) &&
    allowed('application.decide') &&
    row.handlerId !== null &&
    row.handlerId !== me
  )
    can.push('extend')
  const visit = comesHome(form)
  if (row.state === 'approved' && form.result && !visit && acting && allowed('application.decide'))
    can.push('issue')
  const ready = ['issued', 'posted', ...(visit ? ['approved'] : [])]
  if (ready.includes(row.state) && allowed('application.handover')) can.push('handover')
  if (visit && ['approved', 'issued'].includes(row.state) && acting && handles) can.push('visit-day')
  if (handles && !over && acting) can.push('message')
  // Words can name people: none are written once what is personal was emptied.
  if (handles && row.name !== null) {
    can.push('note')
    if (people.some(({ id, handles: can }) => can === 1 && id !== me)) can.push('ask-opinion')
    if (
      row.handlerId !== me &&
      words.some((one) => one.kind === 'asked' && one.toStaffId === me && !isAnswered(words, one))
    )
      can.push('give-opinion')
  }
  if (
    (!over || keepsBack(row.state)) &&
    row.name !== null &&
    row.identity !== 'counter' &&
    allowed('identity.see')
  )
    can.push('identity')
  if (row.name !== null && allowed('record.unmask')) can.push('unmask')
  if (row.name !== null && allowed('code.replace')) can.push('code')
  const hold = row.legalHold === 1 ? 'release' : 'hold'
  if (row.name !== null && allowed('application.hold')) can.push(hold)
  return can
}

const isAnswered = (words: readonly WordRow[], { id }: WordRow) =>
  words.some(({ answersId }) => answersId === id)
