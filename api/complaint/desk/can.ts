import type { Ctx } from '../../context.ts'
import { may } from '../../staff/permission.ts'
import { kindOf } from '../kinds/index.ts'
import type { MediationRow } from '../mediation/query.ts'
import { datable } from '../mediation/set.ts'
import { mayStep } from '../move.ts'
import type { OwnPublicRow } from '../own.ts'
import { isAnswered, mayAgree } from '../publishable.ts'
import type { ComplaintRow, ExtensionRow } from '../query.ts'
import { inTalk } from '../states.ts'
import { readsOn } from './reach.ts'

export const deskActs = [
  'take',
  'take-over',
  'assign',
  'accept',
  'decline',
  'ask',
  'work',
  'elsewhere',
  'go-on',
  'answer',
  'message',
  'note',
  'date',
  'date-off',
  'outcome',
  'extend',
  'pass',
  'bar',
  'split',
  'merge',
  'sort',
  'give-up',
  'photo',
  'publish',
  'take-down',
  'unmask',
] as const
export type DeskAct = (typeof deskActs)[number]

/** What whoever looks may do next with a complaint, by the table of steps and by their role; each verb asks again. */
export function deskCan(
  ctx: Ctx,
  row: ComplaintRow,
  extensions: readonly ExtensionRow[],
  dates: readonly MediationRow[],
  state?: OwnPublicRow['state'],
): DeskAct[] {
  const { actor } = ctx
  const me = actor.kind === 'staff' ? actor.id : ''
  const handles = may(actor, 'complaint.handle', row.desk)
  const reads = readsOn(actor, row)
  const leads = may(actor, 'complaint.assign', row.desk)
  const publishes = may(actor, 'complaint.publish', row.desk)
  const supervises = may(actor, 'complaint.supervise', row.desk)
  const ended = row.closedAt !== null
  const own = row.level === 1 && row.answeredBy === me
  const acting = handles && !own && (row.handlerId === null || row.handlerId === me || leads)
  const kept = row.words !== null
  const kind = kindOf(row.kind)
  const date = dates.find(({ state }) => state === 'set')
  const simple = kind.clocks.accept === null
  const step = (to: ComplaintRow['state']) => acting && mayStep(row, to)
  const told = kind.own === undefined
  const can: [DeskAct, boolean][] = [
    ['take', handles && !own && !ended && row.handlerId === null],
    ['take-over', handles && !own && !ended && row.handlerId !== null && row.handlerId !== me],
    ['assign', leads && !ended],
    ['accept', step('accepted') && row.state === 'received'],
    ['decline', step('declined')],
    ['ask', step('waiting')],
    ['work', step('working') && ['accepted', 'reopened'].includes(row.state)],
    ['elsewhere', step('elsewhere')],
    ['go-on', acting && row.state === 'elsewhere'],
    ['answer', step('answered') && (row.state !== 'received' || simple)],
    ['message', acting && kept && told && inTalk.includes(row.state)],
    ['date', acting && kind.mediates === true && datable.includes(row.state) && !date],
    ['date-off', acting && date !== undefined],
    ['outcome', acting && date !== undefined && date.startsAt <= ctx.clock.now()],
    ['note', (handles || reads) && kept],
    ['photo', (acting || reads) && inTalk.includes(row.state)],
    [
      'extend',
      may(actor, 'complaint.extend', row.desk) &&
        row.handlerId !== null &&
        row.handlerId !== me &&
        row.clock !== null &&
        row.pausedAt === null &&
        extensions.length === 0 &&
        row.rule !== null &&
        'extension' in JSON.parse(row.rule),
    ],
    ['pass', leads && !ended && row.kind !== 'misconduct' && row.level === 0],
    ['bar', supervises && !ended],
    [
      'split',
      leads &&
        kept &&
        told &&
        row.splitFrom === null &&
        ['received', 'accepted', 'working'].includes(row.state),
    ],
    ['merge', leads && mayStep(row, 'merged')],
    ['sort', handles && (row.tray === 1 || (kind.sorted && !ended))],
    [
      'publish',
      publishes &&
        state !== undefined &&
        state !== 'out' &&
        row.openWish === 1 &&
        mayAgree(row) &&
        isAnswered(row),
    ],
    ['take-down', publishes && state === 'out'],
    ['give-up', leads && mayStep(row, 'unanswered') && row.state !== 'waiting'],
    ['unmask', handles && row.name !== null],
  ]
  return can.flatMap(([act, yes]) => (yes ? [act] : []))
}
