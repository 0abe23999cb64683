import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { everyRow } from '../../support/faults.ts'
import { factsOf, type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

const clock = clockAt(monday)
let road: NoticeRoad
beforeEach(async () => {
  road = await noticeRoad(clock)
})

const secret = '赵某某家住三楼'
const why = '本人要求删除'
const withdrawal = { reason: { zh: '含有个人信息', en: 'It held personal data' } }

const withdrawn = async (personal: boolean) => {
  const id = await road.published({ summary: secret })
  await road.done(
    road.act(road.people.chief, id, 'withdraw', { rev: await road.revOf(id), ...withdrawal, personal }),
  )
  return id
}
const erase = async (id: string, who = road.people.chief, more: object = {}) =>
  road.act(who, id, 'erase', { rev: await road.revOf(id), why, ...more })
const everything = async () => Object.values(await everyRow()).join('\n')
const run = (statement: string, ...values: unknown[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()

test('the text of a notice withdrawn for personal data is erased for a reason; hash, author, times and tombstone stay', async () => {
  const id = await withdrawn(true)
  expect(await everything()).toContain(secret)
  const before = await env.DB.prepare('SELECT author_id, reader_id, at, hides FROM notice_version').first()
  expect((await road.desk(id, road.people.chief)).may.erase).toBe(true)
  expect((await erase(id)).body).toMatchObject({ versions: [1] })
  expect(await everything()).not.toContain(secret)
  expect(await env.DB.prepare('SELECT author_id, reader_id, at, hides FROM notice_version').first()).toEqual(
    before,
  )
  expect(await factsOf(id, 'notice.publish')).toMatchObject({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(await factsOf(id, 'notice.erase')).toEqual({
    number: '2026-0001',
    versions: [1],
    files: 0,
    staff: expect.any(String),
  })
  const desk = await road.desk(id, road.people.chief)
  expect(desk.versions).toMatchObject([{ erased: { at: '2026-11-23T08:00:00+08:00', why } }])
  expect(desk.may.erase).toBe(false)
  const { body } = await apiClient({ clock }).get(`/notices/${id}`)
  expect(body).toMatchObject({ state: 'withdrawn', number: '2026-0001', withdrawn: withdrawal })
  expect((await erase(id)).body.code).toBe('notice-step')
})

test('of a notice corrected for personal data the versions before are erased, and the one in force stands', async () => {
  const id = await road.published({ summary: secret })
  await road.corrected(id, { note: '去掉了姓名', hides: true })
  expect((await erase(id)).body).toMatchObject({ versions: [1] })
  expect(await everything()).not.toContain(secret)
  const { status, body } = await apiClient({ clock }).get(`/notices/${id}`)
  expect([status, body.version, body.summary]).toEqual([200, 2, '设备检修，下午照常。'])
})

test('nothing else can be erased', async () => {
  const standing = await road.published()
  expect((await erase(standing)).body.code).toBe('notice-step')
  expect((await erase(await withdrawn(false))).body.code).toBe('notice-step')
  expect((await road.desk(standing, road.people.chief)).may.erase).toBe(false)
})

test('only who may withdraw erases, with a reason that names nobody, and as they saw it', async () => {
  const id = await withdrawn(true)
  expect((await erase(id, road.people.writer)).status).toBe(403)
  expect((await erase(id, road.people.chief, { why: ' ' })).body.errors).toMatchObject([
    { pointer: '/why', code: 'required' },
  ])
  const named = await erase(id, road.people.chief, { why: '身份证号11010519491231002X' })
  expect(named.body.errors).toMatchObject([{ pointer: '/why', code: 'notice.personal' }])
  expect((await erase(id, road.people.chief, { rev: 1 })).body.code).toBe('stale')
  expect(await everything()).toContain(secret)
})

test('the database lets a version be emptied by such an order only, and nothing else of it change', async () => {
  const id = await withdrawn(true)
  const plain = await road.published()
  const order =
    "INSERT INTO notice_erasure (notice_id, version, at, by_id, why) VALUES (?, 1, 1, 'st_x', 'because')"
  const empty = `UPDATE notice_version SET title = '', summary = '', body = '', title_en = '', body_en = '',
    details = 'null', note = '', over = '[]', over_why = ''`
  const refused = expect.objectContaining({ message: expect.stringContaining('append-only') })
  await expect(run(`${empty} WHERE notice_id = ?`, id)).rejects.toEqual(refused)
  await expect(run(order, plain)).rejects.toEqual(refused)
  await run(order, id)
  await expect(run("UPDATE notice_version SET body = 'another' WHERE notice_id = ?", id)).rejects.toEqual(
    refused,
  )
  for (const more of ["author_id = 'st_y'", 'at = at + 1', 'version = 2', "matters = '[]'", 'hides = 1'])
    await expect(run(`${empty}, ${more} WHERE notice_id = ?`, id)).rejects.toEqual(refused)
  await expect(run('DELETE FROM notice_erasure')).rejects.toEqual(refused)
  await expect(run("UPDATE notice_erasure SET why = 'other'")).rejects.toEqual(refused)
  await run(`${empty} WHERE notice_id = ?`, id)
})
