import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, twoStations } from '../../support/appointment.ts'
import { waitingMessages } from '../../support/outbox.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const resident = {
  name: '王小虎',
  phone: '13600000001',
  idType: 'resident-id',
  idNumber: '440524188001010014',
}
/** Of working age: 440524188001010014 was born in 1880. */
const young = { ...resident, idNumber: '110105199003070025' }
const passport = { ...resident, idType: 'passport', idNumber: 'E12345678' }

let places = 0
const post = async (applicant: object, more = {}) =>
  api.post('/appointments', {
    slotId: await addSlot({ startsAt: clock.now() + 25 * HOUR + (places++ % 30) * 20 * MINUTE }),
    matterCode: 'ID-02',
    applicant,
    ...more,
  })

/** Books, confirms the number unless told not to, and lets the visit pass with an outcome. */
async function past(applicant: object, outcome: 'served' | 'missed', { confirm = true } = {}) {
  const { body, status, text } = await post(applicant)
  expect(status, text).toBe(201)
  const { reference, accessCode } = body
  if (confirm) {
    await api.post(`/appointments/${reference}/phone`, { accessCode })
    const code = (await waitingMessages('phone.code', reference)).at(-1)?.data.code
    expect((await api.post(`/appointments/${reference}/phone/confirm`, { accessCode, code })).status).toBe(
      200,
    )
  }
  clock.pass(2 * DAY)
  await env.DB.prepare("UPDATE booking SET state = 'ended', outcome = ? WHERE reference = ?")
    .bind(outcome, reference)
    .run()
}
const missThree = async (applicant: object, more = {}) => {
  for (let i = 0; i < 3; i++) await past(applicant, 'missed', more)
}

describe('three missed visits', () => {
  test('booking online pauses, and says until when and where else', async () => {
    await missThree(passport)
    const refused = await post(passport)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'missed-too-often', until: '2026-12-28', missed: 3 },
    })
    expect(refused.body.title).toContain('直接去窗口')
    expect(refused.body.detail).toContain('2026-12-28')
    // No visit is named: neither day nor station nor matter of one that was missed.
    expect(refused.text).not.toMatch(/2026-11|测试派出所|ID-02/)
    clock.set(Date.parse('2026-12-27T23:59:59+08:00'))
    expect((await post(passport)).body.code).toBe('missed-too-often')
    clock.pass(1000)
    expect((await post(passport)).status).toBe(201)
  })

  test('nobody is asked why: the box, or the age in the resident ID, and the place is theirs', async () => {
    await missThree(passport)
    expect((await post(passport, { exempt: true })).status).toBe(201)
    const old = { ...resident, name: '王老先生' }
    await missThree(old)
    expect((await post(old)).status).toBe(201)
    await missThree({ ...young, name: '王小龙' })
    expect((await post({ ...young, name: '王小龙' })).body.code).toBe('missed-too-often')
  })

  test('numbers that nobody confirmed hold nobody back', async () => {
    await missThree(passport, { confirm: false })
    expect((await post(passport)).status).toBe(201)
  })

  test('a stranger with the document and another telephone neither learns nor harms anything', async () => {
    await missThree(passport)
    // Knows the document number: gets what anyone would get.
    expect((await post({ ...passport, name: '陌生人', phone: '13600000077' })).status).toBe(201)
    // Knows the telephone number: the same.
    expect((await post({ ...passport, name: '别人', idNumber: 'E99999999' })).status).toBe(201)
    // And visits missed on a stranger's telephone are no debt of the document's holder.
    await missThree({ ...passport, idNumber: 'E55555555', phone: '13600000088', name: '陌生人' })
    expect(
      (await post({ ...passport, idNumber: 'E55555555', name: '本人', phone: '13600000002' })).status,
    ).toBe(201)
  })

  test('being served heals', async () => {
    await missThree(passport)
    expect((await post(passport)).body.code).toBe('missed-too-often')
    clock.pass(31 * DAY)
    await past(passport, 'served', { confirm: false })
    await past(passport, 'missed')
    await past(passport, 'missed')
    expect((await post(passport)).status).toBe(201)
  })

  test('the rules are data', async () => {
    await past(passport, 'missed')
    await env.DB.prepare('INSERT INTO booking_rule (from_day, rules, created_at) VALUES (?, ?, 0)')
      .bind('2026-11-01', JSON.stringify({ missedMost: 1, missedPauseDays: 3 }))
      .run()
    expect((await post(passport)).body).toMatchObject({ code: 'missed-too-often', until: '2026-11-27' })
  })

  test('asking costs a proof each time', async () => {
    await missThree(passport)
    const guarded = apiClient({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '12' } })
    const body = {
      slotId: await addSlot({ startsAt: clock.now() + DAY }),
      matterCode: 'ID-02',
      applicant: passport,
    }
    const answers = []
    for (let i = 0; i < 11; i++) answers.push((await guarded.post('/appointments', body)).body.code)
    expect(answers).toEqual([...Array(10).fill('missed-too-often'), 'tray-full'])
  })
})

describe('cancelling shortly before', () => {
  const cancel = ({ reference, accessCode }: { reference: string; accessCode: string }) =>
    api.post(`/appointments/${reference}/cancel`, { accessCode })
  const outcome = (reference: string) =>
    env.DB.prepare('SELECT outcome FROM booking WHERE reference = ?').bind(reference).first('outcome')

  test.each([
    [2 * HOUR, false],
    [2 * HOUR - MINUTE, true],
    [MINUTE, true],
  ])('%i ms before the visit', async (before, late) => {
    const startsAt = monday + 26 * HOUR
    const slotId = await addSlot({ startsAt, capPublic: 1 })
    const { body } = await api.post('/appointments', { slotId, matterCode: 'ID-02', applicant: passport })
    clock.set(startsAt - before)
    expect(await cancel(body)).toMatchObject({ status: 200, body: { status: 'cancelled', late } })
    // Again is the same as once.
    expect((await cancel(body)).body).toEqual({ reference: body.reference, status: 'cancelled', late })
    expect(await outcome(body.reference)).toBe(late ? 'late' : null)
  })

  test('a late one counts like a missed one', async () => {
    await past(passport, 'missed')
    await past(passport, 'missed')
    const { body } = await post(passport)
    await api.post(`/appointments/${body.reference}/phone`, { accessCode: body.accessCode })
    const [message] = await waitingMessages('phone.code', body.reference)
    const confirm = { accessCode: body.accessCode, code: message!.data.code }
    await api.post(`/appointments/${body.reference}/phone/confirm`, confirm)
    clock.set(Date.parse(body.startsAt) - HOUR)
    expect((await cancel(body)).body.late).toBe(true)
    expect((await post(passport)).body.code).toBe('missed-too-often')
  })
})
