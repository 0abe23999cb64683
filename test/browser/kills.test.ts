import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, expect, inject, test } from 'vitest'
import { addDays, DAY, dayOf, startOfDay } from '../../api/calendar/day.ts'
import { root } from '../../scripts/tool.ts'
import { ask, type Held, type Ledger, newLedger, work } from '../support/kills/clients.ts'
import { brokenIn, databaseOf, lostIn, openCopy } from '../support/kills/left.ts'
import { nothingSeen, plantLeaves, type Seen, unsealed } from '../support/kills/sealed.ts'
import { type Killable, killable, regularWork } from '../support/kills/server.ts'
import { testSecrets } from '../support/secrets.ts'
import { served } from '../support/served.ts'
import { shown } from '../support/shown.ts'

// The process is killed under load, again and again, and started on what it left. What was acknowledged must be
// there, nothing may be half done, and the audit must be whole.

const full = process.env.KAIMEN_PROVE === 'full'
const kills = full ? 100 : 2
const clients = 6
/** Days with leaves to seal, so that kills hit the sealer at its work, too. */
const past = full ? 60 : 4
const now = Date.now()
const folder = join(root, 'test/artifacts/kills')
const state = join(folder, 'state')

let server: Killable | undefined
afterAll(() => server?.kill())

/** Wide slots of one station and a few narrow ones, some days ahead: what is contended, and what never runs out. */
function openSlots(db: DatabaseSync): string[] {
  const found = db
    .prepare(
      `SELECT s.id FROM slot s JOIN service_point p ON p.id = s.service_point_id
       WHERE p.slug = 'qingshi' AND s.closes_at > ? AND s.counter_group = (SELECT counter_group FROM matter WHERE code = 'ID-02')
       ORDER BY s.starts_at DESC LIMIT 120`,
    )
    .all(now + 2 * DAY)
    .map(({ id }) => String(id))
  const widen = db.prepare('UPDATE slot SET cap_public = 10000 WHERE id = ?')
  for (const id of found.slice(20)) widen.run(id)
  return found
}

test(
  'whenever it is killed, nothing acknowledged is lost and nothing is half done',
  async () => {
    served()
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    cpSync(inject('seeded'), state, { recursive: true })
    const days = Array.from({ length: past }, (_, i) => addDays(dayOf(now), i - past))
    const prepared = new DatabaseSync(databaseOf(state))
    await plantLeaves(prepared, days, full ? { few: 50, many: 6000 } : { few: 20, many: 600 })
    const slots = openSlots(prepared)
    prepared.close()
    expect(slots.length).toBeGreaterThan(50)

    const start = killable(state, testSecrets)
    const ledger = newLedger()
    const seen = nothingSeen()
    const began = performance.now()
    let starting = 0
    let underWay = 0
    let sealing = 0

    for (let kill = 0; kill < kills; kill++) {
      const from = performance.now()
      const running = await start()
      server = running
      starting += performance.now() - from
      const before = acknowledged(ledger)
      const working = work(ledger, running, slots, clients)
      const jobs = seal(running, kill)
      while (acknowledged(ledger) === before && performance.now() < from + 60_000) await pass(5)
      await pass(Math.random() * 1000)
      await running.kill()
      await working
      if (!(await jobs)) sealing += 1
      underWay += ledger.held.filter(({ doubt }) => doubt).length

      const left = openCopy(state, join(folder, 'copy'))
      const wrong = [...brokenIn(left), ...lostIn(left, ledger.held), ...(await unsealed(left, seen))]
      left.close()
      expect([...wrong, ...ledger.wrong].slice(0, 10), `after kill ${kill + 1}`).toEqual([])
    }

    // In peace again: whoever was never answered asks again, and everyone finds what is theirs.
    const last = await start()
    server = last
    for (const held of ledger.held) if (held.doubt) await ask(ledger, last, held, held.doubt)
    // Six days at most are sealed in one run.
    for (let round = 0; round <= past / 6; round++) expect(await regularWork(last, now)).toBe(true)
    const found = await lookUp(last, ledger.held.filter(({ receipt }) => receipt).slice(-200))
    await last.kill()
    const left = openCopy(state, join(folder, 'copy'))
    const wrong = [...brokenIn(left), ...lostIn(left, ledger.held)]
    wrong.push(...(await unsealed(left, seen, { finished: true })))
    // At full counts this would only take longer.
    const unnoticed = full ? [] : await breakEach(left, ledger.held, seen)
    left.close()
    expect(unnoticed).toEqual([])
    expect([...wrong, ...ledger.wrong].slice(0, 10)).toEqual([])
    expect(ledger.held.filter(({ doubt }) => doubt)).toEqual([])
    expect(underWay).toBeGreaterThan(0)
    expect(seen.days.size).toBeGreaterThanOrEqual(past)

    const { done } = ledger
    shown('killed under write load, started on what was left', {
      kills,
      acknowledged: acknowledged(ledger),
      bookings: done.book,
      moves: done.move,
      cancellations: done.cancel,
      unansweredWhenKilled: underWay,
      killedWhileSealing: sealing,
      lost: 0,
      halfDone: 0,
      leaves: seen.leaves,
      roots: seen.days.size,
      openedAgain: found,
      msToStart: Math.round(starting / kills),
      seconds: Math.round((performance.now() - began) / 1000),
    })
  },
  full ? 1_800_000 : 120_000,
)

const acknowledged = ({ done }: Ledger) => done.book + done.move + done.cancel

/** Lets the regular work seal one more of the past days in every other round. False when it was cut short. */
async function seal(running: Killable, kill: number): Promise<boolean> {
  const days = Math.min(Math.ceil(((kill + 1) * past) / kills), past)
  await pass(Math.random() * 300)
  return kill % 2 === 0 ? regularWork(running, startOfDay(dayOf(now)) - (past - days) * DAY + DAY / 2) : true
}

/** Breaks the copy in one way after another, each undone again. Those that nobody would notice. */
async function breakEach(db: DatabaseSync, held: readonly Held[], seen: Seen): Promise<string[]> {
  const guards = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`)
  // The slot that is counted one too many may be full: the damage is to be seen, not refused.
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON')
  const unnoticed: string[] = []
  const tryOut = async (damage: string, look: () => string[] | Promise<string[]>) => {
    db.exec(`BEGIN; ${damage}`)
    if ((await look()).length === 0) unnoticed.push(damage)
    db.exec('ROLLBACK')
  }
  for (const damage of ofTables) await tryOut(damage, () => [...brokenIn(db), ...lostIn(db, held)])
  for (const damage of ofAudit) await tryOut(damage, () => unsealed(db, copyOf(seen)))
  return unnoticed
}

const one = 'rowid = (SELECT min(rowid) FROM booking)'
const ofTables = [
  `UPDATE booking SET state = 'ended' WHERE ${one}`,
  `UPDATE booking SET version = version + 1 WHERE ${one}`,
  `DELETE FROM booking WHERE ${one}`,
  `UPDATE slot SET used_public = used_public + 1 WHERE id = (SELECT slot_id FROM booking WHERE ${one})`,
  'UPDATE slot_day SET used_public = used_public + 1 WHERE day = (SELECT max(day) FROM slot_day)',
  'UPDATE slot_day SET held = held + 1 WHERE day = (SELECT max(day) FROM slot_day)',
  `DELETE FROM audit_leaf WHERE subject = (SELECT reference FROM booking WHERE ${one})`,
  `DELETE FROM idempotency WHERE reference = (SELECT reference FROM booking WHERE ${one})`,
  `DELETE FROM outbox WHERE template = 'appointment.booked' AND reference = (SELECT reference FROM booking WHERE ${one})`,
]
const ofAudit = [
  `DELETE FROM audit_leaf WHERE subject = (SELECT reference FROM booking WHERE ${one})`,
  'DELETE FROM audit_root WHERE day = (SELECT min(day) FROM audit_root)',
  "UPDATE audit_root SET signature = iif(signature LIKE 'x%', 'y', 'x') || substr(signature, 2) WHERE day = (SELECT max(day) FROM audit_root)",
  'DELETE FROM audit_proof WHERE leaf_id = (SELECT min(leaf_id) FROM audit_proof)',
  'UPDATE audit_proof SET place = place + 1 WHERE leaf_id = (SELECT min(leaf_id) FROM audit_proof)',
]

/** Days found whole are looked at again: what was whole then is broken now. */
const copyOf = ({ leaves, days }: Seen): Seen => ({ leaves, days: new Map(days), proved: new Set() })

/** Opens these bookings as their holders do. How many; throws when one does not open as it was left. */
async function lookUp({ origin }: Killable, held: readonly Held[]): Promise<number> {
  for (const { receipt, state: left } of held) {
    const response = await fetch(`${origin}/api/v1/track`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(receipt),
    })
    const body = (await response.json()) as { status?: string }
    expect([response.status, body.status], receipt?.reference).toEqual([200, left])
  }
  return held.length
}
