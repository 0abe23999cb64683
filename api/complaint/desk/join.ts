import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { complaint } from '../../../db/schema/index.ts'
import { readWords } from '../../application/words.ts'
import { DAY, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { makeReference } from '../../shared/reference.ts'
import { complaintReference } from '../access.ts'
import { noClock, noTurn } from '../clock.ts'
import { KEPT_DAYS } from '../close.ts'
import { kindOf } from '../kinds/index.ts'
import { complaintLeaf, move } from '../move.ts'
import type { ComplaintRow } from '../query.ts'
import { sayStatement } from '../say.ts'
import { sealed, unsealed } from '../sealed.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { asHandler, canGo, reach, writeAtDesk } from './reach.ts'
import type { AtDesk, Done } from './take.ts'
import { tellAuthor, withMessage } from './tell.ts'

/**
 * Joins a complaint to another about the same thing: it ends, and its author reads the answer of the other in its place. Both
 * must be of one kind and kept from the same people: else joining would show one of them to whom it must not reach. Throws
 * same-complaint, barred, record-not-found, not-allowed, stale, step-refused.
 */
export async function mergeInto({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { into: string; words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const other = complaintReference(input.into)
  const [found, others, [barred]] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    complaintInSight(ctx, other),
    differBarred(ctx, reference, other),
  ])
  const reached = reach(ctx, 'complaint.assign', found, input)
  const { row, staff } = reached
  const into = reach(ctx, 'complaint.assign', others).row
  canGo(row, 'merged')
  if (
    into.id === row.id ||
    into.closedAt !== null ||
    into.kind !== row.kind ||
    into.anonymous !== row.anonymous
  )
    throw new Problem('same-complaint')
  if (barred?.differ !== 0 || into.desk !== row.desk) throw new Problem('barred')
  const at = momentOf(ctx, row)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: 'merged',
    by: staff.id,
    set: {
      ...asHandler(ctx, reached),
      ...noClock,
      ...noTurn,
      mergedInto: into.id,
      closedAt: at,
      closedHow: 'merged',
      keepUntil: at + KEPT_DAYS * DAY,
      threadWaits: null,
    },
    action: 'complaint.merge',
  })
  const said = await sayStatement(ctx, row.id, { rev, at }, { kind: 'message', words, staffId: staff.id })
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await writeAtDesk(ctx, [...statements, said.statement, ...message.statements])
  message.after()
  return { reference, rev }
}

/** Statement: whom the one must not reach and the other may. */
const differBarred = ({ db }: Ctx, one: string, other: string) => {
  const of = (reference: string) =>
    sql`SELECT who, barred_id FROM complaint_barred WHERE complaint_id = (SELECT id FROM complaint WHERE reference = ${reference})`
  return rows<{ differ: 0 | 1 }>(
    db,
    sql`SELECT EXISTS (SELECT * FROM (${of(one)}) EXCEPT SELECT * FROM (${of(other)}))
          OR EXISTS (SELECT * FROM (${of(other)}) EXCEPT SELECT * FROM (${of(one)})) AS differ`,
  )
}

/**
 * Splits off what is a matter of its own: a further complaint of the same author, with the same clock, kept from the same
 * people. Its author follows it by the receipt they have, where its reference is named. Throws invalid-input,
 * record-not-found, not-allowed, stale, step-refused.
 */
export async function splitOff({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { words: string }
}): Promise<Done & { part: string }> {
  const words = readWords(input.words)
  const reference = complaintReference(input.reference)
  const [found] = await ctx.db.batch([complaintInSight(ctx, reference)])
  const reached = reach(ctx, 'complaint.assign', found, input)
  const { row, staff } = reached
  const whole = row.words === null || kindOf(row.kind).own
  if (!['received', 'accepted', 'working'].includes(row.state) || whole) throw new Problem('step-refused')
  if (row.splitFrom !== null) throw invalid('/words', 'complaint.split')
  const at = momentOf(ctx, row)
  const part = await partOf(ctx, row, words, at)
  const { statements, rev } = await move(ctx, row, {
    at,
    to: row.state,
    by: staff.id,
    set: asHandler(ctx, reached),
    action: 'complaint.split',
  })
  const said = await sayStatement(
    ctx,
    row.id,
    { rev, at },
    {
      kind: 'message',
      words: {
        zh: `另立一件单独办理：${part.reference}\n${words}`,
        en: `A matter of its own is handled as ${part.reference}:\n${words}`,
      }[row.locale],
      staffId: staff.id,
    },
  )
  await writeAtDesk(ctx, [...statements, ...part.statements, said.statement])
  return { reference, rev, part: part.reference }
}

/** The statements that write the part. Its code is that of the whole: whoever holds the receipt opens both. */
async function partOf(ctx: Ctx, row: ComplaintRow, words: string, at: number) {
  const id = newId('cp')
  const reference = makeReference('C', dayOf(ctx.clock.now()))
  const copy = async (column: 'name' | 'phone' | 'answers' | 'place') =>
    sealed(ctx, 'complaint', id, column, await unsealed(ctx, 'complaint', row.id, column, row[column]))
  const [text, answers, place, name, phone, leaf] = await Promise.all([
    sealed(ctx, 'complaint', id, 'words', words),
    copy('answers'),
    copy('place'),
    copy('name'),
    copy('phone'),
    complaintLeaf(
      ctx,
      { reference, anonymous: row.anonymous },
      {
        action: 'complaint.split',
        state: 'received',
        rev: 0,
        by: 'staff',
      },
    ),
  ])
  const insert = ctx.db.insert(complaint).values({
    id,
    reference,
    codeHash: '',
    kind: row.kind,
    category: row.category,
    anonymous: row.anonymous,
    away: row.away,
    aboutId: row.aboutId,
    desk: row.desk,
    locale: row.locale,
    channel: row.channel,
    tray: 0,
    state: 'received',
    movedAt: at,
    movedBy: 'system',
    townCode: row.townCode,
    areaId: row.areaId,
    words: text,
    answers,
    place,
    name,
    phone,
    phoneKey: row.phoneKey,
    receivedAt: at,
    clock: row.clock,
    rule: row.rule,
    clockStartedAt: row.clockStartedAt,
    dueAt: row.dueAt,
    counted: row.counted,
    raiseAt: row.raiseAt,
    splitFrom: row.id,
    updatedAt: at,
  })
  return {
    reference,
    statements: [
      insert,
      exec(
        ctx.db,
        sql`INSERT INTO complaint_barred (complaint_id, who, barred_id)
            SELECT ${id}, who, barred_id FROM complaint_barred WHERE complaint_id = ${row.id}`,
      ),
      leaf.statement,
    ] as const,
  }
}
