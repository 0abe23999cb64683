import type { Bindings, OutboxMessage } from '../../api/env.ts'
import { runQueue } from '../../api/queue.ts'
import { runSchedule } from '../../api/schedule.ts'
import { createWholeApp } from '../../api/whole.ts'
import { queued } from './queued.ts'

/** The Worker under test: everything but the pages, which need a build and are tested in a browser. */
const api = createWholeApp()

export default {
  fetch: (request, env, context) => api.fetch(request, env, context),
  scheduled: (event, env, context) => runSchedule(env, event.scheduledTime, context),
  queue: (batch, env) => (queued.sent ? runQueue(batch, env) : batch.ackAll()),
} satisfies ExportedHandler<Bindings, OutboxMessage>
