import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR, toIso } from '../../../api/calendar/day.ts'
import { publishDue } from '../../../api/notice/publishDue.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { harmless, leavesOf, type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

let road: NoticeRoad
let clock: ReturnType<typeof clockAt>
beforeEach(async () => {
  clock = clockAt(monday)
  road = await noticeRoad(clock)
})
const codes = (answers: { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => body.code ?? status).sort()

test('two save at once: one is saved, the other is told and has lost nothing', async () => {
  const { people, begin, act, desk, revOf } = road
  const id = await begin()
  const rev = await revOf(id)
  const typed = (title: string) => ({ rev, category: 'notice', aroseOn: '2026-11-20', ...harmless, title })
  const answers = await Promise.all([
    act(people.writer, id, 'save', typed('甲')),
    act(people.chief, id, 'save', typed('乙')),
  ])
  expect(codes(answers)).toEqual([200, 'stale'])
  const won = answers[0]?.status === 200 ? '甲' : '乙'
  expect((await desk(id)).content.title).toBe(won)
})

test('two publish at once: it is published once', async () => {
  const { people, inReview, act, revOf } = road
  const id = await inReview()
  const rev = await revOf(id)
  const answers = await Promise.all([
    act(people.reader, id, 'publish', { rev }),
    act(people.chief, id, 'publish', { rev }),
    act(people.supervisor, id, 'publish', { rev }),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(await env.DB.prepare('SELECT count(*) AS n FROM notice_version').first('n')).toBe(1)
  expect((await leavesOf(id)).filter(({ action }) => action === 'notice.publish')).toHaveLength(1)
})

test('publishing and sending back at once end in one of both, whole', async () => {
  const { people, inReview, act, revOf, desk } = road
  const id = await inReview()
  const rev = await revOf(id)
  await Promise.all([
    act(people.reader, id, 'publish', { rev }),
    act(people.chief, id, 'return', { rev, remark: '再改改' }),
    act(people.writer, id, 'recall', { rev }),
  ])
  const { state, step, version } = await desk(id)
  expect([
    ['published', null, 1],
    ['draft', 'draft', 0],
  ]).toContainEqual([state, step, version])
})

test('eight notices published at once have eight numbers, without a gap', async () => {
  const { people, inReview, act, revOf } = road
  const ids: string[] = []
  for (let i = 0; i < 8; i += 1) ids.push(await inReview({ title: `第${i}号` }))
  const revs = await Promise.all(ids.map(revOf))
  const answers = await Promise.all(ids.map((id, i) => act(people.reader, id, 'publish', { rev: revs[i] })))
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
  expect(answers.map(({ body }) => body.number).sort()).toEqual(ids.map((_, i) => `2026-000${i + 1}`))
})

test('the job runs twice in the same minute: published once', async () => {
  const { inReview, publish, done } = road
  for (let i = 0; i < 3; i += 1) await done(publish(await inReview(), { publishAt: toIso(monday + HOUR) }))
  clock.pass(HOUR)
  await Promise.all([publishDue(await systemCtx(clock)), publishDue(await systemCtx(clock))])
  await publishDue(await systemCtx(clock))
  const { results } = await env.DB.prepare('SELECT number FROM notice ORDER BY seq').all()
  expect(results.map(({ number }) => number)).toEqual(['2026-0001', '2026-0002', '2026-0003'])
  expect(await env.DB.prepare('SELECT count(*) AS n FROM notice_version').first('n')).toBe(3)
})
