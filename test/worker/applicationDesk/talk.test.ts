import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { type Answer, apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, lin } from '../../support/applying.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const ok = ({ status, text, body }: Answer) => {
  expect(status, text).toBe(200)
  return body
}

describe('opening one', () => {
  test('is masked, noted once a day, and shows answers only to whoever handles', async () => {
    const { reference, ...filed } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    const clerk = await atDesk(staff, clock, 'clerk')
    const supervisor = await atDesk(staff, clock, 'supervisor', '*')
    for (let i = 0; i < 2; i++) {
      const body = ok(await handler.get(`/staff/applications/${reference}`))
      expect(body).toMatchObject({
        inner: true,
        person: { name: '林**', phone: '138****0031', idNumber: '4****************4' },
        needsFinding: true,
        state: 'submitted',
      })
      expect(body.can).toEqual(
        expect.arrayContaining(['take', 'accept', 'decline', 'ask', 'message', 'note', 'identity', 'unmask']),
      )
      expect(body.can).not.toContain('issue')
    }
    for (const [who, can] of [
      [clerk, ['identity', 'unmask', 'code']],
      [supervisor, ['hold']],
    ] as const) {
      const body = ok(await who.get(`/staff/applications/${reference}`))
      expect([body.inner, body.answers, body.files, body.thread, body.can]).toEqual([
        false,
        null,
        [],
        [],
        can,
      ])
      expect(JSON.stringify(body)).not.toContain('林样张')
    }
    const opened = await env.DB.prepare('SELECT count(*) AS n FROM record_view').first<number>('n')
    expect(opened).toBe(3)
    const { openings } = (await api.post(`/applications/${reference}/open`, { accessCode: filed.accessCode }))
      .body
    expect(openings.times).toBe(3)
  })

  test('in clear only with a reason; the answers only for whoever handles', async () => {
    const { reference } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    const clerk = await atDesk(staff, clock, 'clerk')
    const path = `/staff/records/${reference}/unmask`
    const body = ok(await handler.post(path, { fields: ['name', 'idNumber', 'answers'], reason: 'identity' }))
    expect(body.values).toMatchObject({ name: lin.name, idNumber: lin.idNumber })
    expect(Array.isArray(body.values.answers)).toBe(true)
    expect((await clerk.post(path, { fields: ['answers'], reason: 'identity' })).status).toBe(403)
    ok(await clerk.post(path, { fields: ['name'], reason: 'identity' }))
    expect(ok(await clerk.post('/staff/records/find', { typed: reference })).items).toMatchObject([
      { reference, name: '林**', state: 'submitted' },
    ])
  })

  test('a lost code is replaced at the counter after the document was seen', async () => {
    const { reference, accessCode } = await filedOne(api)
    const clerk = await atDesk(staff, clock, 'clerk')
    const slip = ok(
      await clerk.post(`/staff/records/${reference}/code`, { seen: 'resident-id', numberEnd: '0014' }),
    )
    const open = (code: string) => api.post(`/applications/${reference}/open`, { accessCode: code })
    expect((await open(accessCode)).status).toBe(404)
    expect((await open(slip.accessCode)).status).toBe(200)
  })

  test('a draft is its holder’s alone, another station’s is not there, another role may not', async () => {
    const draft = await begun(api)
    const { reference } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    expect((await handler.get(`/staff/applications/${draft.reference}`)).status).toBe(404)
    const other = await atDesk(staff, clock, 'handler', 'sp_nanqiao')
    const publisher = await atDesk(staff, clock, 'publisher')
    for (const [who, status] of [
      [other, 404],
      [publisher, 403],
    ] as const) {
      expect((await who.get(`/staff/applications/${reference}`)).status).toBe(status)
      expect((await who.do(reference, 'take')).status).toBe(status)
      expect((await who.do(reference, 'accept')).status).toBe(status)
    }
    expect((await applicationAt(reference)).rev).toBe((await applicationAt(reference)).rev)
  })
})

describe('talking', () => {
  test('a message waits for the resident, their answer for the office; notes and opinions stay inside', async () => {
    const { reference, ...filed } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    const [second, third] = [await atDesk(staff, clock), await atDesk(staff, clock)]
    expect(ok(await handler.do(reference, 'message', { words: '请问哪天用？', asks: true }))).toMatchObject({
      told: 'text',
    })
    expect(await applicationAt(reference)).toMatchObject({ thread_waits: 'resident', handler_id: handler.id })
    const [text] = await waitingMessages('application.message', reference)
    expect(JSON.stringify(text)).not.toContain('哪天用')
    ok(await handler.do(reference, 'note', { words: '家属来过电话' }))
    ok(await handler.do(reference, 'ask-opinion', { staffId: second.id, words: '这份怎么看？' }))
    expect((await handler.do(reference, 'ask-opinion', { staffId: handler.id, words: '我' })).status).toBe(
      422,
    )
    const list = ok(await second.get('/staff/applications?tab=opinions'))
    expect(list.items.map((item: { reference: string }) => item.reference)).toEqual([reference])
    const asked = (await second.open(reference)).opinions[0]
    const give = { wordId: asked.id, words: '可以办' }
    expect((await third.do(reference, 'give-opinion', give)).status).toBe(403)
    // Whoever handles it meanwhile is no other eye.
    const handledBy = (id: string) =>
      env.DB.prepare('UPDATE application SET handler_id = ? WHERE reference = ?').bind(id, reference).run()
    await handledBy(second.id)
    expect((await second.open(reference)).can).not.toContain('give-opinion')
    expect((await second.do(reference, 'give-opinion', give)).status).toBe(403)
    await handledBy(handler.id)
    const both = await Promise.all([
      second.do(reference, 'give-opinion', give),
      second.do(reference, 'give-opinion', give),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(ok(await second.get('/staff/applications?tab=opinions')).items).toEqual([])
    const shown = await handler.open(reference)
    expect(shown.notes).toMatchObject([{ words: '家属来过电话' }])
    expect(shown.opinions).toMatchObject([{ words: '这份怎么看？', answer: { words: '可以办' } }])
    const theirs = await api.post(`/applications/${reference}/open`, { accessCode: filed.accessCode })
    expect(theirs.text).toContain('请问哪天用？')
    for (const inner of ['家属来过电话', '可以办', '这份怎么看']) expect(theirs.text).not.toContain(inner)
  })

  test('a template answers in the language of the resident; who changes it sees what was', async () => {
    const { reference } = await filedOne(api)
    const handler = await atDesk(staff, clock)
    const made = await handler.post('/staff/answer-templates', {
      station: 'qingshi',
      matter: 'CR-01',
      title: '查询中',
      words: { zh: '正在查询。', en: 'We are searching.' },
    })
    expect(made.status, made.text).toBe(201)
    const { id } = made.body
    expect(
      (await handler.post('/staff/answer-templates', { station: '*', title: 'x', words: made.body.words }))
        .status,
    ).toBe(404)
    expect((await handler.open(reference)).templates).toMatchObject([{ id, mine: true }])
    ok(await handler.do(reference, 'message', { templateId: id }))
    expect((await handler.open(reference)).thread).toMatchObject([{ words: '正在查询。', side: 'office' }])
    const change = { matter: null, title: '查询', words: { zh: '在查。', en: 'Searching.' } }
    expect((await handler.put(`/staff/answer-templates/${id}`, { rev: 4, ...change })).status).toBe(409)
    expect(ok(await handler.put(`/staff/answer-templates/${id}`, { rev: 0, ...change }))).toMatchObject({
      rev: 1,
    })
    ok(await handler.post(`/staff/answer-templates/${id}/off`, { rev: 1 }))
    expect(ok(await handler.get('/staff/answer-templates?station=qingshi')).items).toEqual([])
    const over = await handler.do(reference, 'message', { templateId: id })
    expect(over.body.errors).toMatchObject([{ code: 'template.unknown' }])
  })
})

test('several at once: what can be done is done, and of each other one it is said why not', async () => {
  const one = await filedOne(api)
  const two = await filedOne(api, { ...lin, phone: '13800000032' })
  const handler = await atDesk(staff, clock)
  ok(await handler.do(two.reference, 'accept'))
  const elsewhere = 'B-20261123-222222'
  const body = ok(
    await handler.post('/staff/applications/batch', {
      action: 'accept',
      references: [one.reference, two.reference, elsewhere],
    }),
  )
  expect(body.done).toBe(1)
  expect(body.items.map(({ ok, code }: { ok: boolean; code: string }) => [ok, code])).toEqual([
    [true, null],
    [false, 'step-refused'],
    [false, 'invalid-input'],
  ])
  const mute = await handler.post('/staff/applications/batch', {
    action: 'message',
    references: [one.reference],
  })
  expect(mute.status).toBe(422)
})

test('terms: no fee of one’s own where none may be asked, and none above what is fixed', async () => {
  const chief = await atDesk(staff, clock, 'chief')
  const asked = async (code: string, fen: number | null, name?: string) => {
    const path = `/staff/matters/${code}/terms`
    const terms = ok(await chief.get(`${path}?station=qingshi`))
    const item = terms.usual.fee.items.at(-1)
    const items = [{ name: name ? { zh: name, en: name } : item.name, fen }]
    const fee = { items, basis: null, certainty: 'K1', local: fen === null }
    const offer = { station: 'qingshi', offered: true, promise: null, seen: terms.seen }
    const { status, body } = await chief.post(path, { ...offer, fee })
    return [item.fen, status, body.errors?.[0].code]
  }
  for (const code of ['CR-01', 'RP-02']) {
    expect(await asked(code, 1000), code).toEqual([0, 422, 'fee.too-high'])
    expect(await asked(code, 1000, '手续费'), code).toEqual([0, 422, 'fee.too-high'])
    expect(await asked(code, null), code).toEqual([0, 422, 'fee.too-high'])
    expect((await asked(code, 0))[1], code).toBe(200)
  }
  const [price = 0] = await asked('ID-03', 4001)
  expect(price).toBe(4000)
  expect((await asked('ID-03', 4001)).slice(1)).toEqual([422, 'fee.too-high'])
  expect((await asked('ID-03', 3000))[1]).toBe(200)
})

test('terms: what is no longer offered comes back as it was, its promise, fee and note with it', async () => {
  const chief = await atDesk(staff, clock, 'chief')
  const path = '/staff/matters/ID-03/terms'
  const here = "service_point_id = 'sp_qingshi' AND matter_code = 'ID-03'"
  const row = (table: string) => env.DB.prepare(`SELECT * FROM ${table} WHERE ${here}`).first()
  await env.DB.prepare(
    `UPDATE matter_offer SET note_zh = '二楼办', note_en = 'Upstairs', counter_group = 'household' WHERE ${here}`,
  ).run()
  const read = async () => ok(await chief.get(`${path}?station=qingshi`))
  const { usual } = await read()
  const own = {
    promise: { value: 1, unit: 'working_day' },
    fee: { ...usual.fee, items: usual.fee.items.map((item: object) => ({ ...item, fen: 100 })) },
  }
  const change = async (more: object) =>
    ok(await chief.post(path, { station: 'qingshi', ...own, seen: (await read()).seen, ...more }))
  await change({ offered: true })
  const before = await row('matter_offer')
  const off = await change({ offered: false })
  expect(off).toMatchObject({ offered: false, ...own, note: { zh: '二楼办' } })
  expect([await row('matter_offer'), await row('matter_offer_off')]).toEqual([null, before])
  expect((await api.get('/matters/ID-03?station=qingshi')).body.station).toMatchObject({ offered: false })
  // Off once more is the same, and what was changed meanwhile holds.
  const { promise } = await change({ offered: false, promise: { value: 2, unit: 'working_day' } })
  expect(promise).toEqual({ value: 2, unit: 'working_day' })
  await change({ offered: true })
  expect([await row('matter_offer'), await row('matter_offer_off')]).toEqual([before, null])
  expect(
    (await chief.post(path, { station: 'qingshi', offered: false, ...own, seen: off.seen })).body.code,
  ).toBe('stale')
})

test('a fee that came into the database above the fixed one is shown and charged nowhere', async () => {
  const { results } = await env.DB.prepare(
    `SELECT m.code AS code, m.content -> '$.fee' AS fee FROM matter m JOIN matter_offer o ON o.matter_code = m.code
     WHERE o.service_point_id = 'sp_qingshi' AND m.code IN ('ID-03', 'CR-01')`,
  ).all<{ code: string; fee: string }>()
  expect(results).toHaveLength(2)
  const chief = await atDesk(staff, clock, 'chief')
  const shown = async () => [
    (await api.get('/stations/qingshi')).body.matters
      .filter(({ code }: { code: string }) => code === 'ID-03' || code === 'CR-01')
      .map(({ code, fee, ownTerms }: Record<string, unknown>) => [code, fee, ownTerms]),
    (await api.get('/matters?station=qingshi')).body.items
      ?.filter(({ code }: { code: string }) => code === 'ID-03' || code === 'CR-01')
      .map(({ code, fee }: Record<string, unknown>) => [code, fee]),
    ...(await Promise.all(
      results.map(async ({ code }) => {
        const { body } = await api.get(`/matters/${code}?station=qingshi`)
        const { fee } = ok(await chief.get(`/staff/matters/${code}/terms?station=qingshi`))
        return [body.fee, body.feeSummary, body.station.ownFee, JSON.stringify(body.offeredAt), fee]
      }),
    )),
  ]
  const lawful = await shown()
  for (const { code, fee } of results) {
    const read = JSON.parse(fee)
    const dearer = {
      ...read,
      items: read.items.map((item: { fen: number | null }) => ({
        ...item,
        fen: (item.fen ?? 0) + 5_000_000,
      })),
    }
    await env.DB.prepare(
      `UPDATE matter_offer SET fee = ? WHERE service_point_id = 'sp_qingshi' AND matter_code = ?`,
    )
      .bind(JSON.stringify(dearer), code)
      .run()
  }
  expect(await shown()).toEqual(lawful)
})

test('terms: quicker than the bureau, never slower; two at once are told', async () => {
  const chief = await atDesk(staff, clock, 'chief')
  const path = '/staff/matters/CR-01/terms'
  const terms = ok(await chief.get(`${path}?station=qingshi`))
  expect(terms.usual.promise).toEqual({ value: 3, unit: 'working_day' })
  const change = { station: 'qingshi', offered: true, fee: null, seen: terms.seen }
  const slow = await chief.post(path, { ...change, promise: { value: 4, unit: 'working_day' } })
  expect(slow.body.errors).toMatchObject([{ pointer: '/promise', code: 'promise.too-long' }])
  const quick = { ...change, promise: { value: 1, unit: 'working_day' } }
  expect(ok(await chief.post(path, quick)).promise).toEqual(quick.promise)
  expect((await chief.post(path, quick)).body.code).toBe('stale')
  expect((await (await atDesk(staff, clock)).get(`${path}?station=qingshi`)).status).toBe(403)
  const { reference } = await filedOne(api)
  ok(await chief.do(reference, 'accept'))
  expect((await applicationAt(reference)).due_at).toBe(Date.parse('2026-11-24T23:59:59.999+08:00'))
  clock.set(monday + DAY)
})
