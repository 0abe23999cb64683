import { runClocks } from './application/due.ts'
import { purgeApplications } from './application/keeping/purge.ts'
import { recountTimes } from './application/times/recount.ts'
import { endPast } from './appointment/end.ts'
import { releaseDue } from './appointment/publish.ts'
import { planReleases } from './appointment/release/plan.ts'
import { carryOutOpen } from './appointment/schedule/carryOut.ts'
import { endOver } from './appointment/waiting/endOver.ts'
import { settleDue } from './appointment/waiting/settle.ts'
import { seal } from './audit/seal.ts'
import { MINUTE } from './calendar/day.ts'
import { noteLateCallbacks, purgeCallbacks } from './callback/late.ts'
import { noteLateCases } from './casefile/late.ts'
import { purgeCases } from './casefile/purge.ts'
import { runComplaintClocks } from './complaint/due.ts'
import { closeMonth } from './complaint/figures/close.ts'
import { tellFollowers } from './complaint/near/tell.ts'
import { purgeComplaints } from './complaint/purge.ts'
import type { Ctx } from './context.ts'
import type { Bindings } from './env.ts'
import { settlePeriods } from './evaluation/close/settle.ts'
import { closeWeek } from './evaluation/close/week.ts'
import { purgeObjections } from './evaluation/objection/purge.ts'
import { sendExchange } from './exchange/send.ts'
import { faultOf } from './fault.ts'
import { noteLate } from './feedback/late.ts'
import { purgeFeedback } from './feedback/purge.ts'
import { dropDue } from './file/drop.ts'
import { endUploads } from './file/parts/end.ts'
import { makeItems } from './meeting/items.ts'
import { noteLatePromises } from './meeting/late.ts'
import { purgeMeetings } from './meeting/purge.ts'
import { tellCancelled } from './meeting/tell.ts'
import { makeCtx } from './middleware/context.ts'
import { publishDue } from './notice/publishDue.ts'
import { purgeSettled, wakeDue } from './notification/wake.ts'
import { purge } from './privacy/purge.ts'
import { rotate } from './privacy/rotate.ts'
import { endDay } from './queue/midnight.ts'
import { clockAt } from './shared/clock.ts'
import { purgeStaff } from './staff/purge.ts'
import { closeSurveys } from './survey/campaign/close.ts'
import { purgeSurveys } from './survey/campaign/purge.ts'
import { lookAtRatings } from './survey/look.ts'
import { purgeRatings } from './survey/purge.ts'
import { forgetRectifications, noteLateRectifications, takeCalls } from './survey/rectify/jobs.ts'
import { tellVolunteers } from './volunteer/tell.ts'

/** One piece of regular work. Each is safe to run twice and to miss once. The cron fires every minute. */
export interface Job {
  name: string
  /** Runs in every so many minutes, counted from midnight; each minute unless said. */
  every?: number
  run(ctx: Ctx): Promise<unknown>
}

export const jobs: Job[] = [
  { name: 'appointment.plan', every: 5, run: planReleases },
  { name: 'appointment.release', run: releaseDue },
  { name: 'appointment.change', run: carryOutOpen },
  { name: 'appointment.settle', run: settleDue },
  { name: 'waiting.end', every: 5, run: endOver },
  { name: 'appointment.end', every: 5, run: endPast },
  { name: 'queue.midnight', every: 5, run: endDay },
  { name: 'notice.publish', run: publishDue },
  { name: 'application.clock', every: 5, run: runClocks },
  { name: 'complaint.clock', every: 5, run: runComplaintClocks },
  { name: 'complaint.month', every: 5, run: closeMonth },
  // Before a week is closed: how often police are seen goes into it.
  { name: 'survey.close', every: 5, run: closeSurveys },
  // Before a week is closed: what is looked into waits with its count.
  { name: 'rating.look', every: 5, run: lookAtRatings },
  { name: 'evaluation.period', every: 5, run: settlePeriods },
  { name: 'evaluation.week', every: 5, run: closeWeek },
  { name: 'feedback.late', every: 5, run: noteLate },
  { name: 'casefile.late', every: 5, run: noteLateCases },
  { name: 'callback.late', every: 5, run: noteLateCallbacks },
  { name: 'rating.late', every: 5, run: noteLateRectifications },
  { name: 'rating.called', run: takeCalls },
  { name: 'meeting.tell', run: tellCancelled },
  { name: 'volunteer.tell', run: tellVolunteers },
  { name: 'meeting.items', run: makeItems },
  { name: 'complaint.tell', run: tellFollowers },
  { name: 'meeting.late', every: 5, run: noteLatePromises },
  { name: 'notification.wake', run: wakeDue },
  { name: 'notification.purge', every: 5, run: purgeSettled },
  { name: 'audit.seal', every: 5, run: seal },
  { name: 'key.rotate', every: 5, run: rotate },
  { name: 'privacy.purge', every: 5, run: purge },
  { name: 'upload.end', every: 5, run: endUploads },
  { name: 'file.drop', every: 5, run: dropDue },
  { name: 'feedback.purge', every: 5, run: purgeFeedback },
  { name: 'casefile.purge', every: 5, run: purgeCases },
  { name: 'callback.purge', every: 5, run: purgeCallbacks },
  { name: 'rating.purge', every: 5, run: purgeRatings },
  { name: 'survey.purge', every: 5, run: purgeSurveys },
  { name: 'rating.forget', every: 5, run: forgetRectifications },
  { name: 'evaluation.purge', every: 5, run: purgeObjections },
  { name: 'meeting.purge', every: 5, run: purgeMeetings },
  { name: 'complaint.purge', every: 5, run: purgeComplaints },
  { name: 'application.purge', every: 5, run: purgeApplications },
  { name: 'application.times', every: 5, run: recountTimes },
  { name: 'exchange.send', every: 5, run: (ctx) => sendExchange(ctx) },
  { name: 'staff.purge', every: 5, run: purgeStaff },
]

/** The jobs of a minute. */
export const jobsAt = (now: number) => jobs.filter(({ every = 1 }) => Math.floor(now / MINUTE) % every === 0)

/** Runs the jobs of this minute in turn; one that fails does not stop the next. */
export async function runSchedule(env: Bindings, now: number, context: ExecutionContext) {
  const failed: string[] = []
  for (const { name, run } of jobsAt(now)) {
    const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
    const ctx = await makeCtx({
      env,
      clock: clockAt(now),
      actor: { kind: 'system', job: name },
      locale: 'zh',
      requestId: crypto.randomUUID(),
      cost,
      after: (work) => context.waitUntil(work()),
    })
    try {
      const done = await run(ctx)
      console.log(JSON.stringify({ job: name, done, d1: cost.trips, rowsRead: cost.rowsRead }))
    } catch (error) {
      failed.push(name)
      console.error(JSON.stringify({ job: name, ...faultOf(error) }))
    }
  }
  if (failed.length) throw new Error(`jobs failed: ${failed.join(', ')}`)
}
