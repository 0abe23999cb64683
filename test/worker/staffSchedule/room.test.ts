import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { carryOutOpen } from '../../../api/appointment/schedule/carryOut.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { publish, someone, systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { importText } from '../../support/importing.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { chiefAt, counted } from '../../support/planned.ts'
import { addRules } from '../../support/release.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const room = 'guhuai-room'
/** Tuesday, Thursday and Saturday are declared here; the clock stands on a Monday. */
const [tuesday, wednesday] = ['2026-11-24', '2026-11-25']

beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  await addRules({ releaseWindowMinutes: 0, givenBackWindows: [] })
})

const station = () => chiefAt(clock, [['chief', 'sp_chengguan']])
const onDay = async (day: string) =>
  (await api.get(`/stations/${room}/slots?matter=TALK-01&from=${day}&to=${day}`)).body
const talk = async (day = tuesday) => {
  const [slot] = (await onDay(day)).items
  return api.post('/appointments', someone(slot.id, { matterCode: 'TALK-01' }), {
    'Idempotency-Key': 'talk-1-key',
  })
}
const window = (weekday: number, from = '09:00', to = '11:30') => ({
  weekday,
  from,
  to,
  slotMinutes: 30,
  capPublic: 1,
  capPhone: 0,
  capCounter: 0,
  leadMinutes: 60,
  horizonDays: 14,
  releaseTime: '08:00',
})
const week = (windows: object[], more: object = {}) => ({
  counterGroup: 'general',
  fromDay: tuesday,
  windows,
  apply: false,
  ...more,
})

describe('a talk on declared duty days alone', () => {
  test('has times on a duty day, none on any other, and its receipt says where and who', async () => {
    await publish(clock)
    expect((await onDay(tuesday)).items.length).toBeGreaterThan(3)
    expect((await onDay(wednesday)).items).toEqual([])
    expect(
      await counted(
        'slot',
        "service_point_id = 'sp_guhuai-room' AND strftime('%u', day) NOT IN ('2', '4', '6')",
      ),
    ).toBe(0)
    const { status, body } = await talk()
    expect(status).toBe(201)
    expect(body.visit).toMatchObject({
      minutes: 30,
      station: { slug: room },
      officers: [{ name: { zh: '万家宁' }, dutyPhone: '000-0000-0311' }],
      matter: { code: 'TALK-01', asksDocument: false },
    })
    expect(body.visit.matter.materials.every(({ obtain }: { obtain: string }) => obtain !== 'bring')).toBe(
      true,
    )
    expect((await api.get('/stations/qingshi/slots?matter=TALK-01')).body.code).toBe('matter-not-offered')
  })

  test('a week of slots on another day, or beyond the declared hours, is refused beside its field', async () => {
    const chief = await station()
    const said = async (windows: object[]) => {
      const { status, body } = await chief.post(`/points/${room}/schedule`, week(windows))
      return status === 422
        ? body.errors.map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`)
        : status
    }
    expect(await said([window(2), window(3)])).toEqual(['/windows/1/weekday window.not-duty'])
    expect(await said([window(2, '09:00', '12:00')])).toEqual(['/windows/0/to window.beyond-duty'])
    expect(await said([window(2, '08:30', '11:00')])).toEqual(['/windows/0/to window.beyond-duty'])
    expect(await said([window(2), window(6, '10:00', '11:30')])).toBe(200)
    const own = await chief.post('/points/chengguan/schedule', week([window(7)]))
    expect(own.status).toBe(200)
  })

  test('the database refuses what another door lets through, and the lists say which line', async () => {
    const add = (weekday: number) =>
      env.DB.prepare(
        `INSERT INTO schedule (id, service_point_id, counter_group, weekday, from_time, to_time, slot_minutes, cap_public,
           cap_phone, cap_counter, lead_minutes, horizon_days, release_time, valid_from)
         VALUES ('x${weekday}', 'sp_guhuai-room', 'general', ${weekday}, '09:00', '10:00', 30, 1, 0, 0, 60, 7, '08:00', '2026-01-01')`,
      ).run()
    await expect(add(3)).rejects.toThrow(/not-a-duty-day/)
    await add(2)
    await expect(env.DB.prepare("UPDATE schedule SET weekday = 3 WHERE id = 'x2'").run()).rejects.toThrow(
      /not-a-duty-day/,
    )
    const code = await env.DB.prepare("SELECT code FROM service_point WHERE slug = 'guhuai-room'").first(
      'code',
    )
    const list = (weekday: number) =>
      `stationCode,counter,weekday,from,to,slotMinutes,places\n${code},general,${weekday},09:00,10:00,30,1`
    expect((await importText('schedules', list(3))).faults).toMatchObject([{ line: 2, code: 'not-duty' }])
    expect((await importText('schedules', list(2))).faults).toEqual([])
  })

  test('a duty day taken back closes its times, tells who booked one, and gives out no more', async () => {
    await publish(clock)
    const { reference } = (await talk()).body
    const chief = await station()
    const { hours } = (await chief.get(`/points/${room}/station`)).body
    const days = { windows: [4, 5, 6].map((weekday) => ({ weekday, opens: '09:00', closes: '11:30' })) }
    const preview = await chief.post(`/points/${room}/hours`, { ...days, apply: false })
    expect(preview.body).toMatchObject({
      applied: false,
      change: null,
      people: [{ matter: { zh: '和社区民警面谈' } }],
    })
    expect((await onDay(tuesday)).items).not.toEqual([])
    const done = await chief.post(`/points/${room}/hours`, { ...days, seen: hours.seen, apply: true })
    expect(done.body).toMatchObject({ applied: true, change: { told: 1 } })
    expect((await onDay(tuesday)).items).toEqual([])
    expect(await waitingMessages('appointment.closed', reference)).toHaveLength(1)
    expect(
      await counted('slot', "service_point_id = 'sp_guhuai-room' AND state = 'open' AND day = '2026-11-24'"),
    ).toBe(0)
    // The schedule still says Tuesday; nothing comes out of it, for nobody is there.
    clock.set(Date.parse('2026-12-02T09:00:00+08:00'))
    await publish(clock)
    expect(
      await counted('slot', "service_point_id = 'sp_guhuai-room' AND day IN ('2026-12-08', '2026-12-15')"),
    ).toBe(0)
    expect(
      await counted('slot', "service_point_id = 'sp_guhuai-room' AND day = '2026-12-10'"),
    ).toBeGreaterThan(0)
  })

  test('the same by the list of hours: the next pass closes them', async () => {
    await publish(clock)
    await talk()
    const code = await env.DB.prepare("SELECT code FROM service_point WHERE slug = 'guhuai-room'").first(
      'code',
    )
    const list = `stationCode,weekday,opens,closes\n${code},4,09:00,11:30\n${code},6,09:00,11:30`
    expect((await importText('hours', list)).faults).toEqual([])
    expect((await onDay(tuesday)).items).not.toEqual([])
    await carryOutOpen(await systemCtx(clock))
    expect((await onDay(tuesday)).items).toEqual([])
  })

  test('not there on one duty day, with the reason: on the page, in the calendar, and not bookable', async () => {
    await publish(clock)
    const chief = await station()
    const reason = { zh: '民警外出开会', en: 'The officer is at a meeting' }
    const away = { fromDay: tuesday, toDay: tuesday, reason, apply: true }
    expect((await chief.post(`/points/${room}/closures`, away)).status).toBe(200)
    const { body } = await api.get(`/stations/${room}`)
    expect(body.week[1]).toMatchObject({ day: tuesday, status: 'closed', reason })
    expect((await onDay(tuesday)).items).toEqual([])
    expect((await api.get(`/stations/${room}/calendar.ics`)).text).toContain('民警外出开会')
  })
})

describe('the chat group of a room', () => {
  const details = { directions: '', directionsEn: '', phone: '000-0000-0022', stepFree: true }
  const set = async (chat: object, slug = room) => {
    const chief = await station()
    const { point } = (await chief.get(`/points/${slug}/station`)).body
    return chief.post(`/points/${slug}/details`, { ...details, ...chat, seen: point.seen, apply: true })
  }

  test('is shown, changed and taken off again by the station', async () => {
    const chat = { chatName: '古槐邻里群', chatNameEn: '', chatUrl: 'https://chat.example/g/7' }
    expect((await set(chat)).status).toBe(200)
    expect((await api.get(`/stations/${room}`)).body.chat).toEqual({
      name: { zh: '古槐邻里群', en: '古槐邻里群' },
      url: 'https://chat.example/g/7',
    })
    // Who edits something else leaves it alone.
    expect((await set({})).status).toBe(200)
    expect((await api.get(`/stations/${room}`)).body.chat.url).toBe('https://chat.example/g/7')
    expect((await set({ chatUrl: '' })).status).toBe(200)
    expect((await api.get(`/stations/${room}`)).body.chat).toBeNull()
  })

  test.each([
    ['http://chat.example/g', 'https-address'],
    ['javascript:alert(1)', 'https-address'],
    ['https://chat', 'https-address'],
    ['https://me:pw@chat.example/', 'https-address'],
    ['chat.example', 'https-address'],
    [`https://chat.example/${'a'.repeat(300)}`, 'too-long'],
  ])('%s is refused beside its field', async (chatUrl, code) => {
    const { status, body } = await set({ chatName: '群', chatUrl })
    expect([status, body.errors[0]]).toMatchObject([422, { pointer: '/chatUrl', code }])
  })

  test('needs a name, belongs to a room, and the database holds it to https', async () => {
    expect((await set({ chatName: ' ', chatUrl: 'https://chat.example/' })).body.errors).toMatchObject([
      { pointer: '/chatName', code: 'required' },
    ])
    const other = await set({ chatName: '群', chatUrl: 'https://chat.example/' }, 'chengguan')
    expect(other.body.errors).toMatchObject([{ pointer: '/chatUrl', code: 'wrong-value' }])
    const write = (sql: string) => env.DB.prepare(`UPDATE service_point SET ${sql}`).run()
    await expect(write("chat_url = 'http://chat.example/' WHERE slug = 'guhuai-room'")).rejects.toThrow(
      /CHECK/,
    )
    await expect(
      write(
        "chat_url = 'https://a.example', chat_name_zh = '群', chat_name_en = 'g' WHERE slug = 'chengguan'",
      ),
    ).rejects.toThrow(/CHECK/)
  })

  test('another station cannot', async () => {
    const stranger = await chiefAt(clock, [['chief', 'sp_liuwan']])
    const body = { ...details, chatUrl: 'https://chat.example/', chatName: '群', apply: true }
    expect((await stranger.post(`/points/${room}/details`, body)).status).toBe(404)
    const clerk = await chiefAt(clock, [['clerk', 'sp_chengguan']])
    expect((await clerk.post(`/points/${room}/details`, body)).status).toBe(403)
  })
})
