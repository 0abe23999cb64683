import { DAY } from '../../../api/calendar/day.ts'
import type { Chance } from './chance.ts'
import type { Visitor } from './visitor.ts'
import type { Place, World } from './world.ts'

/** How the bots play; whoever runs them has read the rules. */
export interface Tactics {
  /** Whether there is a list to join. */
  list: boolean
  /** Pass places on to clients by cancelling and booking again; given up when it never works. */
  pass: boolean
  /** Put the clients on the list as well, each under their own name. */
  enlist: boolean
}

export interface Passing {
  /** Places cancelled so that a client might have them, and those that reached the client. */
  tried: number
  passed: number
}

/** After so many failures and no success it is not tried any more. */
const lesson = 3

interface Bot {
  own: Visitor
  /** Clients who have paid and have no place yet. */
  waiting: Visitor[]
}

/**
 * Bots ask every three seconds, all day, and answer at once. What they hold under their own name they sell to the next
 * client. Asking in between, when nothing was written since, would show them nothing new and is left out.
 */
export class Bots {
  readonly passing: Passing = { tried: 0, passed: 0 }
  readonly #world: World
  readonly #chance: Chance
  readonly #tactics: Tactics
  readonly #bots: Bot[]
  /** Slots given up for a client. */
  readonly #given = new Map<Visitor, string>()
  #planned = false

  constructor(world: World, own: Visitor[], chance: Chance, tactics: Tactics) {
    this.#world = world
    this.#chance = chance
    this.#tactics = tactics
    this.#bots = own.map((visitor) => ({ own: visitor, waiting: [] }))
  }

  /** Joins the list at the first moment, and takes clients as they come. */
  live(clients: Visitor[][], until: number): void {
    for (const [i, bot] of this.#bots.entries()) {
      this.#soon(() => this.#want(bot.own))
      for (const client of clients[i] ?? []) {
        if (this.#tactics.enlist) this.#soon(() => this.#want(client))
        this.#world.plan(client.wishAt, async () => {
          bot.waiting.push(client)
          await this.#serve(bot)
        })
      }
      // When a visit is over its name is free again.
      for (let day = this.#world.now + DAY; day < until; day += DAY)
        this.#world.plan(day + 60_000, async () => {
          if (bot.own.got && bot.own.got.startsAt < this.#world.now) bot.own.got = null
          await this.#want(bot.own)
        })
    }
  }

  /** The next question after something changed, within three seconds. */
  #soon(act: () => Promise<void>): void {
    this.#world.plan(this.#world.now + this.#chance.between(200, 3_000), act)
  }

  async #want(who: Visitor): Promise<void> {
    if (this.#tactics.list) await who.join()
  }

  /** Somebody sees that there is a place for all. */
  free(): void {
    if (this.#planned) return
    this.#planned = true
    this.#soon(async () => {
      this.#planned = false
      await this.#rush()
    })
  }

  /** Each bot in turn, whoever asks first first, for itself and for those who paid. */
  async #rush(): Promise<void> {
    for (const bot of this.#chance.shuffled(this.#bots)) {
      for (const who of [...bot.waiting, bot.own]) {
        if (who.got) continue
        const places = await this.#world.look()
        if (places.length === 0) return
        if (await who.book(await this.#wish(who, places))) await this.#booked(bot, who)
      }
      await this.#serve(bot)
    }
    if (
      this.#bots.some(({ own, waiting }) => !own.got || waiting.length) &&
      (await this.#world.look()).length
    )
      this.#lateRush()
  }

  /** Places are left that nobody could take just now, or came back meanwhile: once more. */
  #lateRush(): void {
    if (this.#rushes++ < 50) this.free()
  }
  #rushes = 0

  /** What was given up for somebody first, then the others in any order. */
  async #wish(who: Visitor, places: readonly Place[]): Promise<Place[]> {
    const given = this.#given.get(who)
    return this.#chance.shuffled(places).sort((a, b) => Number(b.id === given) - Number(a.id === given))
  }

  async #booked(bot: Bot, who: Visitor): Promise<void> {
    if (who.got && this.#given.get(who) === who.got.slotId) this.passing.passed += 1
    this.#given.delete(who)
    bot.waiting = bot.waiting.filter((client) => client !== who)
    await who.leave()
  }

  /** A bot that has a place and a client passes it on: cancels, and books at once for the client. */
  async #serve(bot: Bot): Promise<void> {
    for (;;) {
      bot.waiting = bot.waiting.filter(({ got }) => !got)
      const [client] = bot.waiting
      const { got } = bot.own
      const learnt = this.passing.tried >= lesson && this.passing.passed === 0
      if (!this.#tactics.pass || !client || !got || learnt) return
      this.passing.tried += 1
      if (!(await bot.own.cancel())) return
      this.#given.set(client, got.slotId)
      const place = { id: got.slotId, startsAt: new Date(got.startsAt).toISOString(), remaining: 1 }
      if (await client.book([place])) await this.#booked(bot, client)
      await this.#want(bot.own)
      if ((await this.#world.look()).length) this.free()
    }
  }

  /** An offer to one of theirs is taken in the next second or two. */
  offered(who: Visitor): void {
    this.#soon(async () => {
      if (who.got || !(await who.take())) return
      const bot = this.#bots.find(({ own }) => own === who)
      if (bot) await this.#serve(bot)
    })
  }
}
