import { createMiddleware } from 'hono/factory'
import type { AppEnv, Ctx } from '../context.ts'
import { Problem } from '../problem.ts'

/** The limiters' period, seconds (wrangler.toml). */
const period = 60

/** Limiters may keep what they count on disk, so they are handed a keyed hash of the network. */
async function count(limiter: RateLimit, ctx: Ctx): Promise<void> {
  if (!ctx.settings.botChecks) return
  const { success } = await limiter.limit({ key: await ctx.network() })
  if (!success) throw new Problem('too-many', { retryAfter: period })
}

/** Leniently, per network: a village or a hall shares one. */
export const rateLimit = createMiddleware<AppEnv>(async (c, next) => {
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  await count(reads ? c.env.READ_LIMITER : c.env.WRITE_LIMITER, c.get('ctx'))
  await next()
})

/** A tighter count for whoever guesses access codes. */
export const codeLimit = createMiddleware<AppEnv>(async (c, next) => {
  await count(c.env.CODE_LIMITER, c.get('ctx'))
  await next()
})

/** A tighter count for whoever takes places. */
export const createLimit = createMiddleware<AppEnv>(async (c, next) => {
  await count(c.env.CREATE_LIMITER, c.get('ctx'))
  await next()
})
