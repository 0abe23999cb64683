import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { publishSlots } from '../../../api/appointment/publish.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, systemCtx, twoStations } from '../../support/appointment.ts'
import { everyRow, faulty } from '../../support/faults.ts'
import { found } from '../../support/found.ts'

// Strings that stand nowhere else: whatever a person gave must not be found in any table or log line.

const given = {
  name: '慕容金丝雀',
  phone: '13912345678',
  idNumber: '440524188001010014',
  helperName: '司徒画眉',
  helperPhone: '010-65557777-99',
  note: '只有金丝雀知道这句话 kanarienvogel',
}
const fragments = [
  ...Object.values(given),
  '金丝雀',
  '画眉',
  'kanarien',
  '12345678',
  '1880',
  '65557777',
  '0101001',
]

const lines: string[] = []
const clock = clockAt(monday)
beforeEach(() => {
  lines.length = 0
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => {
      lines.push(words.map(String).join(' '))
    })
  }
})
afterEach(() => vi.restoreAllMocks())

const body = (slotId: string, more = {}) => ({
  slotId,
  matterCode: 'ID-02',
  applicant: { name: given.name, phone: given.phone, idType: 'resident-id', idNumber: given.idNumber },
  helper: { name: given.helperName, phone: given.helperPhone },
  note: given.note,
  ...more,
})

describe('nothing a person gave is kept or logged in the clear', () => {
  test('through booking, replay, refusals, faults, look-up, move and cancellation', async () => {
    await twoStations()
    const { DB, reset } = faulty()
    const api = apiClient({ clock, bindings: { DB, BOT_CHECKS: 'on' } })
    const [slot, other, full] = [await addSlot(), await addSlot(), await addSlot({ capPublic: 0 })] as [
      string,
      string,
      string,
    ]
    const key = {
      'idempotency-key': `canary-${given.phone.slice(0, 3)}`,
      'user-agent': given.note.slice(-13),
    }
    const post = (path: string, sent: unknown, headers = {}) => api.post(path, sent, headers)

    await post('/appointments/check', body(slot))
    await post('/appointments', body(full))
    await post('/appointments', body(slot, { [given.phone]: given.name }))
    await post('/appointments', `{"${given.name}": ${given.phone}`)
    for (const fault of [
      { throws: { batch: 1, message: 'D1_ERROR: no such column: x' } },
      { throws: { batch: 1, message: 'D1_ERROR: Network connection lost.' } },
      { at: { batch: 1, statement: 3 } },
    ]) {
      reset(fault)
      expect((await post('/appointments', body(slot))).status).toBeGreaterThanOrEqual(500)
    }
    reset()
    const booked = await post('/appointments', body(slot), key)
    expect(booked.status, booked.text).toBe(201)
    expect(found(booked.text, fragments), 'the receipt shows masked names only').toEqual([])
    expect((await post('/appointments', body(slot), key)).text).toBe(booked.text)
    await post('/appointments', body(other))
    const { reference, accessCode } = booked.body as { reference: string; accessCode: string }
    const at = `/appointments/${reference}`
    await post('/track', { reference, accessCode: '22222222' })
    const seen = await post('/track', { reference, accessCode })
    expect(found(seen.text, fragments)).toEqual([])
    await post(`${at}/calendar`, { accessCode })
    await post(`${at}/reschedule`, { accessCode, slotId: other })
    await post(`${at}/cancel`, { accessCode })
    await publishSlots(await systemCtx(clock))
    await api.get(`/stations/${encodeURIComponent(given.name)}/slots?matter=${given.phone}`)
    await post(`/appointments/${given.phone}/cancel`, { accessCode })

    const rows = await everyRow()
    for (const [table, text] of Object.entries(rows)) {
      // Seeded text has its own years and numbers.
      if (['matter', 'd1_migrations'].includes(table)) continue
      expect(found(text, [...fragments.filter((f) => f !== '1880'), accessCode]), table).toEqual([])
    }
    expect(rows.booking, 'the test looks at what was written').toContain(reference)
    const log = lines.join('\n')
    expect(log).toContain('/api/v1/appointments/:reference/cancel')
    expect(found(log, [...fragments.filter((f) => f !== '1880'), accessCode, reference])).toEqual([])
    expect(log).not.toContain(key['user-agent'])
  })

  test('two people alike leave nothing alike in sealed fields', async () => {
    await twoStations()
    const api = apiClient({ clock })
    const slotId = await addSlot()
    const first = await api.post('/appointments', body(slotId))
    // The same person may book the same matter again once the first visit is given back.
    const { reference, accessCode } = first.body
    await api.post(`/appointments/${reference}/cancel`, { accessCode })
    const second = body(slotId)
    second.applicant.idNumber = '11010519491231002X'
    await api.post('/appointments', second)
    const booking = JSON.parse((await everyRow()).booking!) as Record<string, string>[]
    expect(booking).toHaveLength(2)
    for (const column of [
      'name',
      'phone',
      'id_number',
      'helper_name',
      'helper_phone',
      'note',
      'code_hash',
      'person_key',
    ])
      expect(booking[0]![column], column).not.toBe(booking[1]![column])
    expect(booking[0]!.phone_key, 'the look-up by phone must find both').toBe(booking[1]!.phone_key)
  })
})
