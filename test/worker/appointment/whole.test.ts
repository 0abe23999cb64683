import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { endPast } from '../../../api/appointment/end.ts'
import { publishSlots } from '../../../api/appointment/publish.ts'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, someone, systemCtx, twoStations } from '../../support/appointment.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { shown } from '../../support/prove.ts'

// Each write is one batch. Whichever statement of it fails, every table is as it was before.

const { DB, fault, reset } = faulty()
const clock = clockAt(monday)
const api = apiClient({ clock })
const shaky = apiClient({ clock, bindings: { DB, BOT_CHECKS: 'on' } })

beforeEach(async () => {
  reset()
  clock.set(monday)
  await twoStations()
})

/** Runs a write once for each statement of its batch with that statement failing, then once in peace. */
async function failAtEach(
  what: string,
  write: () => Promise<{ status: number; text: string }>,
  batch = 1,
): Promise<void> {
  let size = Number.POSITIVE_INFINITY
  for (let statement = 0; statement < size; statement++) {
    const before = await everyRow()
    reset({ at: { batch, statement } })
    const { status, text } = await write()
    size = fault.sizes[batch]!
    expect([409, 500, 503], text).toContain(status)
    expect(text).not.toContain('raised_by_a_test')
    expect(await everyRow(), `${what}: statement ${statement} of ${size} failed`).toEqual(before)
  }
  const before = await everyRow()
  for (const message of [
    'D1_ERROR: Network connection lost.',
    'D1_ERROR: storage caused object to be reset',
  ]) {
    reset({ throws: { batch, message } })
    const { status, text } = await write()
    expect(status, text).toBe(503)
    expect(await everyRow()).toEqual(before)
  }
  reset()
  const { status, text } = await write()
  expect(status, text).toBeLessThan(300)
  expect(await everyRow()).not.toEqual(before)
  shown('no half write: statements failed one after the other', {
    write: what,
    statements: size,
    leftBehind: 0,
  })
}

describe('nothing is half written', () => {
  test('by a booking', async () => {
    const body = someone(await addSlot(), {
      helper: { name: '李四', phone: '13900000000' },
      note: '带老人',
    })
    await failAtEach('book', () => shaky.post('/appointments', body, { 'idempotency-key': 'half-book' }))
  })

  test('by a move', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot())
    const slotId = await addSlot()
    await failAtEach('reschedule', () =>
      shaky.post(`/appointments/${reference}/reschedule`, { accessCode, slotId }),
    )
  })

  test('by a cancellation', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot())
    await failAtEach('cancel', () => shaky.post(`/appointments/${reference}/cancel`, { accessCode }))
  })

  const job = (run: typeof publishSlots | typeof endPast) => async () => {
    try {
      await run(await systemCtx(clock, { DB }))
      return { status: 200, text: '' }
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return { status: /D1_ERROR: (Network|storage)/.test(String(cause)) ? 503 : 500, text: '' }
    }
  }

  test('by the publishing of slots', async () => {
    await schedule()
    await failAtEach('publish', job(publishSlots))
  })

  test('by the ending of past visits', async () => {
    await bookOne(api, await addSlot())
    clock.pass(3 * DAY)
    await failAtEach('end', job(endPast))
  })
})

test('a day whose slots fell into two batches is made whole after the second failed', async () => {
  // 5-minute slots from 00:00 to 23:55 for 14 days are more than one batch takes.
  await schedule({ to: '23:55', from: '00:00', minutes: 5 })
  clock.pass(HOUR)
  // Two calls to plan, two to read what is due, then batch after batch: from the second of these on all fail, day by
  // day too.
  reset({ throws: { batch: 5, message: 'D1_ERROR: Network connection lost.', tries: 100 } })
  await expect(systemCtx(clock, { DB }).then(publishSlots)).rejects.toThrow()
  reset()
  const half = await env.DB.prepare('SELECT count(*) AS n FROM slot_day').first<number>('n')
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(15)
  await publishSlots(await systemCtx(clock, { DB }))
  const { results } = await env.DB.prepare('SELECT day, slots FROM slot_day').all<{ slots: number }>()
  expect(results.length).toBe(15)
  expect(new Set(results.map(({ slots }) => slots))).toEqual(new Set([287]))
})

/** Every day of the week alike. */
async function schedule({ from = '09:00', to = '11:00', minutes = 30 } = {}) {
  await env.DB.batch(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      env.DB.prepare(
        `INSERT INTO schedule (id, service_point_id, counter_group, weekday, from_time, to_time, slot_minutes, cap_public, cap_phone, cap_counter, lead_minutes, horizon_days, release_time, valid_from)
         VALUES (?, 'sp_one', 'household', ?, ?, ?, ?, 2, 1, 1, 60, 14, '08:00', '2026-01-01')`,
      ).bind(`sc_${weekday}`, weekday, from, to, minutes),
    ),
  )
}
