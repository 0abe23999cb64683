import { env } from 'cloudflare:workers'
import { endPast } from '../../../api/appointment/end.ts'
import { releaseDue } from '../../../api/appointment/publish.ts'
import { planReleases } from '../../../api/appointment/release/plan.ts'
import { endOver } from '../../../api/appointment/waiting/endOver.ts'
import { settleDue } from '../../../api/appointment/waiting/settle.ts'
import { addDays, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import type { Bindings } from '../../../api/env.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../api.ts'
import { systemCtx, twoStations } from '../appointment.ts'
import { addRules, addSchedule } from '../release.ts'

/** Sunday: whoever wants a place has a day before the first places appear. */
export const start = Date.parse('2026-11-22T00:00:00+08:00')

export interface Place {
  id: string
  startsAt: string
  remaining: number
}

/** An offer as the text message tells of it. */
export interface Told {
  reference: string
  until: number
}

interface Event {
  at: number
  act(): Promise<void>
}

/**
 * The real API and the real jobs at a clock that jumps from one event to the next. The jobs of a minute run when one of
 * them has something to do: in the minutes between they would find nothing.
 */
export class World {
  readonly clock = clockAt(start)
  readonly api: ReturnType<typeof apiClient>
  /** Called with each new offer, as its message is. */
  onOffer: (told: Told) => void = () => {}
  /** Called when there are places that anybody can book. */
  onFree: () => void = () => {}
  readonly #bindings: Partial<Bindings>
  readonly #queue: Event[] = []
  readonly #told = new Set<string>()
  #due = start
  #jobsAt = start - MINUTE
  #seen: Promise<Place[]> | null = null

  constructor(seed: number) {
    // Another key: other lots, other minutes.
    const key = Uint8Array.from({ length: 32 }, (_, i) => (seed * 31 + i * 7) % 256)
    this.#bindings = { INDEX_KEY: btoa(String.fromCharCode(...key)) }
    this.api = apiClient({ clock: this.clock, bindings: this.#bindings })
  }

  /** One counter, `days` release days from Monday on, each of nine times: a third of the places in the afternoon. */
  async open({ days, each, rules }: { days: number; each: number; rules: object | null }): Promise<void> {
    await twoStations()
    if (rules) await addRules(rules)
    const last = addDays('2026-11-30', days - 1 + 2 * Math.floor((days - 1) / 5))
    for (const weekday of [1, 2, 3, 4, 5])
      for (const [from_time, to_time] of [
        ['09:00', '12:00'],
        ['14:00', '15:30'],
      ])
        await addSchedule({
          weekday,
          from_time: from_time!,
          to_time: to_time!,
          cap_public: each,
          valid_from: '2026-11-30',
          valid_to: last,
        })
  }

  get now(): number {
    return this.clock.now()
  }

  /** Something that happens at a moment, at the earliest now. */
  plan(at: number, act: () => Promise<void>): void {
    const when = Math.round(Math.max(at, this.now))
    let i = this.#queue.length
    while (i > 0 && this.#queue[i - 1]!.at > when) i--
    this.#queue.splice(i, 0, { at: when, act })
  }

  async run(until: number): Promise<void> {
    for (;;) {
      const next = this.#queue[0]
      const at = Math.min(next?.at ?? Number.POSITIVE_INFINITY, this.#due)
      if (at > until) return
      this.clock.set(Math.max(this.now, at))
      if (this.#due <= at) await this.#jobs()
      else await this.#queue.shift()!.act()
    }
  }

  /** The times with a place left, as the site shows them; asked again only when something was written since. */
  look(): Promise<Place[]> {
    this.#seen ??= this.#ask()
    return this.#seen
  }

  async #ask(): Promise<Place[]> {
    const { status, body, text } = await this.api.get(
      `/stations/one/slots?matter=ID-02&from=2026-11-30&to=2026-12-12&limit=100`,
    )
    if (status !== 200) throw new Error(text)
    return (body.items as Place[]).filter(({ remaining }) => remaining > 0)
  }

  /** Sends something; answers the body, or null where it was refused. */
  async send(path: string, body: unknown) {
    const answer = await this.api.post(path, body)
    if (answer.status >= 500 || answer.status === 422 || answer.status === 400) throw new Error(answer.text)
    if (answer.status >= 300) return null
    await this.#changed()
    return answer.body
  }

  async #jobs(): Promise<void> {
    this.#jobsAt = this.now
    const ctx = await systemCtx(this.clock, this.#bindings)
    if (this.now % HOUR === 0) {
      await planReleases(ctx)
      await endPast(ctx)
      await endOver(ctx)
    }
    await releaseDue(ctx)
    await settleDue(ctx)
    await this.#changed()
  }

  async #changed(): Promise<void> {
    this.#seen = null
    const [due, offers] = await env.DB.batch<Record<string, string | number | null>>([
      env.DB.prepare(
        `SELECT (SELECT min(draw_at) FROM release WHERE state = 'planned') AS draw,
           (SELECT min(until) FROM hold WHERE state IN ('kept', 'offered')) AS hold,
           EXISTS (SELECT 1 FROM slot WHERE state = 'open' AND used_public < cap_public AND closes_at > ?) AS free`,
      ).bind(this.now),
      env.DB.prepare(
        `SELECT h.id AS id, h.until AS until, w.reference AS reference
         FROM hold h JOIN waiting w ON w.id = h.waiting_id WHERE h.state = 'offered'`,
      ),
    ])
    const { draw, hold, free } = due!.results[0]!
    const first = Math.min(Number(draw ?? Number.POSITIVE_INFINITY), Number(hold ?? Number.POSITIVE_INFINITY))
    const hour = (Math.floor(this.#jobsAt / HOUR) + 1) * HOUR
    this.#due = Math.min(Math.max(Math.ceil(first / MINUTE) * MINUTE, this.#jobsAt + MINUTE), hour)
    for (const { id, reference, until } of offers!.results) {
      if (this.#told.has(String(id))) continue
      this.#told.add(String(id))
      this.onOffer({ reference: String(reference), until: Number(until) })
    }
    if (free) this.onFree()
  }
}
