import { beforeEach, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'
import { look, setRules } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

test('whoever looks a booking up reads whether cancelling now is late, and what that means', async () => {
  const held = await bookOne(api, await addSlot({ startsAt: monday + DAY }))
  const late = async () => (await look(api, held)).appointment.lateCancel
  expect(await late()).toBeNull()
  clock.set(monday + DAY - 2 * HOUR)
  expect(await late()).toBeNull()
  clock.pass(1)
  expect(await late()).toEqual({ minutes: 120, counts: true })
  await setRules({ lateCancelMinutes: 180, lateCancelCounts: false })
  expect(await late()).toEqual({ minutes: 180, counts: false })
  await api.post(`/appointments/${held.reference}/cancel`, { accessCode: held.accessCode })
  expect(await late()).toBeNull()
})
