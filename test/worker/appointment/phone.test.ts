import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { purge } from '../../../api/privacy/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, someone, systemCtx, twoStations } from '../../support/appointment.ts'
import { waitingMessages } from '../../support/outbox.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

type Held = { reference: string; accessCode: string }
const send = ({ reference, accessCode }: Held) => api.post(`/appointments/${reference}/phone`, { accessCode })
const confirm = ({ reference, accessCode }: Held, code: string) =>
  api.post(`/appointments/${reference}/phone/confirm`, { accessCode, code })
const codeOf = async ({ reference }: Held) =>
  (await waitingMessages('phone.code', reference)).at(-1)?.data.code ?? ''
/** A code that is not this one. */
const another = (code: string) => code.replace(/.$/, (last) => String((Number(last) + 1) % 10))
const confirmed = async ({ reference, accessCode }: Held) =>
  (await api.post('/track', { reference, accessCode })).body.appointment.phoneConfirmed as boolean
const booked = async (more = {}) => bookOne(api, await addSlot(), more)

describe('showing that a number is one’s own', () => {
  test('the code goes to the number, and confirms it', async () => {
    const log = vi.spyOn(console, 'log')
    const held = await booked()
    expect(await confirmed(held)).toBe(false)
    const sent = await send(held)
    expect(sent).toMatchObject({
      status: 200,
      body: {
        phoneConfirmed: false,
        sentTo: '138****0001',
        expiresAt: '2026-11-23T08:10:00+08:00',
        codesLeft: 2,
      },
    })
    const [message] = await waitingMessages('phone.code', held.reference)
    expect(message).toMatchObject({
      phone: '13800000001',
      data: { code: expect.stringMatching(/^\d{6}$/), reference: held.reference },
    })
    const code = message!.data.code
    expect(sent.text).not.toContain(code)
    expect(await confirm(held, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      status: 200,
      body: { reference: held.reference, phoneConfirmed: true },
    })
    expect(await confirmed(held)).toBe(true)
    // Again is the same as once, and sends nothing.
    expect((await confirm(held, code)).status).toBe(200)
    expect((await send(held)).body).toMatchObject({ phoneConfirmed: true, sentTo: null })
    expect(await waitingMessages('phone.code', held.reference)).toHaveLength(1)
    const leaves = env.DB.prepare("SELECT count(*) AS n FROM audit_leaf WHERE action = 'appointment.phone'")
    expect(await leaves.first('n')).toBe(1)
    const stored = JSON.stringify((await env.DB.prepare('SELECT * FROM phone_code').all()).results)
    expect(stored).not.toContain(code)
    expect(JSON.stringify(log.mock.calls)).not.toContain(code)
  })

  test('nothing of the code is in the clear while it stands', async () => {
    const held = await booked()
    await send(held)
    const code = await codeOf(held)
    for (const table of ['phone_code', 'outbox', 'booking', 'audit_leaf', 'phone_code_day']) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all()
      for (const row of results)
        for (const [column, value] of Object.entries(row))
          expect(String(value).includes(code), `${table}.${column}`).toBe(false)
    }
  })

  test('it goes to the helper, to whom all messages go; a landline gets none', async () => {
    const helped = await booked({ helper: { name: '李帮忙', phone: '13900000007' } })
    expect((await send(helped)).body.sentTo).toBe('139****0007')
    const { applicant } = someone('')
    const landline = await booked({ applicant: { ...applicant, phone: '010-65550001' } })
    expect(await send(landline)).toMatchObject({ status: 409, body: { code: 'phone-none' } })
    expect(await confirmed(landline)).toBe(false)
  })

  test('ten minutes, and no longer', async () => {
    const held = await booked()
    await send(held)
    const code = await codeOf(held)
    clock.pass(10 * MINUTE - 1)
    expect((await confirm(held, another(code))).body.errors[0]).toMatchObject({ code: 'phone-code.wrong' })
    clock.pass(1)
    expect(await confirm(held, code)).toMatchObject({ status: 409, body: { code: 'phone-code-over' } })
    expect(await confirmed(held)).toBe(false)
  })

  test('five wrong tries end a code, however fast they come', async () => {
    const held = await booked()
    await send(held)
    const code = await codeOf(held)
    const answers = await Promise.all(Array.from({ length: 30 }, () => confirm(held, another(code))))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(4)
    expect(answers.filter(({ body }) => body.code === 'phone-code-over')).toHaveLength(26)
    expect(await confirm(held, code)).toMatchObject({ status: 409, body: { code: 'phone-code-over' } })
    await send(held)
    const next = await codeOf(held)
    const wrong = await confirm(held, another(next))
    expect(wrong.body.errors).toEqual([
      { pointer: '/code', code: 'phone-code.wrong', message: expect.stringContaining('4') },
    ])
    expect((await confirm(held, next)).status).toBe(200)
  })

  test('a newer code ends the older one', async () => {
    const held = await booked()
    await send(held)
    const first = await codeOf(held)
    await send(held)
    const second = await codeOf(held)
    expect(await waitingMessages('phone.code', held.reference)).toHaveLength(1)
    if (first !== second) expect((await confirm(held, first)).status).toBe(422)
    expect((await confirm(held, second)).status).toBe(200)
  })

  test('three codes a day for a booking, also all at once, and tomorrow again', async () => {
    const held = await booked()
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(held)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    const refused = answers.find(({ status }) => status !== 200)!
    expect(refused).toMatchObject({ status: 429, body: { code: 'phone-codes-spent', retryAfter: 16 * 3600 } })
    const sent = env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE template = 'phone.code'")
    expect(await sent.first('n')).toBe(3)
    clock.pass(16 * HOUR)
    expect((await send(held)).body.codesLeft).toBe(2)
  })

  test('five codes a day for a number, whichever bookings name it', async () => {
    const phone = '13700000055'
    const all = await Promise.all(
      ['甲', '乙', '丙'].map((name) => booked({ applicant: { name: `王${name}`, phone, idType: 'none' } })),
    )
    const answers = []
    for (const held of [...all, ...all]) answers.push((await send(held)).status)
    expect(answers).toEqual([200, 200, 200, 200, 200, 429])
    // Somebody else's number is not touched by it.
    expect((await send(await booked())).status).toBe(200)
  })

  test('only the holder’s tries count, and none but the holder is told anything', async () => {
    const held = await booked()
    await send(held)
    const stranger = { ...held, accessCode: '22222222' }
    for (let i = 0; i < 6; i++) expect((await confirm(stranger, '123456')).status).toBe(404)
    expect(await env.DB.prepare('SELECT tries FROM phone_code').first('tries')).toBe(0)
    expect((await send(stranger)).body.code).toBe('record-not-found')
    expect((await confirm(held, await codeOf(held))).status).toBe(200)
  })

  test('what is no code is said at its field, and costs no try', async () => {
    const held = await booked()
    await send(held)
    for (const [typed, code] of [
      ['', 'phone-code.required'],
      ['12345', 'phone-code.shape'],
      ['abcdef', 'phone-code.shape'],
    ] as const)
      expect((await confirm(held, typed)).body.errors[0]).toMatchObject({ pointer: '/code', code })
    expect(await env.DB.prepare('SELECT tries FROM phone_code').first('tries')).toBe(0)
    expect(await confirm(await booked(), '123456')).toMatchObject({ body: { code: 'phone-code-over' } })
  })

  test('a visit that is cancelled or begun has nothing to confirm', async () => {
    const held = await booked()
    await send(held)
    await api.post(`/appointments/${held.reference}/cancel`, { accessCode: held.accessCode })
    expect((await send(held)).body.code).toBe('not-changeable')
    expect((await confirm(held, '123456')).body.code).toBe('not-changeable')
  })

  test('counters leave the database once their day is past', async () => {
    const held = await booked()
    await send(held)
    clock.pass(15 * HOUR)
    await purge(await systemCtx(clock))
    const left = () =>
      env.DB.prepare(
        'SELECT (SELECT count(*) FROM phone_code) + (SELECT count(*) FROM phone_code_day) AS n',
      ).first('n')
    expect(await left()).toBe(2)
    clock.pass(26 * HOUR)
    expect(await purge(await systemCtx(clock))).toMatchObject({ codes: 1, codeDays: 1 })
    expect(await left()).toBe(0)
  })
})
