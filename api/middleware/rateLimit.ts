import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../context.ts'
import { Problem } from '../problem.ts'

/** The limiter's period, seconds (wrangler.toml). */
const period = 60

/**
 * Leniently, per address: a village or a hall shares one. Addresses are handed to the limiter and never
 * stored or logged. A request of unknown origin falls into one common bucket.
 */
export const rateLimit = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('ctx').settings.botChecks) {
    const write = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    const limiter = write ? c.env.WRITE_LIMITER : c.env.READ_LIMITER
    const { success } = await limiter.limit({ key: c.req.header('cf-connecting-ip') ?? 'unknown' })
    if (!success) throw new Problem('too-many', { retryAfter: period })
  }
  await next()
})

/** A tighter count for whoever guesses access codes. */
export const codeLimit = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('ctx').settings.botChecks) {
    const { success } = await c.env.CODE_LIMITER.limit({ key: c.req.header('cf-connecting-ip') ?? 'unknown' })
    if (!success) throw new Problem('too-many', { retryAfter: period })
  }
  await next()
})
