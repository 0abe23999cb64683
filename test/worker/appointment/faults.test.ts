import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import type { Bindings } from '../../../api/env.ts'
import { runSchedule } from '../../../api/schedule.ts'
import { type Answer, apiClient, monday } from '../../support/api.ts'
import { addSlot, someone, twoStations } from '../../support/appointment.ts'
import { failing } from '../../support/faults.ts'
import { shown, times } from '../../support/prove.ts'
import { wholeness } from '../../support/whole.ts'

// One call of the database in five fails: before it is carried out, or after. Honest clients ask again with the same
// key and the same words. Nothing happens twice, and every failure says so cleanly.

const share = 0.2

/** The full counts take minutes on a busy machine. */
const patience = times(20_000, 900_000)

/** Reads are asked for up to three times, as browsers and people do; writes until they are answered. */
const tries = { read: 3, write: 60 }

/** An honest client: asks again while the answer is 503, and notes what was not clean about it. */
function honest(api: ReturnType<typeof apiClient>) {
  const seen = { reads: 0, readsFailed: 0, readsFirst: 0, writes: 0, writesAgain: 0, unclean: [] as string[] }
  async function ask(kind: 'read' | 'write', path: string, body?: unknown, headers = {}): Promise<Answer> {
    for (let turn = 1; ; turn++) {
      const answer = await (body ? api.post(path, body, headers) : api.get(path, headers))
      if (answer.status < 500) {
        if (kind === 'read') {
          seen.reads += 1
          if (turn === 1) seen.readsFirst += 1
        } else {
          seen.writes += 1
          seen.writesAgain += turn - 1
        }
        return answer
      }
      const unclean = notClean(answer)
      if (unclean) seen.unclean.push(`${path}: ${unclean}`)
      if (turn < tries[kind]) continue
      if (kind === 'read') {
        seen.reads += 1
        seen.readsFailed += 1
      }
      return answer
    }
  }
  return { ask, seen }
}

/** What is wrong with a failure's answer; null for a 503 problem that says when to ask again, and nothing else. */
function notClean({ status, headers, body, text }: Answer): string | null {
  const keys = Object.keys(body ?? {}).sort()
  if (status !== 503 || body?.code !== 'unavailable') return `${status} ${text}`
  if (headers.get('content-type') !== 'application/problem+json') return 'not a problem document'
  if (!(Number(headers.get('retry-after')) > 0)) return 'no Retry-After'
  if (headers.get('cache-control') !== 'no-store') return 'may be kept'
  if (keys.join() !== 'code,requestId,retryAfter,status,title,type') return `tells too much: ${keys}`
  return /D1|sqlite|select|insert|lost|reset|stack/i.test(text.replace(body.requestId, '')) ? text : null
}

/** What the tables say against `wholeness`. */
async function broken(): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all<{
    name: string
  }>()
  const checks = Object.entries(wholeness(results.map(({ name }) => name)))
  const found = await env.DB.batch(checks.map(([, query]) => env.DB.prepare(query)))
  return checks.flatMap(([what], i) => found[i]!.results.map((row) => `${what}: ${JSON.stringify(row)}`))
}

test('with one call in five failing, nothing happens twice and every failure is a clean 503', {
  timeout: patience,
}, async () => {
  await twoStations()
  const { DB, seen: faults } = failing(share)
  const shaky = honest(apiClient({ bindings: { DB } }))
  const calm = apiClient()
  const people = times(24, 1000)
  const slots: string[] = []
  for (let i = 0; i < 24; i++) {
    const capPublic = i < 6 ? 2 : people
    slots.push(await addSlot({ startsAt: monday + 26 * HOUR + i * 15 * MINUTE, capPublic }))
  }
  const any = () => slots[Math.floor(Math.random() * slots.length)]!
  const told = { booked: 0, refused: 0, moved: 0, cancelled: 0 }

  async function person(): Promise<void> {
    expect(
      (await shaky.ask('read', '/stations/one/slots?matter=ID-02')).body?.items?.length ?? 1,
    ).toBeTruthy()
    const body = someone(any())
    await shaky.ask('read', `/slots/${body.slotId}?matter=ID-02`)
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const booked = await shaky.ask('write', '/appointments', body, headers)
    expect([201, 409], booked.text).toContain(booked.status)
    if (booked.status === 409) {
      told.refused += 1
      return
    }
    told.booked += 1
    const { reference, accessCode } = booked.body
    const at = `/appointments/${reference}`
    let slotId = body.slotId
    let status = 'booked'
    await shaky.ask('read', '/track', { reference, accessCode })
    await shaky.ask('read', `${at}/calendar`, { accessCode })
    if (Math.random() < 0.6) {
      const wanted = any()
      const moved = await shaky.ask('write', `${at}/reschedule`, { accessCode, slotId: wanted })
      expect([200, 409], moved.text).toContain(moved.status)
      if (moved.status === 200) slotId = wanted
      told.moved += Number(moved.status === 200)
    }
    const again = await shaky.ask('write', '/appointments', body, headers)
    expect([again.status, again.body.reference, again.body.accessCode]).toEqual([201, reference, accessCode])
    if (Math.random() < 0.4) {
      const cancelled = await shaky.ask('write', `${at}/cancel`, { accessCode })
      expect(cancelled.status, cancelled.text).toBe(200)
      status = 'cancelled'
      told.cancelled += 1
    }
    const stands = await env.DB.prepare('SELECT slot_id, state FROM booking WHERE reference = ?')
      .bind(reference)
      .first()
    expect(stands).toEqual({ slot_id: slotId, state: status })
    expect((await calm.post('/track', { reference, accessCode })).body.status).toBe(status)
  }

  for (let done = 0; done < people; done += 10)
    await Promise.all(Array.from({ length: Math.min(10, people - done) }, person))

  const { reads, readsFailed, readsFirst, writes, writesAgain, unclean } = shaky.seen
  expect(unclean).toEqual([])
  expect(await broken()).toEqual([])
  expect(await env.DB.prepare('SELECT count(*) AS n FROM booking').first('n')).toBe(told.booked)
  expect(readsFailed).toBeLessThanOrEqual(Math.max(1, reads / 1000))
  expect(Math.min(faults.before, faults.after)).toBeGreaterThan(faults.calls / 20)
  shown('one database call in five fails, before or after its work', {
    calls: faults.calls,
    failedBefore: faults.before,
    failedAfter: faults.after,
    reads,
    readsAtOnce: `${((100 * readsFirst) / reads).toFixed(2)} %`,
    readsInThreeTries: `${((100 * (reads - readsFailed)) / reads).toFixed(2)} %`,
    writes,
    writesSentAgain: writesAgain,
    ...told,
    doubleEffects: 0,
    notClean: 0,
  })
})

test('the regular work is done in the end, each piece once', { timeout: patience }, async () => {
  await twoStations()
  await env.DB.batch(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      env.DB.prepare(
        `INSERT INTO schedule (id, service_point_id, counter_group, weekday, from_time, to_time, slot_minutes, cap_public, cap_phone, cap_counter, lead_minutes, horizon_days, release_time, valid_from)
         VALUES (?, 'sp_one', 'household', ?, '09:00', '11:00', 30, 2, 1, 1, 60, 5, '08:00', '2026-01-01')`,
      ).bind(`sc_${weekday}`, weekday),
    ),
  )
  const { DB, seen } = failing(share)
  const run = async (bindings: Partial<Bindings>, now: number) => {
    const context = createExecutionContext()
    const done = await runSchedule({ ...env, ...bindings } as Bindings, now, context).then(
      () => 1,
      () => 0,
    )
    await waitOnExecutionContext(context)
    return done
  }
  const days = times(4, 40)
  let cutShort = 0
  for (let day = 0; day < days; day++) {
    for (let turn = 0; turn < 4; turn++)
      cutShort += 1 - (await run({ DB }, monday + day * DAY + turn * 5 * MINUTE))
  }
  expect(await run({}, monday + days * DAY)).toBe(1)
  expect(await broken()).toEqual([])
  const { results } = await env.DB.prepare(
    `SELECT sum(body ->> '$.facts.slots') AS told, (SELECT count(*) FROM slot) AS made,
       (SELECT count(*) FROM audit_root) AS roots, (SELECT count(*) FROM audit_proof) AS proofs,
       (SELECT count(*) FROM audit_leaf WHERE day <= (SELECT max(day) FROM audit_root)) AS sealed
     FROM audit_leaf WHERE action = 'schedule.publish'`,
  ).all<Record<'told' | 'made' | 'roots' | 'proofs' | 'sealed', number>>()
  const { told, made, roots, proofs, sealed } = results[0]!
  expect([told, proofs]).toEqual([made, sealed])
  expect(roots).toBeGreaterThan(days - 2)
  shown('the regular work with one call in five failing', {
    runs: days * 4,
    cutShort,
    callsFailed: seen.before + seen.after,
    slots: made,
    slotsTwice: 0,
    roots,
  })
})
