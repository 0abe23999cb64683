import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { seal } from '../../../api/audit/seal.ts'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { dayTree } from '../../../site/check/day.js'
import { check, readSaved } from '../../../site/check/record.js'
import type { ProofFile } from '../../../site/lib/proofFile.ts'
import { apiClient, monday } from '../../support/api.ts'
import { freeSlots, publish, someone } from '../../support/appointment.ts'
import { atomRead } from '../../support/atom.ts'
import { addLeaf } from '../../support/audit.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { testCtx } from '../../support/ctx.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const night = monday + 16.5 * 3_600_000

beforeEach(() => {
  clock.set(monday)
})

async function booked() {
  await demo(env)
  await publish(clock)
  const [slot] = await freeSlots(api)
  const { body } = await api.post('/appointments', someone(slot!.id), {
    'idempotency-key': `k-${crypto.randomUUID()}`,
  })
  const { reference, accessCode, promise } = body
  return { reference, accessCode, promise }
}

/** What a resident's own device says to the answer of the moment. */
async function found({ reference, accessCode }: { reference: string; accessCode: string }, kept = '') {
  const { body } = await api.post('/audit/proof', { reference, accessCode })
  const { verdict, findings } = await check(body as ProofFile, readSaved(kept), clock.now())
  return { verdict, codes: findings.map(({ code }: { code: string }) => code) }
}

describe('GET /audit/days/{day}/hashes', () => {
  it('gives page by page all that builds the published root', async () => {
    const ctx = await testCtx({ clock })
    for (let i = 0; i < 7; i++) await addLeaf(ctx, `A-${i}`)
    expect((await api.get('/audit/days/2026-11-23/hashes')).status, 'an open day').toBe(404)
    clock.set(night)
    await seal(ctx)
    const hashes: string[] = []
    let cursor = ''
    let size = 0
    do {
      const { status, headers, body, text } = await api.get(`/audit/days/2026-11-23/hashes?limit=3${cursor}`)
      expect(status).toBe(200)
      expect(headers.get('cache-control')).toBe('public, max-age=60')
      expect(text).not.toMatch(/A-\d|lf_|salt|appointment/)
      hashes.push(...body.items)
      size = body.size
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    const { items } = (await api.get('/audit/roots')).body
    expect(await dayTree(hashes)).toEqual({ size, root: items[0].root })
    await expect(dayTree(hashes.with(2, hashes[1]!))).rejects.toThrow()
    expect(await dayTree(hashes.toSpliced(2, 1))).not.toMatchObject({ root: items[0].root })
  })

  it('has nothing of days that are not, and refuses what it does not know', async () => {
    for (const day of ['2026-11-22', '2027-01-01'])
      expect((await api.get(`/audit/days/${day}/hashes`)).status).toBe(404)
    for (const path of [
      '2026-02-30/hashes',
      'x/hashes',
      '2026-11-23/hashes?limit=0',
      '2026-11-23/hashes?cursor=x',
    ])
      expect((await api.get(`/audit/days/${path}`)).status, path).toBe(422)
  })
})

describe('GET /audit/roots.atom', () => {
  it('hands every reader a copy that shows a replaced day', async () => {
    const ctx = await testCtx({ clock })
    await addLeaf(ctx)
    clock.set(night + 2 * DAY)
    await seal(ctx)
    const { headers, text } = await api.get('/audit/roots.atom?lang=en')
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const feed = atomRead(text)
    expect(feed.entries.map(({ title }) => title)).toEqual(['2026-11-25', '2026-11-24', '2026-11-23'])
    expect(new Set([feed.id, ...feed.entries.map(({ id }) => id)]).size).toBe(4)
    const { items } = (await api.get('/audit/roots')).body
    for (const [i, { content }] of feed.entries.entries()) {
      const saved = readSaved(content.replaceAll('&quot;', '"'))
      expect(saved.roots).toMatchObject([{ day: items[i].day, root: items[i].root }])
      expect(saved.checkpoints).toEqual([items[i].checkpoint])
    }
    expect(readSaved(text).checkpoints.length, 'the feed as it stands').toBeGreaterThanOrEqual(3)
    const tag = headers.get('etag')!
    expect((await api.get('/audit/roots.atom?lang=en', { 'if-none-match': tag })).status).toBe(304)
    expect((await api.get('/audit/roots.atom?lang=zh', { 'if-none-match': tag })).status).toBe(200)
    expect((await api.get('/audit/roots.atom?day=1')).status).toBe(422)
  })

  it('stands empty before the first', async () => {
    expect(atomRead((await api.get('/audit/roots.atom')).text).entries).toEqual([])
  })
})

describe('who holds the whole database', () => {
  const triggers = async () => {
    const { results } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'",
    ).all<{ name: string }>()
    for (const { name } of results) await env.DB.prepare(`DROP TRIGGER ${name}`).run()
    return results.length
  }
  /** Forgets every root and makes them anew, with the bureau's own key. */
  const remake = async () => {
    for (const table of ['audit_proof', 'audit_root']) await env.DB.prepare(`DELETE FROM ${table}`).run()
    while ((await seal(await testCtx({ clock }))).sealed.length > 0);
  }

  it('is found out by a receipt, an older root, the feed and the list of yesterday', async () => {
    const mine = await booked()
    await addLeaf(await testCtx({ clock }), 'A-other')
    expect(await found(mine)).toEqual({ verdict: 'wait', codes: ['waits', 'alone'] })
    clock.set(night + DAY)
    await seal(await testCtx({ clock }))
    const receipt = JSON.stringify(mine.promise)
    const list = (await api.get('/audit/roots')).text
    const feed = (await api.get('/audit/roots.atom')).text
    const [newest] = JSON.parse(list).items
    clock.set(night + 2 * DAY)
    await seal(await testCtx({ clock }))
    const kept = { receipt, list, feed, checkpoint: newest.checkpoint, root: newest.chain }
    for (const [what, text] of Object.entries(kept))
      expect((await found(mine, text)).verdict, `${what}, untouched`).toBe('ok')

    expect(await triggers()).toBeGreaterThanOrEqual(9)
    await env.DB.prepare(
      "DELETE FROM audit_proof WHERE leaf_id IN (SELECT id FROM audit_leaf WHERE subject = 'A-other')",
    ).run()
    await env.DB.prepare("DELETE FROM audit_leaf WHERE subject = 'A-other'").run()
    await remake()
    expect(await found(mine), 'in itself it all fits').toMatchObject({ verdict: 'ok' })
    expect((await found(mine, receipt)).codes, 'my own step is still there').toContain('promised')
    for (const what of ['list', 'feed', 'checkpoint'] as const)
      expect(await found(mine, kept[what]), what).toMatchObject({
        verdict: 'bad',
        codes: expect.arrayContaining(['differs']),
      })
    expect((await found(mine, kept.root)).codes).toContain('unknown')

    await env.DB.prepare('DELETE FROM audit_proof').run()
    await env.DB.prepare('DELETE FROM audit_leaf WHERE subject = ?').bind(mine.reference).run()
    await remake()
    expect(await found(mine, receipt)).toMatchObject({
      verdict: 'bad',
      codes: expect.arrayContaining(['missing']),
    })
  })

  it('is found out at once where only a row was changed or taken', async () => {
    const mine = await booked()
    clock.set(night)
    await seal(await testCtx({ clock }))
    expect(await found(mine)).toEqual({ verdict: 'ok', codes: ['in', 'alone'] })
    await triggers()
    const of = (sql: string) => env.DB.prepare(sql).bind(mine.reference).run()
    await of(`UPDATE audit_leaf SET body = replace(body, '"public"', '"phone"') WHERE subject = ?`)
    expect((await found(mine)).codes).toContain('changed')
    await of(`UPDATE audit_leaf SET body = replace(body, '"phone"', '"public"') WHERE subject = ?`)
    expect((await found(mine)).verdict).toBe('ok')
    await env.DB.prepare("UPDATE audit_root SET root = replace(root, substr(root, 1, 1), 'z')").run()
    expect((await found(mine)).verdict).toBe('bad')
  })
})

it('costs a write one row and no round trip: the sealer alone makes the tree', async () => {
  await booked()
  const { api: counted, cost, DB } = costed({ clock })
  const sent: string[] = []
  const watched = new Proxy(DB, {
    get(target, name) {
      const value = Reflect.get(target, name, target)
      if (name === 'prepare')
        return (sql: string) => {
          sent.push(sql)
          return (value as D1Database['prepare'])(sql)
        }
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const client = apiClient({ clock, bindings: { DB: watched } })
  const write = async (key: string) => {
    const [slot] = await freeSlots(counted)
    sent.length = cost.trips = 0
    const { status, text } = await client.post('/appointments', someone(slot!.id), { 'idempotency-key': key })
    expect(status, text).toBe(201)
    const audit = sent.filter((sql) => /\baudit_/i.test(sql))
    return { trips: cost.trips, statements: sent.length, audit }
  }
  const first = await write('counted-1')
  expect(first.audit).toHaveLength(1)
  expect(first.audit[0]).toMatch(/insert into "audit_leaf"/i)
  expect(first.trips).toBe(2)
  // The same however long the record already is, and once days are sealed.
  const ctx = await testCtx({ clock })
  for (let i = 0; i < 50; i++) await addLeaf(ctx, `A-${i}`)
  clock.set(monday + DAY)
  await seal(await testCtx({ clock }))
  await publish(clock)
  const { trips, statements, audit } = await write('counted-2')
  expect({ trips, statements, audit: audit.length }).toEqual({
    trips: 2,
    statements: first.statements,
    audit: 1,
  })
})
