import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { runComplaintClocks } from '../../../api/complaint/due.ts'
import { purgeComplaints } from '../../../api/complaint/purge.ts'
import type { Ctx } from '../../../api/context.ts'
import { seal } from '../../../api/privacy/field.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { type Step, walkComplaints } from '../../../scripts/bench/complaintWalk.ts'
import { dueNow, fillComplaints } from '../../../scripts/bench/seed/complaints.ts'
import { costed } from '../../support/cost.ts'
import { testCtx } from '../../support/ctx.ts'
import { newWorld } from '../../support/matrix/world.ts'
import { shown } from '../../support/shown.ts'
import { libraryLoaded } from '../../support/staffDoor.ts'

// The same requests and jobs in a bureau with few complaints and in one with many: what waits at the station that is asked,
// and at the supervision desk, is the same, so nothing may read many more rows. `npm run bench -- complaints` names how many
// (KAIMEN_RUNS): a thousand and a million.

beforeAll(libraryLoaded, 120_000)

type Costs = Record<string, { trips: number; rows: number; most: number }>

/** Where the bureau in all is not as full as a list shows: what the desk sees of all stations may double, no more. */
const steepest = 2
/** A list counts the other lists up to 99 each, and shows thirty. */
const rowsMost = 6000

const sizes = ((env as { RUNS?: string }).RUNS || '1000,20000').split(',').map(Number)

const found: Costs[] = []

/** What is closed now is asked how it was: its number is one that can be read. */
async function openable({ keys }: Ctx) {
  const { results } = await env.DB.prepare(
    `SELECT id FROM complaint WHERE phone IS NOT NULL AND desk = 'sp_qingshi' AND state IN ('answered', 'followup')`,
  ).all<{ id: string }>()
  const numbers = results.map(async ({ id }) => {
    const phone = await seal(keys, { table: 'complaint', column: 'phone', row: id }, '13800000001')
    return env.DB.prepare('UPDATE complaint SET phone = ? WHERE id = ?').bind(phone, id)
  })
  await env.DB.batch(await Promise.all(numbers))
}

test.each(sizes)('a bureau of %i complaints', { timeout: 900_000 }, async (complaints) => {
  const world = await newWorld()
  const { clock, now } = world
  const people = {
    handler: await world.somebody([['handler', 'sp_qingshi']]),
    supervisor: await world.somebody([['supervisor', '*']]),
  }
  await fillComplaints(env.DB, { complaints, shown: 'qingshi', handler: people.handler.id, now })
  await openable(await testCtx({ clock }))
  const costs: Costs = {}
  const doors = { resident: costed({ clock }), staff: costed({ clock, app: createStaffApp({ clock }) }) }
  const ask = async ({ name, method = 'GET', path, body, who }: Step) => {
    const { api, cost } = who ? doors.staff : doors.resident
    Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
    const answer = await api.call(method, path, body, who && people[who].headers)
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 300)}`)
    expect(cost.direct, name).toBe(0)
    // At work the session is read first.
    costs[name] = { trips: cost.trips, rows: cost.rowsRead, most: who ? 3 : 2 }
    return answer.body
  }
  await walkComplaints(ask, { db: env.DB, shown: 'qingshi', other: 'donghu', town: '990101100' })
  const run = async (name: string, job: (ctx: Ctx) => Promise<object>) => {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const done = await job(await testCtx({ clock, cost }))
    costs[name] = { trips: cost.trips, rows: cost.rowsRead, most: 60 }
    return done
  }
  const clocks = (await run('job complaint.clock', runComplaintClocks)) as Record<string, number>
  expect(clocks.soon).toBe(dueNow.raised)
  expect((clocks.closed ?? 0) + (clocks.followup ?? 0)).toBe(dueNow.turned + dueNow.called)
  await run('job complaint.clock, nothing due', runComplaintClocks)
  expect(await run('job complaint.purge', purgeComplaints)).toEqual({ emptied: dueNow.emptied })
  found.push(costs)
})

test('nothing reads many more rows in the larger bureau', () => {
  const [small = {}, large = {}] = found
  for (const [name, { trips, rows }] of Object.entries(large))
    shown(`complaints ${name}`, { trips, rows, small: small[name]?.rows ?? '-' })
  expect(Object.keys(large).length).toBeGreaterThan(45)
  expect(Object.keys(large)).toEqual(Object.keys(small))
  const over = Object.entries(large).filter(
    ([name, cost]) =>
      cost.trips > cost.most || cost.rows > Math.min(rowsMost, small[name]!.rows * steepest + 3),
  )
  expect(over).toEqual([])
})
