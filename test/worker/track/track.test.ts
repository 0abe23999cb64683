import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations, withoutId } from '../../support/appointment.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

describe('looking a record up', () => {
  test('opens for reference and code as people type them', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot())
    for (const [typedReference, typedCode] of [
      [reference.toLowerCase(), accessCode.toLowerCase()],
      [` ${reference.replaceAll('-', ' ')} `, `${accessCode.slice(0, 4)} ${accessCode.slice(4)}`],
      [reference.replaceAll('-', ''), `${accessCode.slice(0, 4)}-${accessCode.slice(4)}`],
      [reference.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)), accessCode],
    ]) {
      const { status, body, text } = await api.post('/track', {
        reference: typedReference,
        accessCode: typedCode,
      })
      expect(status, text).toBe(200)
      expect(body.reference).toBe(reference)
    }
    expect(await env.DB.prepare('SELECT count(*) AS n FROM code_try').first('n')).toBe(0)
  })

  test('one person’s code does not open another’s record', async () => {
    const slotId = await addSlot()
    const [mine, theirs] = [await bookOne(api, slotId), await bookOne(api, slotId)]
    const answer = await api.post('/track', {
      reference: theirs.reference,
      accessCode: mine.accessCode,
    })
    const nobody = await api.post('/track', {
      reference: makeReference('A', '2026-11-23'),
      accessCode: mine.accessCode,
    })
    const otherKind = await api.post('/track', {
      reference: makeReference('C', '2026-11-23'),
      accessCode: mine.accessCode,
    })
    expect(answer.status).toBe(404)
    expect(withoutId(nobody)).toBe(withoutId(answer))
    expect(withoutId(otherKind)).toBe(withoutId(answer))
  })

  test('wrong tries at the same time are all counted, and lock nobody out', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot())
    const wrong = accessCode === '22222222' ? '33333333' : '22222222'
    await Promise.all(Array.from({ length: 40 }, () => api.post('/track', { reference, accessCode: wrong })))
    expect(await env.DB.prepare('SELECT tries FROM code_try').first('tries')).toBe(40)
    expect((await api.post('/track', { reference, accessCode: wrong })).status).toBe(429)
    for (const action of ['cancel', 'calendar']) {
      const guess = await api.post(`/appointments/${reference}/${action}`, { accessCode: wrong })
      expect(guess.body.code, 'tries are counted over all doors together').toBe('too-many-tries')
    }
    expect((await api.post('/track', { reference, accessCode })).status).toBe(200)
    clock.pass(HOUR)
    expect((await api.post('/track', { reference, accessCode: wrong })).status).toBe(404)
  })

  test('a record is moved five times at most, and its timeline keeps every event', async () => {
    const [one, two] = [await addSlot(), await addSlot()] as [string, string]
    const { reference, accessCode } = await bookOne(api, one)
    for (let i = 0; i < 6; i++) {
      clock.pass(1000)
      const slotId = i % 2 ? one : two
      const { status } = await api.post(`/appointments/${reference}/reschedule`, { accessCode, slotId })
      expect(status).toBe(i < 5 ? 200 : 409)
    }
    clock.pass(1000)
    await api.post(`/appointments/${reference}/cancel`, { accessCode })
    const { body } = await api.post('/track', { reference, accessCode })
    expect(body.timeline).toHaveLength(7)
    expect(body.timeline.at(-1).text.en).toContain('Cancelled')
    const times = body.timeline.map(({ at }: { at: string }) => at)
    expect(times).toEqual(times.toSorted())
    const waiting = await env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE state = 'waiting'").first(
      'n',
    )
    expect(waiting, 'only the word of the cancellation still waits').toBe(1)
  }, 30_000)

  test('the calendar file follows the booking, in the reader’s language', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot())
    const file = () =>
      api.post(`/appointments/${reference}/calendar`, { accessCode }, { 'accept-language': 'en' })
    const first = await file()
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(first.text).toContain('SEQUENCE:0')
    expect(first.text).toContain('Test Station')
    expect(first.text).not.toContain(accessCode)
    await api.post(`/appointments/${reference}/reschedule`, { accessCode, slotId: await addSlot() })
    expect((await file()).text).toContain('SEQUENCE:1')
    const uid = /UID:(.*)/.exec(first.text)?.[1]
    expect((await file()).text).toContain(`UID:${uid}`)
  })

  test('a GET changes nothing and is not answered', async () => {
    const { reference } = await bookOne(api, await addSlot())
    for (const path of [
      '/track',
      `/appointments/${reference}/cancel`,
      `/appointments/${reference}/reschedule`,
    ]) {
      const answer = await api.get(path)
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toBe('POST')
    }
  })
})
