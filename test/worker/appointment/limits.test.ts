import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { networkOf } from '../../../api/middleware/context.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { freeSlots, publish, someone } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'

describe('what keeps a number and a tray from being flooded', () => {
  let api: ReturnType<typeof apiClient>
  let clock: ReturnType<typeof clockAt>
  let slots: Awaited<ReturnType<typeof freeSlots>>
  beforeEach(async () => {
    await demo(env)
    clock = clockAt(monday)
    api = apiClient({ clock })
    await publish(clock)
    slots = await freeSlots(api)
  })

  const withPhone = (i: number, phone: string) => {
    const { applicant, ...body } = someone(slots[i % slots.length]!.id)
    return { ...body, applicant: { ...applicant, name: `王${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`, phone } }
  }

  test('ten bookings a day for one number, and the eleventh is told where else', async () => {
    for (let i = 0; i < 10; i++) {
      expect((await api.post('/appointments', withPhone(i, '13900000001'))).status).toBe(201)
    }
    const refused = await api.post('/appointments', withPhone(10, '13900000001'))
    expect(refused).toMatchObject({ status: 409, body: { code: 'phone-busy' } })
    expect((await api.post('/appointments', withPhone(10, '13900000002'))).status).toBe(201)
    clock.pass(24 * 3600 * 1000 + 1)
    await publish(clock)
    slots = await freeSlots(api)
    expect((await api.post('/appointments', withPhone(11, '13900000001'))).status).toBe(201)
  })

  test('the helper’s number counts, since the messages go there', async () => {
    for (let i = 0; i < 10; i++) {
      const helper = { name: '李帮忙', phone: '13900000009' }
      const { status } = await api.post('/appointments', { ...withPhone(i, `1370000000${i}`), helper })
      expect(status).toBe(201)
    }
    const refused = await api.post('/appointments', withPhone(10, '13900000009'))
    expect(refused.body.code).toBe('phone-busy')
  })

  test('no single network fills the tray that everyone without script shares', async () => {
    const tray = apiClient({ clock: clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '60' } })
    const from = (address: string) => ({ 'cf-connecting-ip': address })
    for (let i = 0; i < 10; i++) {
      const { status } = await tray.post('/appointments', someone(slots[i]!.id), from('10.0.0.1'))
      expect(status).toBe(201)
    }
    const full = await tray.post('/appointments', someone(slots[10]!.id), from('10.0.0.1'))
    expect(full).toMatchObject({ status: 429, body: { code: 'tray-full' } })
    expect((await tray.post('/appointments', someone(slots[10]!.id), from('10.0.0.2'))).status).toBe(201)
    const kept = await env.DB.prepare('SELECT group_concat(operation) AS all_of FROM tray').first('all_of')
    expect(kept).not.toContain('10.0.0')
  })

  test('an IPv6 line with many networks leaves half of the tray to everybody else', async () => {
    const tray = apiClient({ clock: clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_HOUR: '24' } })
    const ask = (slot: number, address: string) =>
      tray.post('/appointments', someone(slots[slot]!.id), { 'cf-connecting-ip': address })
    for (let i = 0; i < 12; i++) expect((await ask(i, `2001:db8:7:${i}::1`)).status).toBe(201)
    expect(await ask(12, '2001:db8:7:12::1')).toMatchObject({ status: 429, body: { code: 'tray-full' } })
    expect((await ask(12, '2001:db8:8::1')).status).toBe(201)
    expect(await env.DB.prepare("SELECT used FROM tray WHERE operation NOT LIKE '% %'").first('used')).toBe(
      13,
    )
  })

  test('one person has one open booking of a matter, whichever document is named', async () => {
    const who = { name: '赵一人', phone: '13700009999' }
    const as = (slot: number, idType: string, idNumber?: string) =>
      api.post('/appointments', {
        slotId: slots[slot]!.id,
        matterCode: 'ID-02',
        applicant: { ...who, idType, ...(idNumber && { idNumber }) },
      })
    const first = await as(0, 'none')
    expect(first.status).toBe(201)
    expect(await as(1, 'passport', 'E12345678')).toMatchObject({
      status: 409,
      body: { code: 'already-booked' },
    })
    const { reference, accessCode } = first.body
    await api.post(`/appointments/${reference}/cancel`, { accessCode })
    expect((await as(1, 'passport', 'E12345678')).status).toBe(201)
  })

  test('an IPv6 line counts as one network', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::9'))
    expect(networkOf('2001:db8:1:3::9')).not.toBe(networkOf('2001:db8:1:2::9'))
    expect(networkOf('::1')).toBe('0:0:0:0')
    expect(networkOf('10.0.0.1')).toBe('10.0.0.1')
    expect(networkOf(undefined)).toBe('unknown')
    expect(networkOf('2001:db8:1:3::9', 'block')).toBe(networkOf('2001:db8:1:2::9', 'block'))
    expect(networkOf('2001:db8:2::9', 'block')).not.toBe(networkOf('2001:db8:1:2::9', 'block'))
    expect(networkOf('10.0.0.1', 'block')).toBe('10.0.0.1')
  })
})
