import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ComplaintState } from '../../../api/complaint/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { staffApi } from '../../support/signedIn.ts'
import {
  anAccusation,
  aProblem,
  atComplaints,
  author,
  openProblem as publicProblem,
  told,
} from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const town = '990101100'
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const openProblem = (more: object = {}, state: ComplaintState = 'accepted') =>
  publicProblem(api, { point: undefined, ...more }, state)
const near = async (query: string) => (await api.get(`/complaints/near?${query}`)).body.items
const ids = async (query: string) => (await near(query)).map(({ id }: { id: string }) => id)

describe('what is open nearby', () => {
  test('tells what kind, where, since when and with whom, and not a word of what was told', async () => {
    const { id } = await openProblem({ point: { lat: 29.123456, lon: 120.654321 } })
    const answer = await api.get(`/complaints/near?town=${town}`)
    expect(answer.body.items).toEqual([
      {
        id,
        category: { zh: expect.any(String), en: expect.any(String) },
        town: { zh: expect.any(String), en: expect.any(String) },
        area: null,
        since: '2026-11-23',
        at: { slug: expect.any(String), name: expect.any(Object), phone: expect.any(String) },
        point: { lat: 29.123, lon: 120.654 },
        followers: 0,
        alike: false,
      },
    ])
    expect(answer.text).not.toMatch(/路灯|3 号楼|林小满|13800000111|29\.1234|120\.6543|C-2026/)
    const one = await api.get(`/complaints/near/${id}`)
    expect(one.body).toMatchObject({ id, state: 'open', page: null, followers: 0 })
    expect(one.text).not.toMatch(/路灯|3 号楼|林小满|13800000111|29\.1234|C-2026/)
  })

  test('is only what its author agreed to, somebody looked at and took up, and is not over', async () => {
    const { id } = await openProblem()
    const kept = await openProblem({ open: false })
    expect(kept.id).toBe('')
    await told(api, aProblem({ open: true }))
    for (const state of ['answered', 'closed', 'withdrawn', 'declined', 'unanswered', 'merged'] as const)
      await openProblem({}, state)
    const tray = await openProblem()
    await env.DB.prepare('UPDATE complaint SET tray = 1 WHERE reference = ?').bind(tray.reference).run()
    const back = await openProblem()
    await env.DB.prepare('UPDATE complaint SET open_wish = 0 WHERE reference = ?').bind(back.reference).run()
    const unseen = await openProblem({}, 'waiting')
    await env.DB.prepare('UPDATE complaint SET open_wish = 1 WHERE reference = ?')
      .bind(unseen.reference)
      .run()
    expect((await ids(`town=${town}`)).sort()).toEqual([id, unseen.id].sort())
    expect((await api.get(`/complaints/near/${tray.id}`)).status).toBe(404)
    expect((await api.get(`/complaints/near/${back.id}`)).status).toBe(404)
    expect((await api.get('/complaints/near/P-22222222')).status).toBe(404)
    expect((await api.get('/complaints/near/C-20261123-7K3M9Q')).status).toBe(422)
  })

  test('never holds an accusation, what is kept from a station, or what must not reach somebody', async () => {
    await openProblem()
    const asked = [`town=${town}&category=small-hazard`, 'lat=29.123&lon=120.654']
    const before = await Promise.all(
      asked.map(async (query) => (await api.get(`/complaints/near?${query}`)).text),
    )
    const accused = await told(api, anAccusation({ open: true }))
    const away = await told(api, anAccusation({ kind: 'service', away: true, officer: '', open: true }))
    const shut = await openProblem({ point: { lat: 29.123, lon: 120.654 } })
    for (const { reference } of [accused, away]) {
      await walkTo(reference, 'accepted', 'accepted_at = received_at, tray = 0')
      // As wrong as rows can be: nothing of such a kind is found whatever stands in them.
      await env.DB.prepare(
        "UPDATE complaint SET open_wish = 1, town_code = ?, category = 'small-hazard', lat = 29.123, lon = 120.654 WHERE reference = ?",
      )
        .bind(town, reference)
        .run()
      await env.DB.prepare(
        "INSERT INTO complaint_public (complaint_id, id, kind, locale) SELECT id, 'P-' || substr(reference, 12), kind, 'zh' FROM complaint WHERE reference = ?",
      )
        .bind(reference)
        .run()
    }
    await env.DB.prepare(
      "INSERT INTO complaint_barred (complaint_id, who, barred_id) SELECT id, 'staff', 'su_x' FROM complaint WHERE reference = ?",
    )
      .bind(shut.reference)
      .run()
    for (const [n, query] of asked.entries())
      expect((await api.get(`/complaints/near?${query}`)).text).toBe(before[n])
    expect((await api.get(`/complaints/near/${shut.id}`)).status).toBe(404)
  })

  test('shows what is alike first, then the newest, five at most, and looks across the border of a town', async () => {
    const old = await openProblem({ category: 'small-hazard' })
    clock.set(monday + 86_400_000)
    const others = []
    for (let i = 0; i < 6; i++) others.push(await openProblem({ category: 'small-dispute' }))
    const found = await near(`town=${town}&category=small-hazard`)
    expect(found.map(({ alike }: { alike: boolean }) => alike)).toEqual([true, false, false, false, false])
    expect(found[0].id).toBe(old.id)
    const there = await openProblem({
      town: '990101101',
      category: 'small-dispute',
      point: { lat: 29.1234, lon: 120.6543 },
    })
    // 0.002 degrees are some 220 metres, 0.004 some 450.
    expect((await near(`town=${town}&lat=29.125&lon=120.654`))[0]).toMatchObject({
      id: there.id,
      alike: true,
    })
    // Of another kind it is another thing, however near.
    expect(
      (await near(`category=small-hazard&lat=29.125&lon=120.654`)).find(
        (one: { id: string }) => one.id === there.id,
      ),
    ).toMatchObject({ alike: false })
    expect(await ids('lat=29.1271&lon=120.654')).toEqual([])
    expect(await ids('')).toEqual([])
    expect((await api.get('/complaints/near?town=x')).status).toBe(422)
    expect((await api.get('/complaints/near?lat=91&lon=120')).status).toBe(422)
  })

  test('asks twice in vain for where exactly it is', async () => {
    await openProblem({ point: { lat: 29.12349, lon: 120.65449 } })
    const at = async (lat: number) => (await ids(`lat=${lat.toFixed(4)}&lon=120.654`)).length
    // The border of what is close lies around the rounded point, to the hundred metres of who asks.
    const found = []
    for (let lat = 29.1185; lat < 29.128; lat += 0.0005) found.push(await at(lat))
    const inside = found.flatMap((n, i) => (n ? [29.1185 + i * 0.0005] : []))
    expect((Math.min(...inside) + Math.max(...inside)) / 2).toBeCloseTo(29.123, 3)
  })
})

describe('before one is filed', () => {
  test('something alike is named once, nothing is written, and the same goes in all the same', async () => {
    const { id } = await openProblem()
    const before = await env.DB.prepare('SELECT count(*) AS n FROM complaint').first<{ n: number }>()
    const key = { 'idempotency-key': 'typed-only-once' }
    const body = aProblem({ words: '路灯又不亮了' })
    const refused = await api.post('/complaints', { ...body, unlessNear: true }, key)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'already-known', near: [{ id, alike: true }] },
    })
    expect(await env.DB.prepare('SELECT count(*) AS n FROM complaint').first()).toEqual(before)
    const { reference } = await told(api, body, key)
    expect(reference).toMatch(/^C-/)
    // Pressed once more, whichever button: the receipt.
    expect((await told(api, { ...body, unlessNear: true }, key)).reference).toBe(reference)
  })

  test('nothing is in the way where there is nothing alike, nor for another kind', async () => {
    await openProblem({ category: 'small-dispute' })
    await told(api, aProblem({ unlessNear: true }))
    await told(api, anAccusation({ unlessNear: true }))
    await openProblem()
    await told(api, aProblem({ unlessNear: true, town: '990101101' }))
    const wrong = await api.post('/complaints', aProblem({ unlessNear: true, words: '' }))
    expect(wrong.status).toBe(422)
  })

  test('a problem that was told is found once a station takes it up', async () => {
    const receipt = await told(api, aProblem({ open: true }))
    const { slug } = receipt.handledBy
    const point = await env.DB.prepare('SELECT id FROM service_point WHERE slug = ?')
      .bind(slug)
      .first<{ id: string }>()
    const desk = await atComplaints(staff, clock, 'handler', point?.id ?? '')
    expect(await ids(`town=${town}`)).toEqual([])
    expect((await desk.do(receipt.reference, 'accept')).status).toBe(200)
    expect(await ids(`town=${town}`)).toEqual([expect.stringMatching(/^P-/)])
    await author(api, receipt).post('withdraw')
    expect(await ids(`town=${town}`)).toEqual([])
  })
})
