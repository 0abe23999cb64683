import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { steps } from '../../../api/casefile/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { caseKinds, caseStates } from '../../../db/schema/casefile.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { caseOpened, reporter } from '../../support/casefile.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const run = (sql: string) => env.DB.prepare(sql).run()
/** The columns that go with a stage, so that only the step itself is in question. */
const columns = (state: string) =>
  `state = '${state}', where_zh = ${state === 'transferred' ? "'x'" : 'NULL'},
   closed_at = ${['transferred', 'concluded'].includes(state) ? 1 : 'NULL'},
   keep_until = ${['transferred', 'concluded', 'not-filed'].includes(state) ? 1 : 'NULL'}`

test('the database and the code hold the same steps', async () => {
  const { results } = await env.DB.prepare('SELECT kind, from_state, to_state FROM casefile_step').all()
  const ours = caseKinds.flatMap((kind) =>
    caseStates.flatMap((from) => steps[kind][from].map((to) => ({ kind, from_state: from, to_state: to }))),
  )
  const line = (one: object) => JSON.stringify(one)
  expect(results.map(line).sort()).toEqual(ours.map(line).sort())
})

/** The shortest way to a stage. */
function wayTo(kind: (typeof caseKinds)[number], to: string): string[] | null {
  const ways: string[][] = [['received']]
  for (const way of ways) {
    const last = way.at(-1) as (typeof caseStates)[number]
    if (last === to) return way.slice(1)
    for (const next of steps[kind][last]) if (!way.includes(next)) ways.push([...way, next])
  }
  return null
}

test.each(caseKinds)(
  'a %s: every step that is none is refused by the trigger, every other taken',
  async (kind) => {
    const { headers } = await signedIn({ grants: [['handler', 'sp_qingshi']], clock })
    for (const from of caseStates) {
      const way = wayTo(kind, from)
      if (!way) continue
      for (const to of caseStates.filter((one) => one !== from)) {
        const { reference } = await caseOpened(staff, headers, { kind })
        const where = `WHERE id = (SELECT casefile_id FROM casefile_party WHERE reference = '${reference}')`
        for (const one of way) await run(`UPDATE casefile SET ${columns(one)} ${where}`)
        const tried = run(`UPDATE casefile SET ${columns(to)} ${where}`)
        if (steps[kind][from].includes(to)) await tried
        else await expect(tried, `${from} ${to}`).rejects.toThrow(/step-refused|append-only/)
      }
    }
  },
)

test('nothing that was told can be changed or taken away', async () => {
  const { headers } = await signedIn({ grants: [['handler', 'sp_qingshi']], clock })
  const { reference } = await caseOpened(staff, headers)
  await staff.post(`/staff/casefiles/${reference}/exclude`, { rev: 0, ground: 'privacy' }, headers)
  for (const sql of [
    'DELETE FROM casefile',
    'DELETE FROM casefile_event',
    'DELETE FROM casefile_party',
    'DELETE FROM casefile_exclusion',
    'UPDATE casefile SET received_at = 0',
    'UPDATE casefile_event SET late = 1',
    "UPDATE casefile_party SET role = 'victim'",
    "UPDATE casefile_exclusion SET set_by = 'somebody'",
    "UPDATE casefile SET kind = 'criminal'",
    'DELETE FROM casefile_step',
  ])
    await expect(run(sql), sql).rejects.toThrow(/append-only|step-refused/)
})

test('stopped at any statement a write leaves the old state, and the next try makes the new one', {
  timeout: 120_000,
}, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { DB, fault, reset } = faulty()
  const shaky = staffApi({ clock, bindings: { DB, CALLBACK_ONE_IN: '1' } })
  const { headers } = await signedIn({ grants: [['handler', 'sp_qingshi']], clock })
  const beside = ['staff_session', 'tray', 'record_view']
  const stands = async () =>
    Object.fromEntries(Object.entries(await everyRow()).filter(([table]) => !beside.includes(table)))
  const stopAtEach = async (ask: () => Promise<{ status: number; text: string }>) => {
    const before = await stands()
    let stops = 0
    for (let batch = 0; ; batch++) {
      let size = Number.POSITIVE_INFINITY
      for (let statement = 0; statement < size; statement++) {
        reset({ at: { batch, statement } })
        const { status, text } = await ask()
        size = fault.sizes[batch] ?? 0
        if (status < 300) {
          expect(stops).toBeGreaterThan(3)
          return
        }
        expect([409, 500, 503], text).toContain(status)
        expect(await stands(), `batch ${batch}, statement ${statement}`).toEqual(before)
        stops += 1
      }
    }
  }
  const body = {
    point: 'qingshi',
    kind: 'security',
    officer: { name: '韩立', badge: '014207' },
    parties: [reporter(), reporter({ role: 'victim' })],
  }
  const keyed = { ...headers, 'idempotency-key': 'stopped-at-each-one' }
  await stopAtEach(() => shaky.post('/staff/casefiles', body, keyed))
  const reference = await env.DB.prepare('SELECT reference FROM casefile_party WHERE place = 1').first(
    'reference',
  )
  const path = `/staff/casefiles/${reference}`
  await stopAtEach(() => shaky.post(`${path}/step`, { rev: 0, to: 'not-filed' }, headers))
  await stopAtEach(() => shaky.post(`${path}/exclude`, { rev: 1, ground: 'minor' }, headers))
  await stopAtEach(() => shaky.post(`${path}/lift`, { rev: 2, ground: 'minor' }, headers))
  expect(await env.DB.prepare('SELECT count(*) AS n FROM callback').first('n')).toBe(2)
  vi.restoreAllMocks()
})
