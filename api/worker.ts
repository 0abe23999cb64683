import { handle } from '@astrojs/cloudflare/handler'
import type { createApp } from './app.ts'
import { apiFor } from './dispatch.ts'
import type { Bindings, OutboxMessage } from './env.ts'
import { withSecurityHeaders } from './middleware/headers.ts'
import { tooLargeForPages } from './middleware/pageBody.ts'
import { runQueue } from './queue.ts'

/** The part for staff is loaded when it is first asked for: residents never pay for it. */
let staff: ReturnType<typeof createApp> | undefined
async function staffApi() {
  staff ??= (await import('./staff/app.ts')).createStaffApp()
  return staff
}

export default {
  /** The API answers /api/* and /open311/*; Astro answers every other path, English under /en. */
  async fetch(request, env, context) {
    const url = new URL(request.url)
    if (url.pathname.startsWith('/api/v1/staff/')) return (await staffApi()).fetch(request, env, context)
    if (url.pathname.startsWith('/api/')) return (await apiFor(url.pathname)).fetch(request, env, context)
    // Other cities' systems look for the standard at this address.
    if (url.pathname.startsWith('/open311/')) {
      const { serveOpen311 } = await import('./open311/serve.ts')
      return serveOpen311(request, async (asked) =>
        (await apiFor(new URL(asked.url).pathname)).fetch(asked, env, context),
      )
    }
    const english = /^\/en(?=\/|$)/.test(url.pathname)
    const refused = await tooLargeForPages(request, english)
    if (refused) return withSecurityHeaders(refused)
    if (english) url.pathname = url.pathname.slice(3) || '/'
    const page = new Request(url, request)
    page.headers.set('x-kaimen-locale', english ? 'en' : 'zh')
    return withSecurityHeaders(await handle(page as never, env, context))
  },
  /** Loaded in the minute it is first due: no resident waits for it. */
  async scheduled(event, env, context) {
    const { runSchedule } = await import('./schedule.ts')
    await runSchedule(env, event.scheduledTime, context)
  },
  async queue(batch, env) {
    await runQueue(batch, env)
  },
} satisfies ExportedHandler<Bindings, OutboxMessage>
