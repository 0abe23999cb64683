import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { type ContentRow, contentColumns, contentOf } from '../../../api/notice/content.ts'
import { findingsOf, officialOf, officialRow } from '../../../api/notice/gate.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { openDb } from '../../../db/client.ts'
import { seedNotices } from '../../../db/seed/demoNotices.ts'
import { noticeCategories } from '../../../db/seed/notices.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'

beforeEach(async () => {
  await demo(env)
  await seedNotices(openDb(env.DB), '2026-11-23')
})

test('every column has something, and the public reads it', async () => {
  const { results } = await env.DB.prepare('SELECT DISTINCT category_code AS code FROM notice_column').all<{
    code: string
  }>()
  expect(results.map(({ code }) => code).sort()).toEqual(noticeCategories.map(({ code }) => code).sort())
  const api = apiClient({ clock: clockAt(monday) })
  const found = await api.get(`/notices?q=${encodeURIComponent('刷单')}`)
  expect(found.body.items[0].title.zh).toContain('刷单')
})

test('nothing that is published in the demonstration is a finding of the privacy gate', async () => {
  const ctx = await testCtx()
  const [official] = await ctx.db.batch([officialRow(ctx)])
  const { results } = await env.DB.prepare(`SELECT ${contentColumns('v')}, v.note FROM notice_version v`).all<
    ContentRow & { note: string }
  >()
  expect(results.length).toBeGreaterThan(20)
  const findings = results.flatMap((row) =>
    findingsOf({ content: contentOf(row), note: row.note, files: [] }, officialOf(ctx, official[0])).map(
      ({ text, rule }) => `${row.title}: ${rule} ${text}`,
    ),
  )
  expect(findings).toEqual([])
})

test('writing it twice changes nothing', async () => {
  const count = () => env.DB.prepare('SELECT count(*) AS n FROM notice_version').first('n')
  const before = await count()
  await seedNotices(openDb(env.DB), '2026-11-23')
  expect(await count()).toBe(before)
})
