import { dayOf, timeOf, weekdayOf } from '../../../api/calendar/day.ts'
import type { Held } from '../waiting.ts'
import type { Place, World } from './world.ts'

/** A visit somebody got. */
export interface Got extends Held {
  slotId: string
  startsAt: number
  at: number
}

/** Somebody with a name and a number of their own, whoever acts for them. */
export class Visitor {
  readonly name: string
  readonly phone: string
  readonly suits: { weekdays: number[]; part: 'any' | 'morning' | 'afternoon' }
  /** When the wish for a visit came up. */
  wishAt: number
  got: Got | null = null
  /** When they first had a place. */
  firstAt: number | null = null
  listed: Held | null = null
  readonly #world: World
  readonly #all: Map<string, Visitor>

  constructor(
    world: World,
    all: Map<string, Visitor>,
    who: { name: string; phone: string; wishAt: number; suits?: Visitor['suits'] },
  ) {
    this.#world = world
    this.#all = all
    this.name = who.name
    this.phone = who.phone
    this.wishAt = who.wishAt
    this.suits = who.suits ?? { weekdays: [1, 2, 3, 4, 5, 6, 7], part: 'any' }
  }

  get #applicant() {
    return { name: this.name, phone: this.phone, idType: 'none' }
  }

  likes({ startsAt }: Place): boolean {
    const at = Date.parse(startsAt)
    const { weekdays, part } = this.suits
    const morning = timeOf(at) < '12:00'
    return weekdays.includes(weekdayOf(dayOf(at))) && (part === 'any' || (part === 'morning') === morning)
  }

  /** Books one of these times, the first that is still there; whoever has a place wants no other. */
  async book(places: readonly Place[]): Promise<boolean> {
    for (const { id, startsAt } of places) {
      const body = await this.#world.send('/appointments', {
        slotId: id,
        matterCode: 'ID-02',
        applicant: this.#applicant,
      })
      if (body) return this.#has(body, id, Date.parse(startsAt))
    }
    return false
  }

  async join(): Promise<void> {
    if (this.listed || this.got) return
    const body = await this.#world.send('/waiting', {
      stations: ['one'],
      matterCode: 'ID-02',
      ...this.suits,
      applicant: this.#applicant,
    })
    if (!body) return
    this.listed = { reference: body.reference, accessCode: body.accessCode }
    this.#all.set(body.reference, this)
  }

  async take(): Promise<boolean> {
    if (!this.listed) return false
    const { reference, accessCode } = this.listed
    const body = await this.#world.send(`/waiting/${reference}/take`, { accessCode })
    if (!body) return false
    this.listed = null
    return this.#has(body, body.visit.slotId, Date.parse(body.visit.startsAt))
  }

  async decline(): Promise<void> {
    if (!this.listed) return
    const { reference, accessCode } = this.listed
    await this.#world.send(`/waiting/${reference}/decline`, { accessCode })
  }

  async leave(): Promise<void> {
    if (!this.listed) return
    const { reference, accessCode } = this.listed
    this.listed = null
    await this.#world.send(`/waiting/${reference}/leave`, { accessCode })
  }

  async cancel(): Promise<boolean> {
    if (!this.got || this.got.startsAt <= this.#world.now) return false
    const { reference, accessCode } = this.got
    const done = await this.#world.send(`/appointments/${reference}/cancel`, { accessCode })
    if (done) this.got = null
    return done !== null
  }

  #has({ reference, accessCode }: Held, slotId: string, startsAt: number): true {
    const at = this.#world.now
    this.got = { reference, accessCode, slotId, startsAt, at }
    this.firstAt ??= at
    return true
  }
}
