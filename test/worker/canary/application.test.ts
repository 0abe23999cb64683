import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { runClocks } from '../../../api/application/due.ts'
import { recountTimes } from '../../../api/application/times/recount.ts'
import { seal } from '../../../api/audit/seal.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { sendExchange } from '../../../api/exchange/send.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { sender } from '../../support/applicationFiles.ts'
import { fragments, typed, wholeLife } from '../../support/applicationLife.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { found } from '../../support/found.ts'
import { shown } from '../../support/prove.ts'
import { type Seen, sharedSecret } from '../../support/receiver.ts'
import { staffApi } from '../../support/signedIn.ts'

// Whatever is typed into an application, by anybody, is found in no table, no file's metadata, no log line, no address, and
// in nothing that leaves for other systems.

const clock = clockAt(monday)
const lines: string[] = []
beforeEach(async () => {
  lines.length = 0
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => {
      lines.push(words.map(String).join(' '))
    })
  clock.set(monday)
  await demo(env)
})
afterEach(() => vi.restoreAllMocks())

/** Every address in an answer: headers, links, paths. */
const addressesIn = ({ headers, text }: { headers: Headers; text: string }) => [
  headers.get('location') ?? '',
  ...(text.match(/"(?:https?:\/)?\/[^"]*"/g) ?? []),
]

test('nothing typed into an application is kept, logged, addressed or sent on in the clear', async () => {
  const before = await everyRow()
  const { DB, reset } = faulty()
  const api = apiClient({ clock, bindings: { DB } })
  const staff = staffApi({ clock })
  const answers: { headers: Headers; text: string }[] = []
  const call = api.post
  api.post = async (...args) => {
    const answer = await call(...args)
    answers.push(answer)
    return answer
  }
  const life = await wholeLife({ api, staff, clock })
  const { reference, accessCode, draft } = life
  // What is thrown at it, and what breaks on the way.
  const said = { applicant: { name: typed.name, phone: typed.phone, idType: 'none' }, note: typed.message }
  await draft.do('save', said)
  await api.post('/applications', `{"${typed.name}": ${typed.phone}`)
  await api.post(`/applications/${typed.phone}/open`, { accessCode })
  await api.get(`/matters/${typed.phone}/times?station=${encodeURIComponent(typed.name)}`)
  for (const message of ['D1_ERROR: no such column: x', 'D1_ERROR: Network connection lost.']) {
    reset({ throws: { batch: 0, message } })
    expect((await draft.do('messages', { words: typed.message })).status).toBeGreaterThanOrEqual(409)
    reset({ throws: { batch: 1, message } })
    await draft.do('messages', { words: typed.message })
  }
  reset()
  const { files } = await draft.open()
  expect(files[0].name).toBe(typed.fileName)
  const link = await sender({ reference, accessCode, clock }).link(files[0].id)
  answers.push(link)
  const box = `${inject('receiver')}/${crypto.randomUUID()}`
  const ctx = await testCtx({ clock, bindings: { EXCHANGE_URL: box, EXCHANGE_KEY: sharedSecret } })
  clock.pass(DAY)
  for (const job of [runClocks, recountTimes, recountTimes, seal]) await job(ctx)
  expect(await sendExchange(ctx)).toMatchObject({ delivered: 1 })

  const rows = await everyRow()
  let tables = 0
  for (const [table, text] of Object.entries(rows)) {
    if (text === before[table]) continue
    // The pieces may stand in what was there before; what was typed may not.
    const own = fragments.filter((one) => !before[table]?.includes(one))
    expect(found(text, [...own, accessCode, life.personCode]), table).toEqual([])
    tables += 1
  }
  expect(tables).toBeGreaterThan(12)
  expect(rows.application, 'the test looks at what was written').toContain(reference)

  const { objects } = await env.FILES.list({ include: ['httpMetadata', 'customMetadata'] })
  expect(objects.length).toBeGreaterThan(2)
  const metadata = JSON.stringify(
    objects.map(({ key, httpMetadata, customMetadata }) => ({ key, httpMetadata, customMetadata })),
  )
  expect(found(metadata, [...fragments, reference])).toEqual([])

  const addresses = answers.flatMap(addressesIn).join('\n')
  expect(addresses).toContain('/applications/')
  expect(found(addresses, [...fragments, accessCode])).toEqual([])

  const sent = (await (await fetch(box)).json()) as Seen[]
  expect(sent[0]!.body).toContain('exchange-batch')
  expect(found(sent[0]!.body, [...fragments, reference, accessCode])).toEqual([])

  const log = lines.join('\n')
  expect(log).toContain('/api/v1/applications/:reference/save')
  expect(found(log, [...fragments, accessCode, reference])).toEqual([])
  shown('canary in applications', {
    strings: fragments.length,
    tables,
    objects: objects.length,
    lines: lines.length,
    found: 0,
  })
}, 60_000)
