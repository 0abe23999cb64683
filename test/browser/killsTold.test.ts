import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, expect, inject, test } from 'vitest'
import { root } from '../../scripts/tool.ts'
import { openCopy } from '../support/kills/left.ts'
import { type Killable, killable } from '../support/kills/server.ts'
import { testSecrets } from '../support/secrets.ts'
import { served } from '../support/served.ts'
import { shown } from '../support/shown.ts'

// The process is killed while complaints come in, again and again. What was acknowledged must be there, whole, with its
// leaf, and whoever was never answered asks again and gets one receipt.

const kills = process.env.KAIMEN_PROVE === 'full' ? 50 : 3
const clients = 6
const folder = join(root, 'test/artifacts/killsTold')
const state = join(folder, 'state')

let server: Killable | undefined
afterAll(() => server?.kill())

interface Told {
  key: string
  body: Record<string, unknown>
  receipt: { reference: string; accessCode: string } | null
}

let people = 0
/** By turns a small problem by name, and an accusation by nobody. */
function telling(): Told {
  people += 1
  const body =
    people % 2
      ? {
          kind: 'problem',
          words: `第 ${people} 盏灯不亮`,
          name: '林小满',
          category: 'small-hazard',
          town: '990101100',
        }
      : {
          kind: 'misconduct',
          words: `第 ${people} 次收烟`,
          anonymous: true,
          about: 'qingshi',
          officer: '陆建川',
        }
  return { key: randomUUID(), body, receipt: null }
}

const wrong: string[] = []

/** Sends one; a receipt once given stays the same. */
async function send({ origin }: Killable, told: Told): Promise<void> {
  try {
    const response = await fetch(`${origin}/api/v1/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': told.key },
      body: JSON.stringify(told.body),
      signal: AbortSignal.timeout(20_000),
    })
    const body = (await response.json()) as { reference: string; accessCode: string }
    if (response.status === 503) return
    if (response.status !== 201) wrong.push(`${response.status} ${JSON.stringify(body)}`)
    else if (told.receipt && told.receipt.accessCode !== body.accessCode)
      wrong.push('two receipts for one key')
    else told.receipt = { reference: body.reference, accessCode: body.accessCode }
  } catch {
    // The line went dead: it is asked again.
  }
}

const open = "(SELECT count(*) FROM audit_leaf WHERE subject = c.reference AND action = 'complaint.file')"

/** What is not whole in what was left, in words. Items of meetings' promises are the clock's own: sent by nobody. */
function brokenIn(db: DatabaseSync, told: readonly Told[]): string[] {
  const list = (what: string, query: string) =>
    db
      .prepare(query)
      .all()
      .map((row) => `${what}: ${String(Object.values(row)[0])}`)
  const there = new Set(
    db
      .prepare("SELECT reference FROM complaint WHERE kind <> 'promise'")
      .all()
      .map(({ reference }) => String(reference)),
  )
  return [
    ...list('the file', 'PRAGMA quick_check').filter((said) => said !== 'the file: ok'),
    ...list('without its one leaf', `SELECT reference FROM complaint c WHERE ${open} <> 1`),
    ...list(
      'a leaf about nothing',
      "SELECT subject FROM audit_leaf WHERE action = 'complaint.file' AND NOT EXISTS (SELECT 1 FROM complaint WHERE reference = subject)",
    ),
    ...list(
      'without its beginning',
      'SELECT reference FROM complaint c WHERE NOT EXISTS (SELECT 1 FROM complaint_event WHERE complaint_id = c.id)',
    ),
    ...list(
      'an accusation that is kept from nobody',
      "SELECT reference FROM complaint c WHERE kind = 'misconduct' AND NOT EXISTS (SELECT 1 FROM complaint_barred WHERE complaint_id = c.id)",
    ),
    ...list(
      'without its key',
      "SELECT reference FROM complaint c WHERE kind <> 'promise' AND 1 <> (SELECT count(*) FROM idempotency WHERE operation = 'complaint.file' AND reference = c.reference)",
    ),
    ...told.flatMap(({ receipt }) =>
      receipt && !there.has(receipt.reference) ? [`lost: ${receipt.reference}`] : [],
    ),
    ...(there.size > told.length ? ['more complaints than were sent'] : []),
  ]
}

test(
  'whenever it is killed, every complaint that was acknowledged is there, whole, with its leaf',
  async () => {
    served()
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    cpSync(inject('seeded'), state, { recursive: true })
    const start = killable(state, testSecrets)
    const told: Told[] = []
    let unanswered = 0
    for (let kill = 0; kill < kills; kill++) {
      const running = await start()
      server = running
      const from = performance.now()
      const before = told.filter(({ receipt }) => receipt).length
      const work = Array.from({ length: clients }, async () => {
        while (!running.dying) {
          const one = told.find(({ receipt }) => receipt === null && Math.random() < 0.5) ?? telling()
          if (!told.includes(one)) told.push(one)
          await send(running, one)
        }
      })
      while (told.filter(({ receipt }) => receipt).length === before && performance.now() < from + 60_000)
        await pass(5)
      await pass(Math.random() * 800)
      await running.kill()
      await Promise.all(work)
      unanswered += told.filter(({ receipt }) => receipt === null).length
      const left = openCopy(state, join(folder, 'copy'))
      const broken = brokenIn(left, told)
      left.close()
      expect([...broken, ...wrong].slice(0, 10), `after kill ${kill + 1}`).toEqual([])
    }
    const last = await start()
    server = last
    for (const one of told) if (one.receipt === null) await send(last, one)
    const some = told.slice(-40)
    for (const { receipt } of some) {
      const { reference = '', accessCode = '' } = receipt ?? {}
      const response = await fetch(`${last.origin}/api/v1/complaints/${reference}/open`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ accessCode }),
      })
      expect(response.status).toBe(200)
    }
    await last.kill()
    const left = openCopy(state, join(folder, 'copy'))
    const broken = brokenIn(left, told)
    expect(broken).toEqual([])
    // What is looked for is found: a row that is gone, and a leaf.
    left.exec('DROP TRIGGER complaint_is_kept; DROP TRIGGER audit_leaf_is_kept; PRAGMA foreign_keys = OFF')
    left.exec(`DELETE FROM complaint WHERE reference = '${told[0]?.receipt?.reference}'`)
    left.exec(`DELETE FROM audit_leaf WHERE subject = '${told[1]?.receipt?.reference}'`)
    expect(brokenIn(left, told).length).toBeGreaterThanOrEqual(3)
    left.close()
    shown('complaints under kills', { kills, told: told.length, unansweredWhenKilled: unanswered, lost: 0 })
  },
  process.env.KAIMEN_PROVE === 'full' ? 1_800_000 : 120_000,
)
