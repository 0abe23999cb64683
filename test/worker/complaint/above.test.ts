import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { jpegFile } from '../../support/files.ts'
import { staffApi } from '../../support/signedIn.ts'
import {
  aComplaint,
  anAccusation,
  atComplaints,
  author,
  complaintAt,
  photoForm,
  told,
} from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

/** A complaint that its station answered, and its author objected to. */
async function objected(body: object = aComplaint()) {
  const receipt = await told(api, body)
  const handler = await atComplaints(staff, clock)
  await handler.do(receipt.reference, 'accept')
  await handler.do(receipt.reference, 'answer', { done: '已经道歉', by: '窗口' })
  const own = author(api, receipt)
  expect((await own.post('object', { words: '没有人来道歉' })).status).toBe(200)
  return { ...receipt, handler, own }
}
type Said = { words: string | null; done: { done: string } | null }
const references = ({ items }: { items: { reference: string }[] }) => items.map(({ reference }) => reference)

test('whose answer was objected to reads on, and knows who has it', async () => {
  const { reference, handler } = await objected()
  expect(await complaintAt(reference)).toMatchObject({ desk: '*', level: 1, from_desk: 'sp_qingshi' })
  const { status, body } = await handler.open(reference)
  expect(status).toBe(200)
  expect(body).toMatchObject({ above: true, mine: false, handledBy: { slug: null }, can: ['note', 'photo'] })
  expect(body.thread.at(-1)).toMatchObject({ kind: 'answer', done: { done: '已经道歉' } })
  expect(body.stateText.zh).toBe('现在由督察办理')
  const list = await handler.list('above')
  expect(list.items).toMatchObject([{ reference, above: true, level: 1 }])
  expect(list.counts.above).toBe(1)
  for (const show of ['new', 'open', 'waiting', 'mine', 'late'])
    expect(references(await handler.list(show)), show).not.toContain(reference)
  const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
  expect((await supervisor.open(reference)).body.above).toBe(false)
  expect(references(await supervisor.list('new'))).toContain(reference)
  expect((await supervisor.list('above')).items).toEqual([])
})

test('they add a note and a photo, and decide nothing any more', async () => {
  const { reference, handler } = await objected()
  const chief = await atComplaints(staff, clock, 'chief')
  for (const who of [handler, chief])
    for (const [verb, more] of [
      ['answer', { done: '再说一次', by: '窗口' }],
      ['take', {}],
      ['work', {}],
      ['ask', { words: '哪天' }],
      ['message', { words: '对不起' }],
      ['extend', { value: 1, words: '忙' }],
      ['sort', {}],
      ['pass', { to: 'nanqiao', words: '请办' }],
      ['give-up', { words: '算了' }],
    ] as const)
      expect((await who.do(reference, verb, more)).status, verb).toBe(403)
  expect((await handler.do(reference, 'note', { words: '道歉信是 11 月 20 日寄的' })).status).toBe(200)
  const sent = await staff.call('POST', `/staff/complaints/${reference}/photos`, photoForm(), handler.headers)
  expect(sent.status).toBe(201)
  const links = await staff.call('POST', `/staff/complaints/${reference}/photos/links`, {}, handler.headers)
  expect([links.status, links.body.photos?.length]).toEqual([200, 1])
  expect((await complaintAt(reference)).handler_id).toBe(null)
  const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
  const { body } = await supervisor.open(reference)
  expect(body.thread.at(-1)).toMatchObject({ kind: 'note', words: '道歉信是 11 月 20 日寄的' })
  expect(body.photos).toHaveLength(1)
})

test('what is said from the objection on is not for them: neither words nor steps, photos, parts or other bodies', async () => {
  const receipt = await told(api, aComplaint())
  const { reference } = receipt
  const own = author(api, receipt)
  const [handler, chief, supervisor] = [
    await atComplaints(staff, clock),
    await atComplaints(staff, clock, 'chief'),
    await atComplaints(staff, clock, 'supervisor', '*'),
  ]
  const picture = async (headers: Record<string, string>, size: number) => {
    const form = photoForm({}, jpegFile({ width: size }))
    expect((await staff.call('POST', `/staff/complaints/${reference}/photos`, form, headers)).status).toBe(
      201,
    )
  }
  const links = async (headers: Record<string, string>) =>
    (await staff.call('POST', `/staff/complaints/${reference}/photos/links`, {}, headers)).body.photos
  await handler.do(reference, 'accept')
  await handler.do(reference, 'note', { words: '早先的一笔' })
  await picture(handler.headers, 10)
  const before = (await handler.open(reference)).body
  await handler.do(reference, 'answer', { done: '已经道歉', by: '窗口' })
  clock.pass(DAY)
  await own.post('object', { words: '只给督察看：所长推了我' })
  clock.pass(60_000)
  await supervisor.do(reference, 'work')
  await supervisor.do(reference, 'note', { words: '督察：先不惊动所里' })
  const { part } = (await supervisor.do(reference, 'split', { words: '另查所长' })).body
  await own.post('messages', { words: '我有录像' })
  const added = photoForm({ accessCode: receipt.accessCode }, jpegFile({ width: 20 }))
  expect((await api.call('POST', `/complaints/${reference}/photos`, added)).status).toBe(201)
  await picture(supervisor.headers, 30)
  await supervisor.do(reference, 'ask', { words: '哪天推的' })
  await own.post('messages', { words: '星期二下午' })
  await supervisor.do(reference, 'elsewhere', { office: '市检察院', words: '请协查' })
  await handler.do(reference, 'note', { words: '我们的说明' })
  await supervisor.do(reference, 'go-on')
  await picture(handler.headers, 40)
  const desk = (await supervisor.open(reference)).body
  const hidden = ['所长推了我', '先不惊动', '另查所长', part, '我有录像', '哪天推的', '星期二', '市检察院']
  for (const words of hidden) expect(JSON.stringify(desk), words).toContain(words)
  expect([desk.photos.length, (await links(supervisor.headers)).length]).toEqual([4, 4])
  for (const reader of [handler, chief]) {
    const { body } = await reader.open(reference)
    for (const words of hidden) expect(JSON.stringify(body), words).not.toContain(words)
    expect(body.thread.map(({ words, done }: Said) => words ?? done?.done)).toEqual([
      '早先的一笔',
      '已经道歉',
      '我们的说明',
    ])
    expect(body).toMatchObject({ above: true, state: 'reopened', stateText: { zh: '现在由督察办理' } })
    expect(body).toMatchObject({ outside: [], pauses: [], extended: [], same: [], colleagues: [], rooms: [] })
    expect(body).toMatchObject({ clock: null, turn: null, handler: null, openings: { times: 0 } })
    expect(body.events.at(-1).text.zh).toBe('本人有异议，重新办理')
    const ids = body.photos.map(({ id }: { id: string }) => id)
    expect(ids).toHaveLength(2)
    expect(ids).toContain(before.photos[0].id)
    expect((await links(reader.headers)).map(({ id }: { id: string }) => id).sort()).toEqual(ids.sort())
    const [item] = (await reader.list('above')).items
    expect(item).toMatchObject({ state: 'reopened', handler: null, handled: false, dueAt: null, same: 0 })
    const seen = await staff.post(
      `/staff/complaints/${reference}/unmask`,
      { words: '想知道是谁' },
      reader.headers,
    )
    expect([seen.status, seen.body.code]).toEqual([403, 'not-allowed'])
  }
  await supervisor.do(reference, 'answer', { done: '已处理', by: '督察' })
  const { body } = await handler.open(reference)
  expect(body).toMatchObject({ state: 'answered', thread: { length: 4 } })
  expect(body.thread.at(-1)).toMatchObject({ kind: 'answer', by: null, done: { done: '已处理' } })
  for (const words of hidden) expect(JSON.stringify(body), words).not.toContain(words)
})

test('a note of the supervision desk stays there when its writer comes to the station', async () => {
  const { reference } = await objected()
  const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
  await supervisor.do(reference, 'note', { words: '督察的一笔' })
  await env.DB.prepare(
    "UPDATE staff_grant SET service_point_id = 'sp_qingshi', role = 'chief' WHERE user_id = ?",
  )
    .bind(supervisor.id)
    .run()
  const { body } = await supervisor.open(reference)
  expect(body.above).toBe(true)
  expect(JSON.stringify(body)).not.toContain('督察的一笔')
})

test('they read how it ended', async () => {
  const { reference, handler, own } = await objected()
  const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
  await supervisor.do(reference, 'answer', { done: '所长登门道歉', by: '督察' })
  await own.post('accept', { satisfied: 5 })
  expect((await handler.open(reference)).body).toMatchObject({ above: true, state: 'closed', satisfied: 5 })
  expect(references(await handler.list('over'))).toContain(reference)
  expect((await handler.open(reference)).body.thread.at(-1).done.done).toBe('所长登门道歉')
  expect((await handler.do(reference, 'note', { words: '知道了' })).status).toBe(200)
})

test('nobody else does: another station, and nobody of what never was at a station', async () => {
  const { reference } = await objected()
  const stranger = await atComplaints(staff, clock, 'handler', 'sp_nanqiao')
  expect((await stranger.open(reference)).status).toBe(404)
  expect(references(await stranger.list('above'))).toEqual([])
  const handler = await atComplaints(staff, clock)
  for (const body of [anAccusation(), aComplaint({ away: true })]) {
    const receipt = await told(api, body)
    const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
    await supervisor.do(receipt.reference, 'accept')
    await supervisor.do(receipt.reference, 'answer', { done: '已核实', by: '督察' })
    await author(api, receipt).post('object', { words: '没有核实' })
    expect(await complaintAt(receipt.reference)).toMatchObject({ level: 1, from_desk: null })
    expect((await handler.open(receipt.reference)).status).toBe(404)
  }
})

test('found out to be about them, it is gone for them, for good; no desk is written that it never left', async () => {
  const { reference, handler } = await objected()
  const supervisor = await atComplaints(staff, clock, 'supervisor', '*')
  expect((await supervisor.do(reference, 'bar', { point: 'qingshi' })).status).toBe(200)
  expect((await handler.open(reference)).status).toBe(404)
  expect(references(await handler.list('above'))).toEqual([])
  expect((await handler.do(reference, 'note', { words: '解释' })).status).toBe(404)
  const run = (statement: string) => env.DB.prepare(statement).bind(reference).run()
  await expect(run("UPDATE complaint SET from_desk = 'sp_nanqiao' WHERE reference = ?")).rejects.toThrow(
    /barred/,
  )
  const accusation = await told(api, anAccusation())
  await expect(
    env.DB.prepare("UPDATE complaint SET from_desk = 'sp_qingshi', level = 1 WHERE reference = ?")
      .bind(accusation.reference)
      .run(),
  ).rejects.toThrow(/barred/)
})
