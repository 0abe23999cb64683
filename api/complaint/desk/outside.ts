import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { complaintOutside } from '../../../db/schema/index.ts'
import { readWords } from '../../application/words.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { codeHash } from '../../shared/accessCode.ts'
import { encodeBase31 } from '../../shared/base31.ts'
import { randomBytes } from '../../shared/bytes.ts'
import { newId } from '../../shared/id.ts'
import { complaintReference } from '../access.ts'
import { ruleIn, rulesAndCalendar, sharedRules, startTurn } from '../clock.ts'
import { kindOf } from '../kinds/index.ts'
import { move } from '../move.ts'
import { outsideOf } from '../query.ts'
import { sealed } from '../sealed.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { asHandler, canGo, reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

const officeMost = 80

/** What is stored of a token: its HMAC, bound to this use. */
export const tokenHash = (ctx: Ctx, token: string) => codeHash(ctx.keys.code, 'complaint-outside', token)

/**
 * Asks another body, which answers without an account by a code that is shown once. It is told only what is written here.
 * The clock runs on, but for a third party whose view the law has asked for (政府信息公开条例 33). Throws invalid-input,
 * outside-open, record-not-found, not-allowed, stale, step-refused, not-handler, another-person.
 */
export async function askOutside({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { office: string; words: string }
}): Promise<Done & { token: string; until: string }> {
  const office = readWords(input.office, '/office', officeMost)
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found, before, rules, years, days] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    outsideOf(ctx, reference),
    ...rulesAndCalendar(ctx, [sharedRules.outside, 'info.third-party'], dayOf(ctx.clock.now())),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  canGo(row, 'elsewhere')
  if (before.some(({ answeredAt }) => answeredAt === null)) throw new Problem('outside-open')
  const at = momentOf(ctx, row)
  const third = kindOf(row.kind).restarts
  const due = startTurn('wait', ruleIn(rules, third ? 'info.third-party' : sharedRules.outside), at, {
    years,
    days,
  })
  const token = encodeBase31(randomBytes(32), 23)
  const id = newId('co')
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'elsewhere',
    by: staff.id,
    set: { ...asHandler(ctx, reached), ...(third && { pausedAt: at, raiseAt: null }) },
    action: 'complaint.elsewhere',
  })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await writeAtDesk(ctx, [
    ...statements,
    ctx.db.insert(complaintOutside).values({
      id,
      complaintId: row.id,
      office,
      words: await sealed(ctx, 'complaint_outside', id, 'words', words),
      tokenHash: await tokenHash(ctx, token),
      askedAt: at,
      dueAt: due.turnDueAt,
    }),
    ...(third
      ? [
          exec(
            ctx.db,
            sql`INSERT INTO complaint_pause (complaint_id, n, reason, from_at)
                VALUES (${row.id}, ${rev}, 'third-party', ${at})`,
          ),
        ]
      : []),
    ...message.statements,
  ])
  message.after()
  return { reference, rev, token, until: toIso(due.turnDueAt) }
}

/** Statements: nobody is waited for any more; undone as stale where nobody was. */
export const endOutside = (ctx: Ctx, id: string, at: number) =>
  [
    exec(
      ctx.db,
      sql`UPDATE complaint_outside SET answered_at = ${at} WHERE id = ${id} AND answered_at IS NULL`,
    ),
    guard(ctx.db),
  ] as const
