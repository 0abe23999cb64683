import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR, toIso } from '../../../api/calendar/day.ts'
import { publishDue } from '../../../api/notice/publishDue.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { factsOf, leavesOf, type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

const number = '11010519491231002X'
const personal = { body: `拾得身份证一张，号码 ${number}，请来领取。` }

let road: NoticeRoad
let clock: ReturnType<typeof clockAt>
beforeEach(async () => {
  clock = clockAt(monday)
  road = await noticeRoad(clock)
})

test('a finding is shown in place, with its rule and what to write instead', async () => {
  const { people, inReview, desk } = road
  const id = await inReview(personal)
  const { findings } = await desk(id, people.writer)
  expect(findings).toMatchObject([
    { field: 'body', text: number, rule: 'id-number', title: { zh: '公民身份号码' }, certainty: 'K1' },
  ])
  const [{ from, to, advice, key }] = findings
  expect(personal.body.slice(from, to)).toBe(number)
  expect(advice.zh).not.toBe('')
  expect(key).not.toContain(number)
})

test('one finding is masked by its key, all of them at once', async () => {
  const { begin, save, desk, done } = road
  const id = await begin()
  const body = `号码 ${number}；电话 13800138000。`
  await done(save(id, { body }))
  const [first] = (await desk(id)).findings
  await done(save(id, { body, redact: [first.key] }))
  const one = await desk(id)
  expect(one.content.body).not.toContain(number)
  expect(one.content.body).toContain('13800138000')
  await done(save(id, { body: one.content.body, redact: 'all' }))
  expect(await desk(id)).toMatchObject({ findings: [] })
})

test('what the bureau publishes of itself is no finding', async () => {
  const { begin, save, desk, done } = road
  const { phone, address_zh } = (await env.DB.prepare(
    "SELECT phone, address_zh FROM service_point WHERE slug = 'qingshi'",
  ).first<{ phone: string; address_zh: string }>())!
  const id = await begin()
  await done(save(id, { body: `请打 ${phone}，或到${address_zh}。` }))
  expect((await desk(id)).findings).toEqual([])
})

test('nothing is published over a finding that nobody let stand, nor without a reason', async () => {
  const { inReview, publish, desk } = road
  const id = await inReview(personal)
  const { status, body, text } = await publish(id)
  expect([status, body.code]).toEqual([409, 'notice-gate'])
  expect(body.findings).toMatchObject([{ rule: 'id-number' }])
  expect(text).not.toContain(number)
  const over = (await desk(id)).findings.map(({ key }: { key: string }) => key)
  expect((await publish(id, { over })).body.errors).toMatchObject([{ pointer: '/why', code: 'notice.why' }])
  expect((await publish(id, { over: ['body:0-1:id-number'], why: '样例' })).body.code).toBe('notice-gate')
})

test('a finding let stand stays with the version by its rule and reason, and never what stood there', async () => {
  const { people, inReview, publish, desk, done } = road
  const id = await inReview(personal)
  const over = (await desk(id)).findings.map(({ key }: { key: string }) => key)
  await done(publish(id, { over, why: '样例号码，不是真人' }))
  expect((await desk(id, people.supervisor)).versions).toMatchObject([
    { over: ['id-number'], overWhy: '样例号码，不是真人' },
  ])
  const { over: kept } = (await env.DB.prepare('SELECT over FROM notice_version').first<{ over: string }>())!
  expect(kept).not.toContain(number)
  expect((await factsOf(id, 'notice.publish'))?.over).toBe(1)
  expect(JSON.stringify(await leavesOf(id))).not.toContain(number)
})

test('the database keeps no version over a finding without a reason', async () => {
  const { published } = road
  const id = await published()
  const put = env.DB.prepare(
    `INSERT INTO notice_version (notice_id, version, title, summary, body, matters, details, author_id, reader_id, over, at)
     VALUES (?, 2, 't', '', 'b', '[]', 'null', 'a', 'b', '[{}]', ?)`,
  ).bind(id, monday)
  await expect(put.run()).rejects.toThrow('notice_over_needs_reason')
})

test('what the gate finds at the scheduled minute sends the notice back to review', async () => {
  const { people, inReview, publish, desk, done } = road
  const { phone } = (await env.DB.prepare("SELECT phone FROM service_point WHERE slug = 'qingshi'").first<{
    phone: string
  }>())!
  const id = await inReview({ body: `请打 ${phone}。` })
  await done(publish(id, { publishAt: toIso(monday + HOUR) }))
  // Since then the telephone is no longer the station's.
  await env.DB.prepare("UPDATE service_point SET phone = '000-0000-9999' WHERE phone = ?").bind(phone).run()
  await env.DB.prepare("UPDATE officer SET duty_phone = '000-0000-9999' WHERE duty_phone = ?")
    .bind(phone)
    .run()
  clock.pass(HOUR)
  expect(await publishDue(await systemCtx(clock))).toEqual({ published: 0, stopped: 1 })
  const after = await desk(id, people.writer)
  expect(after).toMatchObject({ state: 'review', step: 'review', publishAt: null, publishedAt: null })
  expect(after.events[0]).toMatchObject({ what: 'stopped', by: null })
  expect(await factsOf(id, 'notice.stop')).toMatchObject({ findings: 1 })
  expect(await publishDue(await systemCtx(clock))).toEqual({ published: 0, stopped: 0 })
})

test('the reason of a withdrawal names nobody', async () => {
  const { people, inReview, publish, act, revOf, done } = road
  const id = await inReview({ body: '本周六照常办理。' })
  await done(publish(id))
  const withdraw = async (zh: string) =>
    act(people.chief, id, 'withdraw', { rev: await revOf(id), reason: { zh, en: 'Personal data' } })
  const { status, body } = await withdraw(`误登了 ${number}`)
  expect([status, body.errors]).toMatchObject([422, [{ pointer: '/reason/zh', code: 'notice.personal' }]])
  expect((await withdraw('误登了个人信息')).status).toBe(200)
})

test.each(['A\rATTENDEE:mailto:a@b.cn', 'A\u0000', 'A\ud800'])(
  'the place of a meeting is a line that can be written out everywhere: %j',
  async (place) => {
    const { begin, save } = road
    const id = await begin({ category: 'meeting' })
    const details = { startsAt: toIso(monday), endsAt: toIso(monday + HOUR), place }
    const { status, body } = await save(id, { category: 'meeting', details })
    const kept = status === 200 ? (await road.desk(id)).content.details.place : body.code
    expect(kept).toBe(place.startsWith('A\r') ? 'A ATTENDEE:mailto:a@b.cn' : 'invalid-input')
  },
)
