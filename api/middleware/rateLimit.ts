import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { Problem } from '../problem.ts'

/** The limiter's period, seconds (wrangler.toml). */
const period = 60

/** A keyed hash of the address: limiters may keep what they count on disk, and an address names a home. */
const networkOf = (c: Context<AppEnv>) =>
  blindIndex(c.get('ctx').keys, 'network', c.req.header('cf-connecting-ip') ?? 'unknown')

/**
 * Leniently, per address: a village or a hall shares one. Addresses are never handed on, stored or logged.
 * A request of unknown origin falls into one common bucket.
 */
export const rateLimit = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('ctx').settings.botChecks) {
    const write = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    const limiter = write ? c.env.WRITE_LIMITER : c.env.READ_LIMITER
    const { success } = await limiter.limit({ key: await networkOf(c) })
    if (!success) throw new Problem('too-many', { retryAfter: period })
  }
  await next()
})

/** A tighter count for whoever guesses access codes. */
export const codeLimit = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('ctx').settings.botChecks) {
    const { success } = await c.env.CODE_LIMITER.limit({ key: await networkOf(c) })
    if (!success) throw new Problem('too-many', { retryAfter: period })
  }
  await next()
})
