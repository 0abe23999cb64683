import type { PromiseOutcome } from '../../../db/schema/meeting.ts'
import { readWords } from '../../application/words.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { readsOfSettling, settling } from '../../meeting/settle.ts'
import { Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { noClock, noTurn, ruleIn, rulesAndCalendar, sharedRules, startTurn } from '../clock.ts'
import { closedColumns } from '../close.ts'
import { writeDone } from '../done.ts'
import { kindOf } from '../kinds/index.ts'
import { move } from '../move.ts'
import { photosOf } from '../query.ts'
import { sayStatement } from '../say.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { asHandler, canGo, reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

/** The most characters of who did it, and of why there is no photo. */
const byMost = 80
const noPhotoMost = 300

/**
 * Answers a complaint: what was done, by whom, and a photo where it is a thing one can photograph (or why there is none).
 * Then its author has the days of `complaint.reply` to accept, to object or to stay silent. What nobody outside has told (the
 * police's own promise) is closed by its answer, which names an outcome and everybody reads. Throws invalid-input,
 * photo-first, record-not-found, not-allowed, stale, step-refused, not-handler, another-person.
 */
export async function answerComplaint({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & {
    done: string
    by: string
    noPhoto?: string | undefined
    outcome?: PromiseOutcome | undefined
    english?: string | undefined
  }
}): Promise<Done> {
  const done = readWords(input.done, '/done')
  const by = readWords(input.by, '/by', byMost)
  const noPhoto = input.noPhoto?.trim() ? readWords(input.noPhoto, '/noPhoto', noPhotoMost) : null
  const reference = complaintReference(input.reference)
  const [found, photos, rules, years, days, promises, official] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    photosOf(ctx, reference),
    ...rulesAndCalendar(ctx, [sharedRules.reply], dayOf(ctx.clock.now())),
    ...readsOfSettling(ctx, reference),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'answered')
  const kind = kindOf(row.kind)
  // What has to be taken up first is not answered past that.
  if (row.state === 'received' && kind.clocks.accept !== null) throw new Problem('step-refused')
  // After an objection what was photographed before does not show that it is put right now.
  const shown = photos.some(({ side, addedAt }) => side === 'office' && addedAt >= (row.answeredAt ?? 0))
  if (kind.evidence && noPhoto === null && !shown) throw new Problem('photo-first')
  const at = momentOf(ctx, row)
  const own = kind.own
    ? await settling(
        ctx,
        { promises, official },
        { zh: done, en: input.english, outcome: input.outcome, by: staff.id },
      )
    : null
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'answered',
    by: staff.id,
    set: {
      ...asHandler(ctx, reached),
      ...noClock,
      ...noTurn,
      ...(!own && startTurn('reply', ruleIn(rules, sharedRules.reply), at, { years, days })),
      answeredBy: row.answeredBy ?? staff.id,
      answeredAt: at,
      acceptedAt: row.acceptedAt ?? at,
      threadWaits: own ? null : 'resident',
    },
    action: 'complaint.answer',
  })
  // Nobody is waited for: both steps in one batch, each with its leaf.
  const end =
    own &&
    (await move(
      ctx,
      { ...row, state: 'answered', rev },
      { at, to: 'closed', by: staff.id, set: closedColumns(at, 'silent'), action: 'complaint.close' },
    ))
  const said = await sayStatement(
    ctx,
    row.id,
    { rev, at },
    { kind: 'answer', words: writeDone({ done, by, noPhoto }), staffId: staff.id },
  )
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'answered'))
  await writeAtDesk(ctx, [
    ...statements,
    said.statement,
    ...(own ?? []),
    ...(end?.statements ?? []),
    ...message.statements,
  ])
  message.after()
  return { reference, rev: end?.rev ?? rev }
}
