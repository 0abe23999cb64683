import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../api/appointment/rules.ts'
import { drawFairly, givenBackMinute } from '../../../api/appointment/waiting/givenBackMinute.ts'
import { loudAt, offerEnds } from '../../../api/appointment/waiting/offerEnds.ts'
import { order } from '../../../api/appointment/waiting/order.ts'
import { DAY, MINUTE, timeOf, toIso } from '../../../api/calendar/day.ts'

const when = (text: string) => Date.parse(`2026-11-${text}:00+08:00`)
const far = when('30T12:00')

describe('how long an offer stands', () => {
  const end = (now: string, closesAt = far, more = {}) => {
    const until = offerEnds(when(now), closesAt, { ...defaultRules, ...more })
    return until === null ? null : toIso(until).slice(8, 16)
  }

  it('counts the minutes of the day, not of the night', () => {
    expect(end('24T09:00')).toBe('24T11:00')
    expect(end('24T20:00')).toBe('24T22:00')
    expect(end('24T21:00')).toBe('25T08:00')
    expect(end('24T23:30')).toBe('25T09:00')
    expect(end('25T03:00')).toBe('25T09:00')
    expect(end('24T09:00', far, { offerMinutes: 960 })).toBe('25T10:00')
    expect(end('24T23:30', far, { quietFrom: '00:00', quietTo: '00:00' })).toBe('25T01:30')
    expect(end('24T12:30', far, { quietFrom: '12:00', quietTo: '13:00' })).toBe('24T15:00')
  })

  it('ends when the place can no longer be booked, and is not made for less than a quarter of an hour', () => {
    expect(end('24T09:00', when('24T09:40'))).toBe('24T09:40')
    expect(end('24T09:00', when('24T09:15'))).toBe('24T09:15')
    expect(end('24T09:00', when('24T09:14'))).toBeNull()
    expect(end('24T23:00', when('25T07:14'))).toBeNull()
    expect(end('24T23:00', when('25T07:15'))).toBe('25T07:15')
    expect(end('24T09:00', when('24T08:00'))).toBeNull()
    expect(end('24T09:00', when('24T09:05'), { offerMinutes: 5 })).toBe('24T09:05')
  })

  it('never lapses in the quiet hours, nor before its minutes have passed', () => {
    const clockTime = fc.nat(1439).map((m) => `${pad(Math.floor(m / 60))}:${pad(m % 60)}`)
    const pad = (n: number) => String(n).padStart(2, '0')
    fc.assert(
      fc.property(
        fc.nat(3 * 1440),
        clockTime,
        clockTime,
        fc.integer({ min: 5, max: 2880 }),
        (minute, quietFrom, quietTo, offerMinutes) => {
          const now = when('24T00:00') + minute * MINUTE
          const until = offerEnds(now, now + 4000 * DAY, { quietFrom, quietTo, offerMinutes })!
          expect(until - now).toBeGreaterThanOrEqual(offerMinutes * MINUTE)
          // Just before it lapses it was day.
          expect(loudAt(until - 1, { quietFrom, quietTo })).toBe(until - 1)
        },
      ),
    )
  })
})

describe('when a place given back appears for all', () => {
  const { givenBackWindows } = defaultRules
  const minute = (now: string, closesAt: number, draw: number, windows = givenBackWindows) =>
    toIso(givenBackMinute(when(now), closesAt, { givenBackWindows: windows }, () => draw)).slice(8, 16)

  it('is a minute of the next window that has not begun', () => {
    expect(minute('24T09:30', far, 0)).toBe('24T12:00')
    expect(minute('24T09:30', far, 59)).toBe('24T12:59')
    expect(minute('24T12:00', far, 0)).toBe('24T16:00')
    expect(minute('24T12:01', far, 7)).toBe('24T16:07')
    expect(minute('24T20:30', far, 7)).toBe('25T08:07')
    expect(minute('24T23:00', far, 5, [{ from: '23:30', to: '00:30' }])).toBe('24T23:35')
  })

  it('is within half an hour where the place could not be booked by then, and never at once before its last minute', () => {
    expect(minute('24T09:30', when('24T12:05'), 0)).toBe('24T09:31')
    expect(minute('24T09:30', when('24T12:05'), 29)).toBe('24T10:00')
    // Of a window that outlasts the place, the part before it closes.
    expect(minute('24T09:30', when('24T12:30'), 0)).toBe('24T12:00')
    expect(minute('24T09:30', when('24T10:09'), 29)).toBe('24T10:00')
    expect(minute('24T09:30', when('24T09:35'), 3)).toBe('24T09:34')
    expect(minute('24T09:30', when('24T09:31'), 0)).toBe('24T09:30')
    expect(minute('24T09:30', far, 3, [])).toBe('24T09:30')
  })

  it('leaves time to book, and is drawn as likely in each minute', () => {
    fc.assert(
      fc.property(fc.nat(1439), fc.nat(48 * 60), (at, ahead) => {
        const now = when('24T00:00') + at * MINUTE
        const closesAt = now + ahead * MINUTE
        const drawn = givenBackMinute(now, closesAt, defaultRules)
        expect(drawn).toBeGreaterThanOrEqual(now)
        if (ahead >= 2) expect(drawn).toBeGreaterThan(now)
        if (drawn > now) expect(closesAt - drawn).toBeGreaterThanOrEqual(MINUTE)
        const inWindow = givenBackWindows.some(({ from, to }) => from <= timeOf(drawn) && timeOf(drawn) < to)
        if (ahead >= 14 * 60) expect(inWindow).toBe(true)
      }),
    )
    const counts = Array.from({ length: 6 }, () => 0)
    for (let i = 0; i < 6000; i++) counts[drawFairly(6)]! += 1
    for (const n of counts) expect(n).toBeGreaterThan(850)
  })
})

describe('the order of the list', () => {
  const entry = (ticket: string, recent = 0, joinedDay = '2026-11-23') => ({ ticket, recent, joinedDay })

  it('puts first who had no place lately, then who joined earlier, then by lot', async () => {
    const [a, b, c, d] = [
      entry('A'),
      entry('B', 0, '2026-11-20'),
      entry('C', 1, '2026-11-01'),
      entry('D', 1, '2026-11-02'),
    ]
    expect(await order([d, c, a, b], 'seed')).toEqual([b, a, c, d])
  })

  it('draws the same for the same seed whatever comes in first, and another for another', async () => {
    const many = Array.from({ length: 20 }, (_, i) => entry(`T${i}`))
    const drawn = await order(many, 'one')
    expect(await order(many.toReversed(), 'one')).toEqual(drawn)
    expect(await order(many, 'two')).not.toEqual(drawn)
    const lots = await Promise.all(drawn.map(({ ticket }) => sha256(`one|${ticket}`)))
    expect(lots).toEqual(lots.toSorted())
  })

  it('favours nobody: over many seeds each is first about as often', async () => {
    const three = [entry('A'), entry('B'), entry('C')]
    const first = { A: 0, B: 0, C: 0 } as Record<string, number>
    for (let i = 0; i < 900; i++) first[(await order(three, `seed ${i}`))[0]!.ticket]! += 1
    for (const n of Object.values(first)) expect(n).toBeGreaterThan(240)
  })
})

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
