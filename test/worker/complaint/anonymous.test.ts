import { env } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import { startOfDay } from '../../../api/calendar/day.ts'
import { runComplaintClocks } from '../../../api/complaint/due.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'
import { everyRow } from '../../support/faults.ts'
import { shown } from '../../support/shown.ts'
import { staffApi } from '../../support/signedIn.ts'
import { anAccusation, atComplaints, author, photoForm, solvedProof, told } from '../../support/telling.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const day = '2026-11-24'
const dayStart = startOfDay(day)
const dayEnd = dayStart + 86_400_000

/** Everything that is random, in one spelling: ids, references, hashes, codes, what is sealed. */
const steady = (text: string) =>
  text
    .replace(/\b[a-z]{2,4}_[0-9a-f]{32}\b/g, 'ID')
    .replace(/\bsu_\d+\b/g, 'STAFF')
    .replace(/\b[A-Z]-\d{8}-[2-9A-HJKMNP-Z]{6}\b/g, 'REF')
    .replace(/v1\.\w+\.[\w-]+\.[\w-]+/g, 'SEALED')
    .replace(/\b[0-9a-f]{32,64}\b/g, 'HEX')
    .replace(/"[\w-]{43,86}"/g, '"HASH"')
    .replace(/\\"[\w-]{43,86}\\"/g, '"HASH"')
    .replace(/\[(\d+,){60,}\d+\]/g, 'BYTES')

/** What a whole life of an anonymous accusation leaves, begun at this time of the day and gone on with `step` ms each. */
async function lived(begin: number, step: number) {
  await demo(env)
  await env.DB.prepare('DELETE FROM tray').run()
  const clock = clockAt(dayStart)
  const staff = staffApi({ clock, bindings: { BOT_CHECKS: 'on' } })
  const api = apiClient({ clock, bindings: { BOT_CHECKS: 'on' } })
  const desk = await atComplaints(staff, clock, 'supervisor', '*')
  // The desk is asked once before, so that its session says the same whenever the work begins.
  await desk.list('new')
  const before = await everyRow()
  const lines: string[] = []
  for (const kind of ['log', 'error', 'warn', 'info', 'debug'] as const)
    vi.spyOn(console, kind).mockImplementation((...words) => void lines.push(words.join(' ')))
  let now = dayStart + begin
  const at = () => {
    clock.set(now)
    now += step
  }
  at()
  const receipt = await told(api, anAccusation({ proof: await solvedProof(clock) }), {
    'idempotency-key': `key-${begin}-${step}-anonymous`,
  })
  at()
  // One more without script, which goes into the tray.
  await told(api, anAccusation({ words: '没有脚本的手机也能说。' }))
  const me = author(api, receipt)
  at()
  await api.post(`/complaints/${receipt.reference}/open`, { accessCode: '2'.repeat(23) })
  at()
  const photo = await api.call(
    'POST',
    `/complaints/${receipt.reference}/photos`,
    photoForm({ accessCode: receipt.accessCode }),
  )
  expect(photo.status, photo.text).toBe(201)
  for (const act of [
    () => desk.open(receipt.reference),
    () => desk.do(receipt.reference, 'accept'),
    () => desk.do(receipt.reference, 'ask', { words: '哪个沙场？' }),
    () => me.post('messages', { words: '河湾那个。' }),
    () => desk.do(receipt.reference, 'answer', { done: '已经处理。', by: '督察' }),
    () => me.read(),
    () => me.post('object', { words: '没有。' }),
  ]) {
    at()
    const answer = await act()
    if ('status' in answer) expect(answer.status, answer.text).toBe(200)
  }
  at()
  await runComplaintClocks(await testCtx({ clock }))
  vi.restoreAllMocks()
  const after = await everyRow()
  const left: Record<string, string[]> = {}
  for (const [table, rows] of Object.entries(after)) {
    const known = new Set((JSON.parse(before[table] ?? '[]') as object[]).map((row) => JSON.stringify(row)))
    const made = (JSON.parse(rows) as object[])
      .map((row) => JSON.stringify(row))
      .filter((row) => !known.has(row))
    if (made.length) left[table] = made
  }
  const { objects } = await env.FILES.list()
  return { left, lines, objects: objects.length, end: now }
}

test('nothing that is left of an anonymous accusation tells when in its day it came, nor in which order', {
  timeout: 60_000,
}, async () => {
  const early = await lived(8 * 3_600_000, 61_007)
  const late = await lived(20 * 3_600_000 + 1_234_567, 187_013)
  const told = (left: Record<string, string[]>) =>
    Object.fromEntries(Object.entries(left).map(([table, rows]) => [table, rows.map(steady).sort()]))
  // What is left is the same, row for row, but for what is random.
  expect(told(late.left)).toEqual(told(early.left))
  // No number in it is a moment of that day, but for its beginning.
  const moments = Object.entries({ ...early.left }).flatMap(([table, rows]) =>
    rows.flatMap((row) =>
      [...row.matchAll(/\b1[67]\d{11}\b/g)]
        .map(([digits]) => Number(digits))
        .filter((ms) => ms > dayStart && ms < dayEnd - 1)
        .map((ms) => `${table}: ${new Date(ms).toISOString()}`),
    ),
  )
  expect(moments).toEqual([])
  // No table in which a row was put keeps the order of its rows.
  const ordered: string[] = []
  for (const table of Object.keys(early.left)) {
    const { sql } = (await env.DB.prepare('SELECT sql FROM sqlite_master WHERE name = ?').bind(table).first<{
      sql: string
    }>())!
    if (!/WITHOUT ROWID/.test(sql)) ordered.push(table)
  }
  expect(ordered).toEqual([])
  // No line was written, no file was put into the store, no message queued.
  expect([...early.lines, ...late.lines]).toEqual([])
  expect(early.objects).toBe(0)
  expect(Object.keys(early.left)).not.toContain('outbox')
  shown('anonymous: what is left', {
    tables: Object.keys(early.left).length,
    rows: Object.values(early.left).flat().length,
  })
  expect(Object.values(early.left).flat().length).toBeGreaterThan(25)
})
