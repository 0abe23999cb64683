import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'

// What a migration makes of rows that an older version wrote.

const clock = clockAt(monday)
const api = apiClient({ clock })

test('0074 gives whoever was told of a closed visit before 0067 the time it has, unless they moved', async () => {
  await twoStations()
  const [first, second] = [monday + DAY, monday + 2 * DAY]
  const [stayed, moved] = [
    await bookOne(api, await addSlot({ startsAt: first, capPublic: 5 })),
    await bookOne(api, await addSlot({ startsAt: first + 3_600_000 })),
  ]
  await env.DB.prepare(
    `INSERT INTO closure_notice (closure_id, booking_id, told_at)
     SELECT 'cl_old', id, ? FROM booking ORDER BY id`,
  )
    .bind(monday + 1)
    .run()
  clock.pass(60_000)
  const slotId = await addSlot({ startsAt: second, capPublic: 5 })
  const { accessCode } = moved
  const answer = await api.post(`/appointments/${moved.reference}/reschedule`, { accessCode, slotId })
  expect(answer.status, answer.text).toBe(200)
  const { queries } = env.TEST_MIGRATIONS.find(({ name }) => name.startsWith('0074'))!
  const update = queries.find((sql) => sql.includes('UPDATE closure_notice'))!
  await env.DB.prepare(update).run()
  const startsAt = (reference: string) =>
    env.DB.prepare(
      'SELECT n.starts_at FROM closure_notice n JOIN booking b ON b.id = n.booking_id WHERE b.reference = ?',
    )
      .bind(reference)
      .first('starts_at')
  expect(await startsAt(stayed.reference)).toBe(first)
  expect(await startsAt(moved.reference)).toBe(0)
})
