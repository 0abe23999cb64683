import { createApp } from '../../api/app.ts'
import type { Bindings, OutboxMessage } from '../../api/env.ts'
import { runQueue } from '../../api/queue.ts'
import { runSchedule } from '../../api/schedule.ts'

/** The Worker under test: everything but the pages, which need a build and are tested in a browser. */
const api = createApp()

export default {
  fetch: (request, env, context) => api.fetch(request, env, context),
  scheduled: (event, env, context) => runSchedule(env, event.scheduledTime, context),
  queue: (batch, env) => runQueue(batch, env),
} satisfies ExportedHandler<Bindings, OutboxMessage>
