import { beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'
import { act, joinOne, look } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

test('whoever books ten times under somebody’s number cannot make their offer fail', async () => {
  const phone = '13622222222'
  const [place, rest] = [
    await addSlot({ startsAt: monday + DAY + HOUR, capPublic: 1 }),
    await addSlot({ startsAt: monday + DAY + HOUR + 15 * MINUTE, capPublic: 20 }),
  ]
  const first = await bookOne(api, place)
  const held = await joinOne(api, { applicant: { name: '候补的人', phone, idType: 'none' } })
  await api.post(`/appointments/${first.reference}/cancel`, { accessCode: first.accessCode })
  expect((await look(api, held)).status).toBe('offered')
  const named = (n: number) => ({
    applicant: { name: `冒名${'一二三四五六七八九十甲'[n]}`, phone, idType: 'none' },
  })
  for (let n = 0; n < 10; n++) await bookOne(api, rest, named(n))
  await expect(bookOne(api, rest, named(10)), 'the eleventh is one too many').rejects.toThrow('phone-busy')
  expect((await act(api, 'take', held)).status).toBe(201)
})
