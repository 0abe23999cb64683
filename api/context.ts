import type { D1Cost, Db } from '../db/client.ts'
import type { Bindings, Settings } from './env.ts'
import type { FileStore } from './file/store.ts'
import type { Keyring } from './privacy/keys.ts'
import type { Actor } from './shared/actor.ts'
import type { Clock } from './shared/clock.ts'
import type { Locale } from './shared/text.ts'

/** What every verb is handed. Nothing deeper reads the clock, the settings or the environment. */
export interface Ctx {
  db: Db
  files: FileStore
  clock: Clock
  settings: Settings
  keys: Keyring
  actor: Actor
  locale: Locale
  requestId: string
  /**
   * A keyed hash of the caller's network, to count by: an address names a home and is never kept. `block` is the wider
   * one that an IPv6 line may have been given whole (its /48); without one it is the network itself.
   */
  network(width?: 'line' | 'block'): Promise<string>
  /** A keyed hash of the caller's network and browser: to find bursts of ratings by, and for nothing else. */
  device(): Promise<string>
  /** Runs after the answer is sent, with a context whose cost is its own; a failure here never undoes the write. */
  after(work: (ctx: Ctx) => Promise<unknown>): void
  /** Tells the sender that these outbox rows are waiting. The cron finds what this misses. */
  wake(outboxIds: string[]): Promise<void>
}

/** Hono's environment: the bindings, and what the middleware puts beside each request. */
export interface AppEnv {
  Bindings: Bindings
  Variables: {
    ctx: Ctx
    cost: D1Cost
    locale: Locale
    requestId: string
  }
}
