import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { tabs } from '../../../api/application/desk/workSchema.ts'
import { runClocks } from '../../../api/application/due.ts'
import { purgeApplications } from '../../../api/application/keeping/purge.ts'
import type { Ctx } from '../../../api/context.ts'
import { sendExchange } from '../../../api/exchange/send.ts'
import { apiClient } from '../../support/api.ts'
import { begun, filedOne, ready } from '../../support/applying.ts'
import { issued } from '../../support/certificate.ts'
import { costed } from '../../support/cost.ts'
import { testCtx } from '../../support/ctx.ts'
import { own } from '../../support/matrix/world.ts'
import { shown } from '../../support/shown.ts'
import { deskAtWork } from '../../support/staffBudget.ts'
import { libraryLoaded } from '../../support/staffDoor.ts'

// The same requests and jobs in a bureau with few applications and in one with many: what is there for them is the same
// (240 open at the station that is asked, twelve overdue, seven to be emptied), so each must read the same rows.

beforeAll(libraryLoaded, 120_000)

type Desk = Awaited<ReturnType<typeof deskAtWork>>
type Costs = Record<string, { trips: number; rows: number }>

const few = 4000
const many = 20_000

async function atWork({ handler, supervisor, cost, world }: Desk, costs: Costs) {
  const list = async (name: string, path: string, who = handler) => {
    const { trips, rows, body } = await cost(`GET ${name}`, who, { path: `/staff${path}` })
    costs[name] = { trips, rows }
    return (body as { nextCursor?: string | null }).nextCursor
  }
  // What is held is for those who watch over all of it.
  await list('tab held', '/applications?tab=held', supervisor)
  for (const tab of tabs.filter((one) => one !== 'held')) {
    const cursor = await list(`tab ${tab}`, `/applications?tab=${tab}`)
    if (cursor) await list(`tab ${tab}, page 2`, `/applications?tab=${tab}&cursor=${cursor}`)
  }
  await list('done of another matter', '/applications?tab=done&matter=DOG-01')
  await list('late everywhere', '/applications?tab=late', supervisor)
  await list('done of a station, by the bureau', `/applications?tab=done&station=${own.slug}`, supervisor)
  const more = await list('certificates', '/certificates')
  await list('certificates, page 2', `/certificates?cursor=${more}`)
  await list('certificates everywhere', '/certificates', supervisor)
  await list('certificates revoked', '/certificates?state=revoked')
  await list('batches', '/exchange', supervisor)
  const { number } = await issued(await testCtx({ clock: world.clock }))
  await list('a certificate', `/certificates/${number}`)
  // The same person asked for the same three times before.
  const { reference } = await filedOne(apiClient({ clock: world.clock }))
  await env.DB.prepare(
    `UPDATE application SET person_key = (SELECT person_key FROM application WHERE reference = ?)
     WHERE id IN ('app_seed1', 'app_seed2', 'app_seed3')`,
  )
    .bind(reference)
    .run()
  await list('an application', `/applications/${reference}`)
}

async function outside({ world: { clock } }: Desk, costs: Costs) {
  const plain = apiClient({ clock })
  const { api, cost } = costed({ clock })
  const ask = async (name: string, path: string, body?: object) => {
    Object.assign(cost, { trips: 0, rowsRead: 0 })
    const answer = body ? await api.post(path, body) : await api.get(path)
    expect(answer.status, `${name} ${answer.text.slice(0, 200)}`).toBeLessThan(300)
    costs[name] = { trips: cost.trips, rows: cost.rowsRead }
  }
  const draft = await begun(plain)
  const { accessCode } = draft
  await ask('open a draft', `/applications/${draft.reference}/open`, { accessCode })
  await ask('track', '/track', { reference: draft.reference, accessCode })
  const whole = await ready(plain, {
    name: '陈样张',
    phone: '13800000032',
    idType: 'resident-id',
    idNumber: '11010519491231002X',
  })
  await ask('submit', `/applications/${whole.reference}/submit`, { accessCode: whole.accessCode })
  await ask('open', `/applications/${whole.reference}/open`, { accessCode: whole.accessCode })
  await ask('usual times', `/matters/CR-01/times?station=${own.slug}`)
  await ask('usual times of the bureau', '/matters/CR-01/times')
  const { number, checkCode } = await issued(await testCtx({ clock }))
  await ask('verify', '/certificates/verify', { number, code: checkCode })
}

async function regularly({ world: { clock } }: Desk, costs: Costs) {
  const bindings = { EXCHANGE_URL: 'https://receiver.invalid/cases', EXCHANGE_KEY: 'secret' }
  const run = async (name: string, job: (ctx: Ctx) => Promise<object>) => {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const done = await job(await testCtx({ clock, bindings, cost }))
    costs[name] = { trips: cost.trips, rows: cost.rowsRead }
    return done
  }
  expect(await run('clocks', runClocks)).toMatchObject({ late: 12 })
  expect(await run('clocks, nothing due', runClocks)).toMatchObject({ late: 0 })
  expect(await run('purge', purgeApplications)).toMatchObject({ emptied: 7 })
  const taken = async () => ({ ok: true as const, receipt: { id: 'R-1', at: null, text: null } })
  expect(await run('batch out', (ctx) => sendExchange(ctx, taken))).toMatchObject({
    packed: 30,
    delivered: 1,
  })
}

const found: Costs[] = []

test.each([few, many])('a bureau of %i applications', { timeout: 120_000 }, async (applications) => {
  const desk = await deskAtWork(applications)
  const costs: Costs = {}
  await atWork(desk, costs)
  await outside(desk, costs)
  await regularly(desk, costs)
  found.push(costs)
})

test('nothing reads more rows in the larger bureau', () => {
  const [small = {}, large = {}] = found
  for (const [name, cost] of Object.entries(large))
    shown(`flat ${name}`, { ...cost, small: small[name]?.rows ?? '-' })
  expect(Object.keys(large).length).toBeGreaterThan(25)
  // A row more or less depends on which key happens to stand behind the last one read.
  const grown = Object.entries(large).filter(
    ([name, { trips, rows }]) => trips !== small[name]?.trips || rows > small[name].rows + 3,
  )
  expect(grown).toEqual([])
})
