import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { closeDays } from '../../../api/appointment/closure/closeDays.ts'
import { endPast } from '../../../api/appointment/end.ts'
import { releaseDue } from '../../../api/appointment/publish.ts'
import { planReleases } from '../../../api/appointment/release/plan.ts'
import { endOver } from '../../../api/appointment/waiting/endOver.ts'
import { settleDue } from '../../../api/appointment/waiting/settle.ts'
import { addDays, MINUTE } from '../../../api/calendar/day.ts'
import type { clockAt } from '../../../api/shared/clock.ts'
import type { Answer, apiClient } from '../api.ts'
import { systemCtx } from '../appointment.ts'
import { staffCtx } from '../staff.ts'
import type { Held } from '../waiting.ts'

const matters = ['ID-02', 'HK-01'] as const

export type Step =
  | { do: 'book'; who: number; matter: number; people: number; slot: number }
  | { do: 'move'; who: number; slot: number }
  | { do: 'cancel' | 'take' | 'decline' | 'leave' | 'earlier'; who: number }
  | {
      do: 'join'
      who: number
      matter: number
      people: number
      from: number
      long: number
      part: number
      days: number
    }
  | { do: 'pass'; minutes: number; twice: boolean }
  | { do: 'due'; twice: boolean }
  | { do: 'close'; day: number }

/** One person of the model: what they hold, as far as they were told. */
interface Somebody {
  phone: string
  booking: Held | null
  entry: Held | null
}

/** A week of one counter: what is done is done through the API and the jobs. */
export class Week {
  readonly people: Somebody[]
  readonly monday: string
  readonly clock: ReturnType<typeof clockAt>
  readonly slots: string[] = []
  readonly counts: Record<string, number> = {}
  readonly #api: ReturnType<typeof apiClient>

  constructor(
    number: number,
    monday: string,
    clock: ReturnType<typeof clockAt>,
    api: ReturnType<typeof apiClient>,
  ) {
    this.monday = monday
    this.clock = clock
    this.#api = api
    this.people = Array.from({ length: 7 }, (_, i) => ({
      phone: `137${String(number * 10 + i).padStart(8, '0')}`,
      booking: null,
      entry: null,
    }))
  }

  /** Carries a step out; answers whose step it was by the reference of their booking until then. */
  async act(step: Step): Promise<string | undefined> {
    if (step.do === 'pass') {
      this.clock.pass(step.minutes * MINUTE)
      await this.jobs(step.twice)
      return
    }
    if (step.do === 'due') {
      await this.due(step.twice)
      return
    }
    if (step.do === 'close') {
      const ctx = await staffCtx(this.clock)
      const day = addDays(this.monday, 1 + step.day)
      await closeDays({
        ctx,
        input: { slug: 'one', fromDay: day, toDay: day, reason: { zh: '停电', en: 'Power' } },
      })
      await ctx.done()
      this.#count('close', 200)
      return
    }
    const able = await this.#able(step.do)
    const who = able[step.who % (able.length || 1)]
    if (!who) return
    const mine = who.booking?.reference
    const answer = await this.#ask(step, who)
    if (!answer) return mine
    expect(answer.status, `${JSON.stringify(step)}: ${answer.text}`).toBeLessThan(500)
    this.#count(step.do, answer.status)
    return mine
  }

  /** Who can do it at all: most steps would come to nothing otherwise. */
  async #able(what: Step['do']): Promise<Somebody[]> {
    if (what === 'book' || what === 'join' || what === 'leave') return this.people
    if (what !== 'take' && what !== 'decline') return this.people.filter(({ booking }) => booking)
    const { results } = await env.DB.prepare(
      `SELECT coalesce(b.reference, w.reference) AS reference FROM waiting w LEFT JOIN booking b ON b.id = w.booking_id
       WHERE w.state = 'offered'`,
    ).all<Held>()
    return this.people.filter(({ booking, entry }) =>
      results.some(({ reference }) => reference === booking?.reference || reference === entry?.reference),
    )
  }

  async #ask(step: Exclude<Step, { do: 'pass' | 'due' | 'close' }>, who: Somebody): Promise<Answer | null> {
    const applicant = { name: '王小美', phone: who.phone, idType: 'none' }
    const slotId = 'slot' in step ? this.slots[step.slot % this.slots.length] : undefined
    if (step.do === 'book') {
      const { matter, people } = step
      const body = { slotId, matterCode: matters[matter], people, applicant }
      const answer = await this.#api.post('/appointments', body)
      if (answer.status === 201) who.booking = answer.body
      return answer
    }
    if (step.do === 'join') {
      const fromDay = addDays(this.monday, 1 + step.from)
      const answer = await this.#api.post('/waiting', {
        stations: ['one'],
        matterCode: matters[step.matter],
        people: step.people,
        fromDay,
        toDay: addDays(fromDay, step.long),
        weekdays: step.days % 3 === 0 ? [2, 4] : [1, 2, 3, 4, 5],
        part: (['any', 'any', 'morning', 'afternoon'] as const)[step.part],
        applicant,
      })
      if (answer.status === 201) who.entry = answer.body
      return answer
    }
    const { booking, entry } = who
    if (step.do === 'move' || step.do === 'cancel' || step.do === 'earlier') {
      if (!booking) return null
      const { reference, accessCode } = booking
      const verb = step.do === 'move' ? 'reschedule' : step.do
      const answer = await this.#api.post(`/appointments/${reference}/${verb}`, {
        accessCode,
        ...(slotId && { slotId }),
      })
      expect(answer.status).not.toBe(404)
      if (step.do === 'cancel' && answer.status === 200) who.booking = null
      return answer
    }
    const held = (await this.#offered(entry)) ? entry : (booking ?? entry)
    if (!held) return null
    const answer = await this.#api.post(`/waiting/${held.reference}/${step.do}`, {
      accessCode: held.accessCode,
    })
    if (step.do === 'take' && answer.status === 201) who.booking = answer.body
    return answer
  }

  async #offered(entry: Held | null): Promise<boolean> {
    if (!entry) return false
    const found = await env.DB.prepare(
      "SELECT 1 AS one FROM waiting WHERE reference = ? AND state = 'offered'",
    )
      .bind(entry.reference)
      .first('one')
    return found === 1
  }

  #count(what: string, status: number): void {
    const key = status < 300 ? what : `${what} refused`
    this.counts[key] = (this.counts[key] ?? 0) + 1
  }

  /** What the cron does in one minute, once or twice at once. */
  async jobs(twice = false): Promise<void> {
    const ctx = await systemCtx(this.clock)
    await planReleases(ctx)
    await Promise.all([releaseDue(ctx), ...(twice ? [releaseDue(await systemCtx(this.clock))] : [])])
    await this.due(twice)
    await endOver(ctx)
    await endPast(ctx)
    const { results } = await env.DB.prepare(
      "SELECT id FROM slot WHERE day = ? AND service_point_id = 'sp_one' ORDER BY starts_at",
    )
      .bind(addDays(this.monday, 3))
      .all<{ id: string }>()
    for (const { id } of results) if (!this.slots.includes(id)) this.slots.push(id)
  }

  async due(twice = false): Promise<void> {
    await Promise.all(
      Array.from({ length: twice ? 2 : 1 }, async () => settleDue(await systemCtx(this.clock))),
    )
  }

  /** Everyone leaves the list, their bookings stay. */
  async leave(): Promise<void> {
    for (const { booking, entry } of this.people)
      for (const held of [booking, entry])
        if (held) await this.#api.post(`/waiting/${held.reference}/leave`, { accessCode: held.accessCode })
  }
}
