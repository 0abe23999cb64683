import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { unmaskedAnswers } from '../application/desk/answers.ts'
import { applicationByReference } from '../application/query.ts'
import { HOUR } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { invalid, Problem } from '../problem.ts'
import { allow } from '../staff/permission.ts'
import { personOf, tableOf } from './query.ts'
import { clearPerson, reach } from './reach.ts'
import { type Unmasked, type UnmaskInput, wordsLimit } from './schema.ts'
import { viewed } from './viewed.ts'

/** How often one member of staff may see names or numbers in an hour: enough for a full hall, not for a copy of it. */
export const unmasksAnHour = 60

/**
 * Shows names, numbers or the note of one record in clear to staff of its service point, after noting who, when, what
 * and why; the person reads on /track that it happened. The answers of an application are for those who handle it. Counted by the hour in the database. Throws invalid-input,
 * record-not-found, not-allowed, record-emptied, looked-too-often.
 */
export async function unmask({
  ctx,
  input,
}: {
  ctx: Ctx
  input: UnmaskInput & { reference: string }
}): Promise<Unmasked> {
  const found = referenceOf(input.reference)
  const [people, applications] = await ctx.db.batch([
    personOf(ctx, found),
    applicationByReference(ctx, found.kind === 'B' ? found.reference : ''),
  ])
  const reached = reach(ctx, 'record.unmask', people)
  if (reached.person.name === null) throw new Problem('record-emptied')
  const [application] = applications
  if (input.fields.includes('answers')) {
    if (!application) throw invalid('/fields', 'wrong-value')
    allow(ctx.actor, 'application.handle', reached.point.id)
  }
  const words = reasonWords(input)
  const now = ctx.clock.now()
  const hour = Math.floor(now / HOUR)
  const fields = [...new Set(input.fields)]
  try {
    await ctx.db.batch([
      countUnmask(ctx, reached.staff.id, hour),
      ...(await viewed(ctx, reached, { kind: 'unmasked', fields, reason: input.reason, words })),
    ])
  } catch (error) {
    if (refusalOf(error) !== 'tray-full') throw error
    throw new Problem('looked-too-often', { retryAfter: ((hour + 1) * HOUR - now) / 1000 })
  }
  const { person } = reached
  const { name, phone, idNumber, note, helperName, helperPhone } = await clearPerson(
    ctx,
    tableOf(found),
    person,
  )
  const asked = (field: UnmaskInput['fields'][number]) => fields.includes(field)
  return {
    reference: person.reference,
    values: {
      ...(asked('name') && { name }),
      ...(asked('phone') && { phone }),
      ...(asked('idNumber') && { idType: person.idType, idNumber }),
      ...(asked('note') && { note }),
      ...(asked('helper') && {
        helper: helperName === null ? null : { name: helperName, phone: helperPhone ?? '' },
      }),
      ...(application && asked('answers') && (await unmaskedAnswers(ctx, application))),
    },
  }
}

/** Statement: counts one look of somebody in this hour (hours since 1970); the batch is undone, as 'tray-full', where it was one too many. */
export const countUnmask = ({ db }: Pick<Ctx, 'db'>, staffId: string, hour: number) =>
  exec(
    db,
    sql`INSERT INTO tray (operation, hour, used, cap) VALUES (${`record.unmask ${staffId}`}, ${hour}, 1, ${unmasksAnHour})
        ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1`,
  )

/** The reason in words: needed where it is none of the list. Throws invalid-input. */
export function reasonWords({ reason, words = '' }: Pick<UnmaskInput, 'reason' | 'words'>): string | null {
  const text = words.normalize('NFC').trim()
  // A reason has letters: a dot, or a mark nobody sees, is none.
  if (reason === 'other' && !/[\p{L}\p{N}]/u.test(text)) throw invalid('/words', 'reason.words')
  if ([...text].length > wordsLimit) throw invalid('/words', 'too-long', { most: wordsLimit })
  if (/\p{Cc}/u.test(text.replace(/[\r\n\t]/g, ' '))) throw invalid('/words', 'characters')
  return text || null
}
