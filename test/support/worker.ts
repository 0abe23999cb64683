import type { Bindings, OutboxMessage } from '../../api/env.ts'
import { runSchedule } from '../../api/schedule.ts'
import { createWholeApp } from '../../api/whole.ts'

/** The Worker under test: everything but the pages, which need a build and are tested in a browser. */
const api = createWholeApp()

export default {
  fetch: (request, env, context) => api.fetch(request, env, context),
  scheduled: (event, env, context) => runSchedule(env, event.scheduledTime, context),
  // What is queued is sent by the test that means it to be: at the clock of this machine it might be due, or over.
  queue: (batch) => batch.ackAll(),
} satisfies ExportedHandler<Bindings, OutboxMessage>
