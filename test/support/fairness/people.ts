import { at, DAY, dayOf, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import type { Chance } from './chance.ts'
import type { Visitor } from './visitor.ts'
import type { World } from './world.ts'

/** How long a message or a page waits for a human, and how many never answer in time. */
const human = {
  /** Minutes from a text message to an answer, on average. */
  answers: 20,
  /** Share of people who always answer; of the others' offers so many lapse unseen, and so many are declined. */
  prompt: 0.5,
  unseen: 0.16,
  declined: 0.06,
  /** Share of places cancelled later on. */
  cancelled: 0.06,
  /** Share of people who know when places appear, and come at that minute as fast as they can. */
  early: 0.5,
  /** Seconds it takes to choose a time and type who one is. */
  typing: [60, 180] as const,
}

/** What suits somebody: any time for most, some days or half of the day for others. */
export function taste(chance: Chance): Visitor['suits'] {
  const weekdays = chance.often(0.85) ? [1, 2, 3, 4, 5, 6, 7] : chance.shuffled([1, 2, 3, 4, 5]).slice(0, 3)
  const part = chance.often(0.7) ? 'any' : chance.often(0.5) ? 'morning' : 'afternoon'
  return { weekdays: weekdays.sort((a, b) => a - b), part }
}

/** Somebody who wants one visit: looks at the site when people do, books what suits, else joins the list if there is one. */
export class Person {
  readonly who: Visitor
  readonly #world: World
  readonly #chance: Chance
  readonly #list: boolean
  readonly #prompt: boolean
  #gaveUp = false

  constructor(world: World, who: Visitor, chance: Chance, list: boolean) {
    this.#world = world
    this.who = who
    this.#chance = chance
    this.#list = list
    this.#prompt = chance.often(human.prompt)
  }

  /** As ready as a bot: takes any time, and answers always. */
  get ready(): boolean {
    const { part, weekdays } = this.who.suits
    return this.#prompt && part === 'any' && weekdays.length === 7
  }

  /** Plans the looks of all days: one to three at human hours, and the minute of release for who knows it. */
  live(until: number): void {
    const chance = this.#chance
    const early = chance.often(human.early)
    for (let midnight = this.#world.now; midnight < until; midnight += DAY) {
      const looks = 1 + chance.below(3)
      for (let i = 0; i < looks; i++) this.#plan(midnight + chance.between(7 * HOUR, 22.5 * HOUR))
      const soon = at(dayOf(midnight), '08:00') + chance.between(3_000, 60_000)
      if (early) this.#plan(soon)
    }
  }

  #plan(when: number): void {
    this.#world.plan(when, () => this.#look())
  }

  get #wants(): boolean {
    return !this.who.got && !this.#gaveUp && this.#world.now >= this.who.wishAt
  }

  async #look(): Promise<void> {
    if (!this.#wants) return
    const found = (await this.#world.look()).filter((place) => this.who.likes(place))
    const typed = this.#world.now + 1_000 * this.#chance.between(...human.typing)
    if (found.length) this.#world.plan(typed, () => this.#book(this.#chance.shuffled(found).slice(0, 2)))
    else if (this.#list && !this.who.listed) this.#world.plan(typed, () => this.who.join())
  }

  async #book(places: Parameters<Visitor['book']>[0]): Promise<void> {
    if (!this.#wants) return
    if (!(await this.who.book(places))) return
    await this.who.leave()
    this.#mayCancel()
  }

  /** A text message: read by day, answered when there is a moment. */
  offered(): void {
    const chance = this.#chance
    if (!this.#prompt && chance.often(human.unseen)) return
    const now = this.#world.now
    const midnight = at(dayOf(now), '00:00')
    const heard = Math.max(now, midnight + 7 * HOUR)
    const takes = this.#prompt || !chance.often(human.declined)
    this.#world.plan(heard + MINUTE * chance.about(human.answers), async () => {
      if (!this.#wants) return
      if (!takes) await this.who.decline()
      else if (await this.who.take()) this.#mayCancel()
    })
  }

  #mayCancel(): void {
    if (!this.#chance.often(human.cancelled)) return
    this.#gaveUp = true
    const day = this.#world.now + DAY * this.#chance.between(0.5, 4)
    this.#world.plan(day, async () => {
      await this.who.cancel()
    })
  }
}
