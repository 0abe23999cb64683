import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { runClocks } from '../../../api/application/due.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { filedOne, type Holding, lin } from '../../support/applying.ts'
import { systemCtx } from '../../support/appointment.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { factsAbout } from '../../support/feedback.ts'
import { provedOwn } from '../../support/identity.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const run = async () => runClocks({ ...(await systemCtx(clock)), after: () => {}, wake: async () => {} })
const told = async ({ reference }: Pick<Holding, 'reference'>) =>
  (await waitingMessages('application.moved', reference)).map(({ data }) => data.what.zh)
const ok = <T extends { status: number; text: string }>(answer: T): T => {
  expect(answer.status, answer.text).toBe(200)
  return answer
}
let people = 30

const shows = { seen: 'resident-id', numberEnd: '0014' }
const seenAt = async (desk: Awaited<ReturnType<typeof atDesk>>, reference: string) =>
  ok(await desk.post(`/staff/applications/${reference}/identity`, shows))

/** One filed, and decided at once; proved by its person unless said, or seen at a counter and no more. */
async function decided(
  delivery: string,
  { proved = true, refused = false }: { proved?: boolean | 'seen'; refused?: boolean } = {},
) {
  const filed = await filedOne(api, { ...lin, phone: `138000001${people++}` })
  const { reference } = filed
  await env.DB.prepare('UPDATE application SET delivery = ? WHERE reference = ?')
    .bind(delivery, reference)
    .run()
  const desk = await atDesk(staff, clock)
  if (proved === true) await provedOwn(reference)
  if (proved === 'seen') await seenAt(desk, reference)
  ok(await desk.do(reference, 'accept'))
  const no = { outcome: 'refused', ground: 'record', words: '有记录。' }
  ok(await desk.do(reference, 'decide', refused ? no : { outcome: 'approved' }))
  const certificate = refused
    ? null
    : ok(await desk.do(reference, 'issue', { finding: 'none' })).body.certificate
  return { filed, reference, desk, certificate: certificate as string }
}
const end = (day: string) => Date.parse(`${day}T23:59:59.999+08:00`)
/** Ninety days from Monday 23 November 2026. */
const last = end('2027-02-22')

describe('what is ready', () => {
  test('at the counter or online is no longer up to the office; what goes by post is, until it has left', async () => {
    const counter = await decided('counter')
    expect(await applicationAt(counter.reference)).toMatchObject({
      clock: 'collect',
      due_at: last,
      late_at: null,
    })
    const online = await decided('electronic', { proved: false })
    expect(await applicationAt(online.reference)).toMatchObject({
      state: 'issued',
      clock: 'collect',
      due_at: last,
    })
    const post = await decided('post')
    expect(await applicationAt(post.reference)).toMatchObject({ clock: 'deliver', due_at: end('2026-12-07') })
    expect(await post.filed.open()).toMatchObject({ waitsFor: 'office' })
    expect(await counter.filed.open()).toMatchObject({
      waitsFor: 'resident',
      clock: {
        clock: 'collect',
        dueDay: '2027-02-22',
        certainty: 'K1',
        basis: { zh: expect.stringContaining('不是法定') },
      },
    })
    const sent = { how: 'posted', tracking: 'SF1234567' }
    ok(await post.desk.do(post.reference, 'handover', sent))
    expect(await applicationAt(post.reference)).toMatchObject({ clock: 'posted', due_at: end('2026-12-23') })
    expect(await post.filed.open()).toMatchObject({ waitsFor: 'nobody' })
    ok(await post.desk.do(post.reference, 'handover', { how: 'returned' }))
    expect(await applicationAt(post.reference)).toMatchObject({
      state: 'issued',
      clock: 'collect',
      due_at: last,
    })
    const unasked = await counter.desk.do(counter.reference, 'handover', sent)
    expect(unasked.body.errors).toMatchObject([{ pointer: '/how', code: 'handover.no-address' }])
    expect(await told(post)).toEqual([
      '已提交，等待受理',
      '已受理',
      '有新消息',
      '有新消息',
      '有新消息',
      '有新消息',
    ])
    const texts = (await post.filed.open()).timeline.map(({ text }: { text: { zh: string } }) => text.zh)
    expect(texts.slice(-4)).toEqual(['已办好', '已寄出', '邮件退回来了，可以到窗口领取', '领取'])
    expect((await told(counter)).at(-1)).toBe('有新消息')
  })

  test('by post waits for whoever has not proved enough, and is up to the office from the day they have', async () => {
    const { filed, reference, desk } = await decided('post', { proved: false })
    expect(await applicationAt(reference)).toMatchObject({ state: 'issued', clock: 'collect', due_at: last })
    expect(await desk.open(reference)).toMatchObject({
      waitsFor: 'resident',
      stateText: { zh: '已办好，等申请人到窗口领' },
    })
    clock.set(end('2026-12-09'))
    expect(await run()).toMatchObject({ late: 0 })
    const sent = { how: 'posted', tracking: 'SF1234567' }
    expect((await desk.do(reference, 'handover', sent)).body.code).toBe('identity-first')
    await seenAt(desk, reference)
    expect(await applicationAt(reference)).toMatchObject({
      state: 'issued',
      clock: 'deliver',
      clock_started_at: end('2026-12-09'),
      due_at: end('2026-12-23'),
    })
    expect(await desk.open(reference)).toMatchObject({ waitsFor: 'office' })
    expect((await filed.open()).state).toBe('decided')
    ok(await desk.do(reference, 'handover', sent))
    expect(await env.DB.prepare('SELECT count(*) AS n FROM application_lapse').first('n')).toBe(0)
  })

  test('online is finished by the document that is shown, and whoever notes it as collected is told so', async () => {
    const { filed, reference, desk } = await decided('electronic', { proved: false })
    const answer = ok(await desk.do(reference, 'handover', { how: 'collected', ...shows }))
    expect(answer.body).toMatchObject({ state: 'finished', told: 'none', promise: { subject: reference } })
    const at = await applicationAt(reference)
    expect(at).toMatchObject({ state: 'finished', identity: 'counter', rev: answer.body.rev })
    expect((await told(filed)).at(-1)).toBe('有结果了：核对身份以后告诉您')
  })

  test('and late all the same when it left too late', async () => {
    const { reference, desk } = await decided('post')
    clock.set(end('2026-12-09'))
    expect(await run()).toMatchObject({ late: 1 })
    ok(await desk.do(reference, 'handover', { how: 'posted', tracking: 'SF1234567' }))
    expect(await applicationAt(reference)).toMatchObject({ clock: 'posted', late_at: null })
    const { results } = await env.DB.prepare('SELECT clock FROM application_lapse').all()
    expect(results).toEqual([{ clock: 'deliver' }])
  })
})

describe('what nobody comes for', () => {
  test('is spoken of a fortnight before, and ended after ninety days with what becomes of it', async () => {
    const { filed, reference, certificate } = await decided('counter')
    clock.set(last - 14 * DAY - 1)
    expect(await run()).toMatchObject({ reminded: 0 })
    clock.set(last - 14 * DAY)
    expect(await run()).toMatchObject({ reminded: 1 })
    expect(await run()).toMatchObject({ reminded: 0 })
    const [reminder] = await waitingMessages('application.reminder', reference)
    expect(reminder?.data).toMatchObject({
      what: { zh: '还有一步等您' },
      until: '2027-02-22T23:59:59+08:00',
    })
    clock.set(last)
    expect(await run()).toMatchObject({ uncollected: 0 })
    clock.set(last + 1)
    expect(await run()).toMatchObject({ uncollected: 1, late: 0, expired: 0 })
    expect(await applicationAt(reference)).toMatchObject({
      state: 'uncollected',
      clock: null,
      closed_at: last + 1,
      keep_until: last + 1 + 365 * DAY,
    })
    expect((await told(filed)).at(-1)).toBe('有新消息')
    expect(await filed.open()).toMatchObject({ state: 'uncollected', waitsFor: 'nobody', clock: null })
    expect((await factsAbout(reference)).map(({ action }) => action)).toContain('application.expire')
    const state = env.DB.prepare('SELECT state FROM certificate WHERE number = ?').bind(certificate)
    expect(await state.first('state')).toBe('valid')
    const item = env.DB.prepare("SELECT body ->> 'outcome' AS outcome FROM exchange_item")
    expect(await item.first('outcome')).toBe('granted')
    expect(await env.DB.prepare('SELECT count(*) AS n FROM application_lapse').first('n')).toBe(0)
    expect(await run()).toMatchObject({ uncollected: 0, reminded: 0 })
  })

  test('without a proof it is spoken of alike whatever the result was, and its end is not told', async () => {
    const issued = await decided('counter', { proved: false })
    const online = await decided('electronic', { proved: false })
    const refused = await decided('counter', { proved: false, refused: true })
    // Seen at a counter, and no code of their own: as little is told to them.
    const seenOnly = await decided('counter', { proved: 'seen' })
    const seenRefused = await decided('counter', { proved: 'seen', refused: true })
    const unsent = await decided('post', { proved: false })
    const proved = await decided('counter', { refused: true })
    clock.set(monday + 76 * DAY - 1)
    expect(await run()).toMatchObject({ reminded: 0 })
    clock.set(monday + 76 * DAY)
    expect(await run()).toMatchObject({ reminded: 6 })
    clock.set(last + 1)
    expect(await run()).toMatchObject({ uncollected: 4, reminded: 0 })
    const texts = await told(issued)
    expect(texts.slice(-1)).toEqual(['有结果了，还等您核对身份；有东西要领的，至少保留到2027年2月21日周日'])
    const others = [online, refused, unsent, seenOnly, seenRefused]
    for (const other of others) expect(await told(other)).toEqual(texts)
    expect(await told(proved)).not.toContain(texts.at(-1))
    for (const { reference } of [issued, ...others])
      expect(await waitingMessages('application.reminder', reference)).toEqual([])
    const alike = [issued, ...others].map(async ({ filed }) => {
      const { timeline, state, clock: running, waitsFor, can, visits } = await filed.open()
      return { timeline, state, running, waitsFor, can, visits }
    })
    const [first, ...rest] = await Promise.all(alike)
    for (const other of rest) expect(other).toEqual(first)
    // Whoever proves it later reads what became of it, and the certificate.
    await provedOwn(online.reference)
    const seen = await online.filed.open()
    expect(seen).toMatchObject({ state: 'uncollected', certificates: [{ state: 'valid' }] })
    expect(seen.timeline.at(-1).text.zh).toContain('电子证明照样有效')
  })
})

test('what was posted and does not come back within thirty days is finished', async () => {
  const { filed, reference, desk } = await decided('post')
  ok(await desk.do(reference, 'handover', { how: 'posted', tracking: 'SF1234567' }))
  clock.set(end('2026-12-23'))
  expect(await run()).toMatchObject({ finished: 0 })
  clock.set(end('2026-12-23') + 1)
  expect(await run()).toMatchObject({ finished: 1, late: 0 })
  expect(await applicationAt(reference)).toMatchObject({
    state: 'finished',
    clock: null,
    tracking: 'SF1234567',
  })
  expect((await told(filed)).at(-1)).toBe('有新消息')
  expect((await filed.open()).timeline.at(-1).text.zh).toBe('寄出后没有退回，已办结')
})

describe('somebody authorised collects', () => {
  const agent = { name: '王小明', seen: 'resident-id', authority: true }

  test('their name is sealed, and the person reads who came', async () => {
    const { filed, reference } = await decided('counter')
    const clerk = await atDesk(staff, clock, 'clerk')
    const hand = (more: object) => clerk.do(reference, 'handover', { how: 'agent', ...more })
    const wrong = async (more: object) => (await hand(more)).body.errors?.map((e: { code: string }) => e.code)
    expect(await wrong({})).toEqual(['agent.required'])
    expect(await wrong({ agent: { ...agent, name: ' ' } })).toEqual(['name.required'])
    expect(await wrong({ agent: { name: '', seen: '', authority: false } })).toEqual([
      'agent.required',
      'seen.required',
      'agent.authority',
    ])
    expect(await wrong({ agent: { ...agent, authority: false } })).toEqual(['agent.authority'])
    expect(await wrong({ how: 'collected', agent })).toEqual(['wrong-value'])
    ok(await hand({ agent }))
    expect(await applicationAt(reference)).toMatchObject({ state: 'collected', agent_seen: 'resident-id' })
    expect((await told(filed)).at(-1)).toBe('有新消息')
    const { timeline, words } = await filed.open()
    expect(timeline.at(-1).text.zh).toBe('已由您委托的人领走')
    expect(words.at(-1)).toMatchObject({ side: 'office', words: expect.stringContaining('王小明') })
    const leaves = JSON.stringify(await factsAbout(reference))
    expect(leaves).toContain('"agent"')
    expect(leaves).not.toContain('王小明')
    const { results } = await env.DB.prepare('SELECT words FROM application_word').all<{ words: string }>()
    expect(results.map(({ words: kept }) => kept.slice(0, 3))).toEqual(['v1.'])
  })

  test('nothing is handed to anybody for a person who has proved nothing, or who has to come themselves', async () => {
    const unproved = await decided('counter', { proved: false })
    const answer = await unproved.desk.do(unproved.reference, 'handover', { how: 'agent', agent, ...shows })
    expect(answer.body.code).toBe('identity-first')
    expect(await applicationAt(unproved.reference)).toMatchObject({ state: 'issued', identity: 'phone' })
    // Seen at a counter alone, they would not read who came.
    const seenOnly = await decided('counter', { proved: 'seen' })
    const clerk = await atDesk(staff, clock, 'clerk')
    const byAgent = () => clerk.do(seenOnly.reference, 'handover', { how: 'agent', agent })
    expect((await byAgent()).body.code).toBe('identity-first')
    expect((await clerk.open(seenOnly.reference)).identity).toMatchObject({ reached: 'counter', own: false })
    ok(await clerk.post(`/staff/records/${seenOnly.reference}/code`, shows))
    expect((await clerk.open(seenOnly.reference)).identity.own).toBe(true)
    ok(await byAgent())
    expect((await told(seenOnly.filed)).at(-1)).toBe('有新消息')
    const own = await applicationRow('issued', {
      matter_code: 'HK-01',
      received_at: monday,
      decided_at: monday,
    })
    const refused = await unproved.desk.do(own, 'handover', { how: 'agent', agent })
    expect(refused.body.errors).toMatchObject([{ pointer: '/how', code: 'agent.in-person' }])
    expect(await applicationAt(own)).toMatchObject({ state: 'issued', agent_seen: null })
  })
})
