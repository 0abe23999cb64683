import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import type { Act } from '../../../api/application/desk/caseSchema.ts'
import { acts } from '../../../api/application/desk/caseSchema.ts'
import { type ApplicationState, stateNames } from '../../../api/application/states.ts'
import { DAY } from '../../../api/calendar/day.ts'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const rule = JSON.stringify({
  id: 'test',
  key: 'test',
  version: 1,
  value: 20,
  unit: 'working_day',
  extension: { value: 10, unit: 'working_day', times: 1 },
  ...Object.fromEntries(['name', 'startEvent', 'basis'].map((key) => [key, { zh: '试', en: 'test' }])),
})
const running = (clock: string, dueAt: number) => ({
  clock,
  clock_started_at: monday,
  due_at: dueAt,
  rule,
  ...(clock === 'decide' && { accepted_at: monday }),
})
const received = { received_at: monday }

type Desk = Awaited<ReturnType<typeof atDesk>>
type People = Record<'own' | 'other' | 'clerk' | 'chief' | 'desk', Desk>
const roles: [keyof People, Role, string?][] = [
  ['own', 'handler'],
  ['other', 'handler'],
  ['clerk', 'clerk'],
  ['chief', 'chief'],
  ['desk', 'supervisor', '*'],
]

/** One of everything that can stand in the way: how an application is, and what was done to it before. */
interface Limit {
  name: string
  states: readonly ApplicationState[]
  columns?: Record<string, string | number | null>
  /** Whether nobody handles it. */
  nobodys?: true
  extendedBy?: keyof People
  asked?: true
}
const filed = stateNames.filter((state) => state !== 'draft' && state !== 'discarded')
const working: ApplicationState[] = ['accepted', 'processing', 'elsewhere']
const decide = running('decide', monday + 30 * DAY)
const limits: Limit[] = [
  { name: 'handled', states: filed, asked: true },
  { name: 'nobody’s', states: ['identity', 'submitted', 'accepted', 'approved'], nobodys: true },
  { name: 'three rounds asked', states: ['submitted'], columns: { asked: 3 } },
  { name: 'in time to ask', states: ['submitted'], columns: running('ask', monday + DAY) },
  {
    name: 'accepted by silence',
    states: ['submitted'],
    columns: { matter_code: 'RP-02', ...running('ask', monday - 1) },
  },
  { name: 'can be extended', states: working, columns: decide },
  { name: 'nobody’s, can be extended', states: working, columns: decide, nobodys: true },
  { name: 'extended by the chief', states: working, columns: decide, extendedBy: 'chief' },
  { name: 'extended by a colleague', states: working, columns: decide, extendedBy: 'other' },
  { name: 'emptied', states: ['refused', 'withdrawn'], columns: { name: null, phone: null }, asked: true },
  {
    name: 'a home visit',
    states: ['accepted', 'approved', 'issued', 'delivered'],
    columns: { matter_code: 'HV-01' },
  },
  { name: 'held', states: ['withdrawn'], columns: { legal_hold: 1 } },
]

/** The requests by which an act is done; the first that is not refused does. None of them is complete enough to be in the way of the next. */
function requests(act: Act, at: ApplicationState, rev: number, colleague: string): [string, object][] {
  const seen = { seen: 'resident-id' }
  const words = '试'
  switch (act) {
    case 'assign':
      return [[act, { rev, staffId: colleague }]]
    case 'decline':
      return [[act, { rev, ground: 'none', words }]]
    case 'ask':
      return [[act, { rev, items: [{ target: 'field:none', kind: 'wrong' }] }]]
    case 'elsewhere':
      return [[act, { rev, office: { zh: '法院' } }]]
    case 'extend':
      return [[act, { rev, value: 400, words }]]
    case 'approve':
      return [['decide', { rev, outcome: 'approved' }]]
    case 'refuse':
      return [['decide', { rev, outcome: 'refused', ground: 'none', words }]]
    case 'issue':
      return [[act, { rev, finding: 'none' }]]
    case 'handover':
      return ['collected', 'delivered', 'finished', ...(at === 'posted' ? ['returned'] : [])].map((how) => [
        act,
        { rev, how, words, ...seen },
      ])
    case 'visit-day':
      return [[act, { rev, visitOn: { day: 'x', part: 'morning' } }]]
    case 'message':
    case 'note':
      return [[act, { words }]]
    case 'ask-opinion':
      return [[act, { staffId: colleague, words }]]
    case 'give-opinion':
      return [[act, { words }]]
    case 'identity':
      return [[act, seen]]
    case 'unmask':
      return [['unmask', { fields: ['name'], reason: 'identity' }]]
    case 'code':
      return [['code', seen]]
    case 'hold':
    case 'release':
      return [['legal-hold', { on: act === 'hold', reason: 'review', words }]]
    default:
      return [[act, { rev }]]
  }
}

const pathOf = (reference: string, verb: string) =>
  `/staff/${verb === 'unmask' || verb === 'code' ? 'records' : 'applications'}/${reference}/${verb}`

async function made(limit: Limit, state: ApplicationState, people: People): Promise<string> {
  const { columns = {}, nobodys, extendedBy, asked } = limit
  const reference = await applicationRow(
    state,
    { ...received, handler_id: nobodys ? null : people.own.id, ...columns },
    monday,
  )
  const { id } = await applicationAt(reference)
  if (extendedBy)
    await env.DB.prepare(
      `INSERT INTO application_extension (id, application_id, value, unit, approver_id, at) VALUES (?, ?, 5, 'working_day', ?, 0)`,
    )
      .bind(`ae_${id}`, id, people[extendedBy].id)
      .run()
  // What the chief asked of the handler.
  if (asked)
    await env.DB.prepare(
      `INSERT INTO application_word (id, application_id, kind, side, staff_id, to_staff_id, at)
       VALUES (?, ?, 'asked', 'office', ?, ?, 0)`,
    )
      .bind(`asked ${id}`, id, people.chief.id, people.own.id)
      .run()
  return reference
}

/** What was asked and goes through is not done: nothing of it is left for the next. */
const rehearsal = `CREATE TRIGGER rehearsal BEFORE UPDATE ON application BEGIN SELECT RAISE(IGNORE); END`

/** Whether a verb takes it: what is wrong in a field, and what was undone by the rehearsal, was not refused. */
async function takes(desk: Desk, reference: string, act: Act, at: ApplicationState, colleague: string) {
  const { rev, id } = await applicationAt(reference)
  const asked = await env.DB.prepare(
    `SELECT id FROM application_word WHERE application_id = ? AND to_staff_id = ? AND opinion_at IS NULL`,
  )
    .bind(id, desk.id)
    .first<string>('id')
  const answers: string[] = []
  for (const [verb, body] of requests(act, at, rev, colleague)) {
    const sent = act === 'give-opinion' ? { ...body, wordId: asked ?? 'none' } : body
    const key: Record<string, string> = verb === 'code' ? { 'idempotency-key': crypto.randomUUID() } : {}
    const { status, body: said } = await staff.post(pathOf(reference, verb), sent, {
      ...desk.headers,
      ...key,
    })
    const code = `${status} ${said.code ?? ''}`
    answers.push(code)
    const unknown = act === 'give-opinion' && status === 422
    if (status === 200 || (status === 422 && !unknown) || said.code === 'stale') return { takes: true, code }
    if (![403, 404, 409].includes(status) && !unknown) throw new Error(`${act}: ${code}`)
  }
  return { takes: false, code: answers.join(', ') }
}

test.each(limits)(
  '$name: what is offered is taken, and nothing else is',
  async (limit) => {
    let offered = 0
    for (const state of limit.states) {
      const people = {} as People
      for (const [who, role, point] of roles) people[who] = await atDesk(staff, clock, role, point)
      const reference = await made(limit, state, people)
      await env.DB.prepare(rehearsal).run()
      for (const [who] of roles) {
        const desk = people[who]
        const { can } = await desk.open(reference)
        const colleague = people[who === 'other' ? 'own' : 'other'].id
        for (const act of acts) {
          // A hold said twice is the same as once, and answered so.
          if (
            (act === 'hold' || act === 'release') &&
            who === 'desk' &&
            limit.name !== 'emptied' &&
            !can.includes(act)
          )
            continue
          const { takes: taken, code } = await takes(desk, reference, act, state, colleague)
          expect(
            taken,
            `${state}, ${who}: ${act} is ${can.includes(act) ? '' : 'not '}offered, ${code}`,
          ).toBe(can.includes(act))
          offered += taken ? 1 : 0
        }
      }
      await env.DB.prepare('DROP TRIGGER rehearsal').run()
    }
    expect(offered > 0).toBe(limit.name !== 'emptied')
  },
  120_000,
)
