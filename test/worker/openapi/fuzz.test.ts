import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ApiDocument } from '../../../api/docs/document.ts'
import type { Bindings } from '../../../api/env.ts'
import { settlePeriods } from '../../../api/evaluation/close/settle.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, ready } from '../../support/applying.ts'
import { publish } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { issued } from '../../support/certificate.ts'
import { testCtx } from '../../support/ctx.ts'
import { judge } from '../../support/fuzz/answer.ts'
import { nameOf, operationsOf, subjectOf } from '../../support/fuzz/contract.ts'
import { Known } from '../../support/fuzz/known.ts'
import { type Plan, plainRequestTo, requestsTo } from '../../support/fuzz/plan.ts'
import { type Made, made } from '../../support/fuzz/request.ts'
import { proving, seed, shown, times } from '../../support/prove.ts'
import { fixedProblem, publishing } from '../../support/publishing.ts'
import { staffApi } from '../../support/signedIn.ts'
import { aComplaint, aProblem, told as toldPolice } from '../../support/telling.ts'

const clock = clockAt(monday)
beforeEach(async () => {
  await demo(env)
  await publish(clock)
  await settlePeriods(await testCtx({ clock }))
  for (const level of ['log', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation((line) => {
    lastError = String(line)
  })
})
afterEach(() => vi.restoreAllMocks())

const app = createWholeApp({ clock })
const open = { ...env, BOT_CHECKS: 'off' } as Bindings
const guarded = { ...env, BOT_CHECKS: 'on' } as Bindings
let sender = 0
let lastError = ''

async function send({ method, url, headers, body }: Made, bindings: Bindings) {
  const context = createExecutionContext()
  const request = new Request(`http://localhost${url}`, {
    method,
    // Nobody is held up by what others send.
    headers: { 'cf-connecting-ip': `198.18.${(sender >> 8) % 256}.${sender++ % 256}`, ...headers },
    body,
  })
  const response = await app.fetch(request, bindings, context)
  const text = await response.text()
  await waitOnExecutionContext(context)
  const { status } = response
  const asked = { method, path: new URL(request.url).pathname }
  return { asked, answer: { status, headers: response.headers, body: null, text } }
}

/** Enough of a request to send it again. */
const told = ({ method, url, headers, body }: Made) =>
  `${method} ${url.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${JSON.stringify(body)?.slice(0, 500)}`

/** What a form wants is more than chance finds: drafts, applications and certificates that are there already. */
async function learnCases(known: Known): Promise<void> {
  const api = apiClient({ clock })
  for (const make of [begun, begun, begun, ready, ready, filedOne]) {
    const { reference, accessCode, open } = await make(api)
    known.learn('application', { reference, accessCode }, await open())
  }
  for (let i = 0; i < 6; i++) {
    const { reference, accessCode } = await toldPolice(api, i % 2 ? aProblem() : aComplaint())
    const { body } = await api.post(`/complaints/${reference}/open`, { accessCode })
    known.learn('complaint', { reference, accessCode }, body)
  }
  for (let i = 0; i < 2; i++) {
    const world = { api, staff: staffApi({ clock }), clock }
    const id = await publishing(world, await fixedProblem(world, { photos: true }))
    const { body } = await api.get(`/answered/${id}`)
    known.learn('answered', { photo: body.photos[0].href.split('/').at(-1) }, body)
  }
  for (let i = 0; i < 3; i++) {
    const { number, checkCode: code } = await issued(await testCtx({ clock }))
    known.learn('certificate', {}, { number, code })
  }
}

test('whatever is sent, the answer is one the document describes', { timeout: 1_800_000 }, async () => {
  const runs = times(900, 20_000)
  const document = (await apiClient().get('/openapi.json')).body as ApiDocument
  const ops = operationsOf(document)
  const faultsOf = judge(document, ops)
  const plans = requestsTo(document, ops)
  const known = new Known()
  known.add('name', ['张小明', '阿依古丽·买买提', 'Zoë Müller'])
  known.add(
    'phone',
    Array.from({ length: 300 }, (_, i) => `1380000${1_000 + i}`),
  )
  known.add('website', [''])
  known.add('idType', ['none', 'none', 'resident-id'])
  known.add('idNumber', ['11010519491231002X', '440524188001010014'])
  await learnCases(known)

  const faults = new Map<string, string>()
  const answered = new Map<string, number>()
  const reached = new Map<string, number>()
  let sent = 0
  async function ask(plan: Plan) {
    clock.set(monday + sent++ * 7_200)
    const request = made(plan, known)
    const { asked, answer } = await send(request, plan.guarded ? guarded : open)
    answered.set(`${answer.status}`, (answered.get(`${answer.status}`) ?? 0) + 1)
    for (const fault of faultsOf(asked, answer)) {
      const name = `${asked.method} ${plan.op.path} ${answer.status}: ${fault}`
      if (!faults.has(name))
        faults.set(
          name,
          `${told(request)} => ${answer.text.slice(0, 300)} ${answer.status < 500 ? '' : lastError}`,
        )
    }
    if (answer.status >= 300 || asked.method !== plan.op.method.toUpperCase()) return
    reached.set(nameOf(plan.op), (reached.get(nameOf(plan.op)) ?? 0) + 1)
    if (answer.headers.get('content-type')?.includes('json'))
      known.learn(subjectOf(plan.op.path), request.sent, JSON.parse(answer.text))
  }
  // First what leads on: lists before what they list, reading before writing, each until it went well a few times.
  const inOrder = ops.toSorted((a, b) => a.method.localeCompare(b.method) || a.path.length - b.path.length)
  // In the suite always the same way, or luck would say how far so few requests come; the rest is drawn anew.
  const lead = proving ? seed : 303
  for (let round = 0; round < 10; round++) {
    for (const op of inOrder.filter((op) => (reached.get(nameOf(op)) ?? 0) < 3)) {
      const [plan] = fc.sample(plainRequestTo(document, op), { seed: lead + round, numRuns: 1 })
      await ask(plan!)
    }
  }
  while (sent < runs) {
    const numRuns = Math.min(250, runs - sent)
    for (const plan of fc.sample(plans, { seed: seed + sent, numRuns })) await ask(plan)
  }
  vi.restoreAllMocks()
  const unreached = ops.map(nameOf).filter((name) => !reached.has(name))
  shown('requests from the OpenAPI document', {
    seed: String(seed),
    requests: runs,
    operations: ops.length,
    'answered well': reached.size,
    ...(unreached.length > 0 && { 'never well': unreached.join(' ') }),
    faults: faults.size,
    ...Object.fromEntries([...answered].sort().map(([status, n]) => [`status ${status}`, n])),
  })
  expect([...faults], `KAIMEN_SEED=${seed}`).toEqual([])
  expect(reached.size, 'most operations were got through to').toBeGreaterThan(ops.length / 2)
})
