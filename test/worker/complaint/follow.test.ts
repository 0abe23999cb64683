import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { startOfDay } from '../../../api/calendar/day.ts'
import { tellFollowers } from '../../../api/complaint/near/tell.ts'
import { purgeComplaints } from '../../../api/complaint/purge.ts'
import { render } from '../../../api/notification/template.ts'
import { purge } from '../../../api/privacy/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import type { walkTo } from '../../support/complaintRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'
import { atComplaints, author, complaintAt, openProblem, solvedProof, told } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const phone = '13800000222'
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const follow = (id: string, body: object = {}, headers = {}) =>
  api.post(`/complaints/near/${id}/follow`, body, headers)
const unfollow = (id: string, accessCode: string) =>
  api.post(`/complaints/near/${id}/unfollow`, { accessCode })
const followers = async () =>
  (await env.DB.prepare('SELECT * FROM complaint_follower').all<Record<string, string | number | null>>())
    .results
const one = async (id: string) => (await api.get(`/complaints/near/${id}`)).body
const tell = async () => (await tellFollowers(await testCtx({ clock }))).told
/** The complaint goes to a state at the moment of the clock, as a verb would write it. */
const goes = (reference: string, state: Parameters<typeof walkTo>[1]) =>
  env.DB.prepare('UPDATE complaint SET updated_at = ? WHERE reference = ?')
    .bind(clock.now(), reference)
    .run()
    .then(async () => {
      const ended = ['closed', 'withdrawn', 'declined', 'unanswered'].includes(state)
      await env.DB.prepare(
        `UPDATE complaint SET state = ?, rev = rev + 1, closed_at = ${ended ? 'updated_at' : 'NULL'}, closed_how = ${ended ? "'silent'" : 'NULL'} WHERE reference = ?`,
      )
        .bind(state, reference)
        .run()
    })
const tomorrow = (hour: string) => Date.parse(`2026-11-24T${hour}:00+08:00`)

describe('waiting for the same', () => {
  test('takes a mobile, sealed; the same request hears the same again; nothing goes out now', async () => {
    const { id } = await openProblem(api)
    const key = { 'idempotency-key': 'sent-it-twice' }
    const first = await follow(id, { phone }, key)
    expect(first).toMatchObject({ status: 201, body: { id, told: 'text', accessCode: expect.any(String) } })
    expect((await follow(id, { phone }, key)).body).toEqual(first.body)
    const rows = await followers()
    expect(rows).toMatchObject([{ phone: expect.any(String), phone_key: expect.stringMatching(/./) }])
    expect(JSON.stringify(rows)).not.toContain(phone)
    expect(await waitingMessages('complaint.news', id)).toEqual([])
    // Without a number: the address of its page, and a code of one's own.
    const quiet = await follow(id, {}, { 'idempotency-key': 'pressed-twice' })
    expect(quiet.body).toMatchObject({ told: 'look' })
    expect((await follow(id, {}, { 'idempotency-key': 'pressed-twice' })).body).toEqual(quiet.body)
    expect(quiet.body.accessCode).not.toBe(first.body.accessCode)
    expect(await followers()).toHaveLength(2)
  })

  test('is counted for everybody from five on, and for those at work always', async () => {
    const { id, reference } = await openProblem(api)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    for (let i = 0; i < 4; i++) await follow(id)
    expect((await one(id)).followers).toBeNull()
    expect((await desk.open(reference)).body.followers).toBe(4)
    const { body } = await follow(id, { phone })
    expect((await one(id)).followers).toBe(5)
    expect((await desk.open(reference)).text).not.toContain(phone)
    expect((await unfollow(id, body.accessCode)).body).toEqual({ id, status: 'left' })
    expect((await one(id)).followers).toBeNull()
  })

  test('stops with the code, and the number is gone; a wrong code opens nothing', async () => {
    const { id } = await openProblem(api)
    const other = await openProblem(api)
    const { accessCode } = (await follow(id, { phone })).body
    expect((await unfollow(id, '22222222')).body.code).toBe('record-not-found')
    expect((await unfollow(other.id, accessCode)).status).toBe(404)
    expect((await unfollow('P-22222222', accessCode)).status).toBe(404)
    expect((await unfollow(id, '')).status).toBe(422)
    for (const _ of [1, 2]) expect((await unfollow(id, accessCode)).status).toBe(200)
    expect(await followers()).toMatchObject([{ phone: null, phone_key: '', left_at: expect.any(Number) }])
    // And can begin again.
    expect((await follow(id, { phone })).status).toBe(201)
    const again = (await followers()).filter((row) => row.phone !== null)
    expect(again).toHaveLength(1)
    // The old code stops nothing more.
    expect((await unfollow(id, accessCode)).status).toBe(200)
    expect((await followers()).filter((row) => row.phone !== null)).toEqual(again)
    for (let i = 0; i < 11; i++) await unfollow(id, '22222222')
    expect((await unfollow(id, '22222222')).body.code).toBe('too-many-tries')
  })

  test('says what is wrong beside the field, and refuses what is over or not public', async () => {
    const { id, reference } = await openProblem(api)
    const wrong = async (body: object) => (await follow(id, body)).body.errors?.[0]?.code
    expect(await wrong({ phone: '123' })).toBe('phone.short')
    expect(await wrong({ phone: '0571-88880000' })).toBe('follow.mobile')
    expect(await wrong({ website: 'x' })).toBe('trap.filled')
    expect(await wrong({ more: 'x' })).toBe('unknown-key')
    const key = { 'idempotency-key': 'one-key-of-mine' }
    await follow(id, { phone }, key)
    expect((await follow(id, { phone: '13800000333' }, key)).body.code).toBe('idempotency-mismatch')
    await goes(reference, 'answered')
    expect((await follow(id, {})).body.code).toBe('follow-over')
    expect((await follow('P-22222222', {})).status).toBe(404)
  })

  test('costs a proof or a place in the tray, and a number is given five times in a day at most', async () => {
    const { id } = await openProblem(api)
    const guarded = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_DAY: '2' } as never })
    const proof = await solvedProof(clock)
    const at = `/complaints/near/${id}/follow`
    expect((await guarded.post(at, { proof })).status).toBe(201)
    expect((await guarded.post(at, { proof })).body.code).toBe('proof-invalid')
    expect((await guarded.post(at, {})).status).toBe(201)
    expect((await guarded.post(at, {})).status).toBe(201)
    expect((await guarded.post(at, {})).body.code).toBe('day-tray-full')
    const given = async (times: number) => {
      const results = []
      for (let i = 0; i < times; i++)
        results.push((await follow((await openProblem(api)).id, { phone })).status)
      return results
    }
    expect(await given(7)).toEqual([201, 201, 201, 201, 201, 429, 429])
    // The database settles it, also of those that come together; another day begins anew.
    clock.set(monday + 86_400_000)
    await Promise.all(Array.from({ length: 8 }, () => follow(id, { phone })))
    expect((await follow(id, { phone })).body.code).toBe('follow-often')
    expect((await follow(id, { phone: '13800000333' })).status).toBe(201)
    expect((await follow(id, {})).status).toBe(201)
    clock.set(monday + 2 * 86_400_000)
    expect(await given(1)).toEqual([201])
    expect((await env.DB.prepare('SELECT begun FROM complaint_follow_day').all()).results).toHaveLength(4)
    clock.set(monday + 3 * 86_400_000)
    await purge(await testCtx({ clock }))
    expect((await env.DB.prepare('SELECT * FROM complaint_follow_day').all()).results).toEqual([])
  })
})

describe('whoever types the number of somebody else', () => {
  /** A whole day of one number at one problem: all that can be seen of it. */
  async function dayOf(id: string, number: string) {
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    const reference = await env.DB.prepare(
      'SELECT c.reference AS reference FROM complaint c JOIN complaint_public p ON p.complaint_id = c.id WHERE p.id = ?',
    )
      .bind(id)
      .first<{ reference: string }>()
    const count = async () => (await desk.open(reference?.reference ?? '')).body.followers as number
    const before = await count()
    const seen = []
    const codes: string[] = []
    for (let i = 0; i < 7; i++) {
      const { status, body } = await follow(id, { phone: number })
      if (body.accessCode) codes.push(body.accessCode)
      const { accessCode, ...rest } = body
      const shape = /^[2-9A-HJKMNP-Z]{8}$/.test(accessCode ?? '')
      seen.push({ status, code: body.code, keys: Object.keys(rest), shape, more: (await count()) - before })
    }
    expect(new Set(codes).size).toBe(codes.length)
    return { seen, codes }
  }

  test('sees the same whether it waits or not, over a whole day', async () => {
    const { id } = await openProblem(api)
    const own = (await follow(id, { phone })).body.accessCode as string
    clock.set(monday + 86_400_000)
    const waits = await dayOf(id, phone)
    const not = await dayOf(id, '13800000333')
    expect(waits.seen).toEqual(not.seen)
    expect(waits.seen.map(({ status, more }) => [status, more])).toEqual([
      [201, 1],
      [201, 2],
      [201, 3],
      [201, 4],
      [201, 5],
      [429, 5],
      [429, 5],
    ])
    expect(waits.codes).not.toContain(own)
    // Whether it waits for many others is not seen either: as many as it likes at once.
    for (let day = 2; day < 6; day++) {
      clock.set(monday + day * 86_400_000)
      for (let i = 0; i < 5; i++)
        expect((await follow((await openProblem(api)).id, { phone })).status).toBe(201)
    }
  })

  test('is given a code that stops nothing of theirs, and they are told once', async () => {
    const { id, reference } = await openProblem(api)
    await follow(id, { phone })
    const [first] = await followers()
    const key = { 'idempotency-key': 'of-a-stranger' }
    const { accessCode } = (await follow(id, { phone: '+86 138 0000 0222' }, key)).body
    await follow(id, { phone })
    expect((await unfollow(id, accessCode)).status).toBe(200)
    const rows = await followers()
    expect(rows.find((row) => row.id === first?.id)).toEqual(first)
    const others = rows.filter((row) => row.id !== first?.id)
    expect(others).toMatchObject([
      { phone: null, phone_key: '' },
      { phone: null, phone_key: '' },
    ])
    expect(others.filter((row) => row.left_at !== null)).toHaveLength(1)
    await goes(reference, 'answered')
    clock.set(tomorrow('08:00'))
    expect([await tell(), await tell()]).toEqual([1, 0])
    expect(await waitingMessages('complaint.news', id)).toMatchObject([{ phone }])
  })

  test('leaves fifty numbers for one problem in a day at most, which tells nothing of a number', async () => {
    const { id } = await openProblem(api)
    const other = await openProblem(api)
    await follow(id, { phone })
    await env.DB.prepare('UPDATE complaint_public SET numbers_given = 49 WHERE id = ?').bind(id).run()
    for (let i = 0; i < 5; i++) await follow(other.id, { phone: '13800000555' })
    expect((await follow(id, { phone: '13800000333' })).status).toBe(201)
    const full = await Promise.all(
      [phone, '13800000333', '13800000444', '13800000555'].map(async (number) => {
        const { status, body } = await follow(id, { phone: number })
        return [status, body.code]
      }),
    )
    expect(new Set(full.map(String))).toEqual(new Set(['429,follow-full']))
    expect((await follow(id, {})).status).toBe(201)
    expect((await follow(other.id, { phone })).status).toBe(201)
    clock.set(monday + 86_400_000)
    expect((await follow(id, { phone })).status).toBe(201)
  })
})

describe('those who wait', () => {
  test('are told on the morning after, once, in runs of thirty, and their numbers are gone', async () => {
    const { id, reference } = await openProblem(api)
    for (let i = 0; i < 32; i++) await follow(id, { phone: `138000003${String(i).padStart(2, '0')}` })
    await follow(id)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    await desk.do(reference, 'take')
    expect((await desk.do(reference, 'answer', { done: '换了灯', by: '电工', noPhoto: '夜里' })).status).toBe(
      200,
    )
    expect(await tell()).toBe(0)
    clock.set(tomorrow('07:59'))
    expect(await tell()).toBe(0)
    clock.set(tomorrow('08:00'))
    const runs = [await tell(), await tell(), await tell()]
    expect(runs.reduce((sum, n) => sum + n)).toBe(32)
    expect(runs[2]).toBe(0)
    const messages = await waitingMessages('complaint.news', id)
    expect(messages).toHaveLength(32)
    expect(messages[0]).toMatchObject({ data: { reference: id, tiding: 'near-done' } })
    const text = render('complaint.news', 'zh', messages[0]!.data as never, {
      origin: 'https://kaimen.test',
    }).text
    expect(text).toContain(`kaimen.test/complaints/problem/${id}`)
    expect(
      (await followers()).every(({ phone, phone_key, told_at }) => !phone && !phone_key && told_at),
    ).toBe(true)
    // The count stays: so many waited for it.
    expect((await one(id)).followers).toBe(33)
    expect((await env.DB.prepare('SELECT * FROM complaint_follow_due').all()).results).toEqual([])
  })

  test.each([
    ['unanswered', 'near-over'],
    ['answered', 'near-done'],
  ] as const)('hear of one that is %s', async (state, tiding) => {
    const { id, reference } = await openProblem(api)
    await follow(id, { phone })
    await goes(reference, state)
    clock.set(tomorrow('08:00'))
    expect(await tell()).toBe(1)
    expect(await waitingMessages('complaint.news', id)).toMatchObject([{ phone, data: { tiding } }])
  })

  test('wait further for what was opened again before the morning', async () => {
    const { id, reference } = await openProblem(api)
    await follow(id, { phone })
    await goes(reference, 'answered')
    await goes(reference, 'reopened')
    clock.set(tomorrow('08:00'))
    expect([await tell(), await tell()]).toEqual([0, 0])
    await goes(reference, 'answered')
    clock.set(tomorrow('08:00') + 86_400_000)
    expect(await tell()).toBe(1)
  })

  test('of one that was joined to another hear when that is answered', async () => {
    const joined = await openProblem(api)
    const into = await openProblem(api)
    await follow(joined.id, { phone })
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    const merged = await desk.do(joined.reference, 'merge', { into: into.reference, words: '同一盏灯' })
    expect(merged.status).toBe(200)
    clock.set(tomorrow('08:00'))
    expect(await tell()).toBe(0)
    await goes(into.reference, 'answered')
    clock.set(tomorrow('08:00') + 86_400_000)
    expect(await tell()).toBe(1)
    expect(await waitingMessages('complaint.news', joined.id)).toMatchObject([
      { data: { tiding: 'near-done' } },
    ])
    expect(await waitingMessages('complaint.news', into.id)).toEqual([])
  })

  test.each([
    ['was withdrawn', (reference: string) => goes(reference, 'withdrawn')],
    [
      'is let be followed no more',
      (reference: string) =>
        env.DB.prepare('UPDATE complaint SET open_wish = 0 WHERE reference = ?').bind(reference).run(),
    ],
    [
      'was answered, and hidden before the morning',
      async (reference: string) => {
        await goes(reference, 'answered')
        await env.DB.prepare('UPDATE complaint SET open_wish = 0 WHERE reference = ?').bind(reference).run()
      },
    ],
  ])('are not texted of what %s; their numbers are gone', async (_, ends) => {
    const { id, reference } = await openProblem(api)
    for (let i = 0; i < 32; i++) await follow(id, { phone: `138000003${String(i).padStart(2, '0')}` })
    await ends(reference)
    clock.set(tomorrow('08:00'))
    expect([await tell(), await tell(), await tell()]).toEqual([0, 0, 0])
    expect(await waitingMessages('complaint.news', id)).toEqual([])
    expect((await followers()).every((row) => !row.phone && !row.phone_key && row.told_at)).toBe(true)
    expect((await env.DB.prepare('SELECT * FROM complaint_follow_due').all()).results).toEqual([])
  })

  test('lose their numbers with what is kept of it', async () => {
    const { id, reference } = await openProblem(api)
    await follow(id, { phone })
    await env.DB.prepare('UPDATE complaint SET keep_until = 1 WHERE reference = ?').bind(reference).run()
    expect(await purgeComplaints(await testCtx({ clock }))).toEqual({ emptied: 1 })
    expect(await followers()).toMatchObject([{ phone: null, phone_key: '' }])
  })
})

test('nothing of an anonymous problem is timed by those who wait for it', async () => {
  clock.set(monday + 12_345_678)
  const receipt = await openProblem(api, { anonymous: true, name: undefined, phone: undefined })
  const { accessCode } = (await follow(receipt.id, { phone }, { 'idempotency-key': 'by-its-author' })).body
  await follow(receipt.id, { phone: '13800000444' })
  await unfollow(receipt.id, accessCode)
  const desk = await atComplaints(staff, clock, 'supervisor', '*')
  await desk.do(receipt.reference, 'take')
  await desk.do(receipt.reference, 'answer', { done: '换了灯', by: '电工', noPhoto: '夜里' })
  const day = startOfDay('2026-11-23')
  const rows = await followers()
  expect(rows.map(({ followed_at }) => followed_at)).toEqual([day, day])
  expect(rows.flatMap(({ left_at }) => left_at ?? [])).toEqual([day])
  expect((await env.DB.prepare('SELECT told_from FROM complaint_follow_due').all()).results).toEqual([
    { told_from: tomorrow('08:00') },
  ])
  const leaves = await env.DB.prepare(
    "SELECT body FROM audit_leaf WHERE action LIKE 'complaint.%follow'",
  ).all<{ body: string }>()
  expect(leaves.results).toHaveLength(3)
  for (const { body } of leaves.results) expect(JSON.parse(body).at ?? null).toBeNull()
  const kept = await env.DB.prepare(
    "SELECT created_at FROM idempotency WHERE operation = 'complaint.follow'",
  ).all()
  expect(kept.results).toEqual([{ created_at: day }, { created_at: day }])
  expect((await complaintAt(receipt.reference)).updated_at).toBe(day)
  expect((await author(api, receipt).read()).state).toBe('answered')
  expect(await told(api, { ...{ kind: 'question', words: '还在吗' }, anonymous: true })).toBeTruthy()
})
