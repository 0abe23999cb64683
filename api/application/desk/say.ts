import type { WordKind } from '../../../db/schema/application.ts'
import { applicationWord } from '../../../db/schema/index.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { type FieldError, invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { sealed } from '../sealed.ts'
import { wordsMost } from './schema.ts'

/** Words as they are kept. Throws invalid-input beside the field. */
export function readSaid(typed: string | undefined, pointer = '/words', most = wordsMost): string {
  if (typed === undefined) throw invalid(pointer, 'required')
  const errors: FieldError[] = []
  const words = readWords(typed, pointer, errors, most)
  if (errors.length) throw new Problem('invalid-input', { errors })
  return words
}

/** An office as it is kept: one line; the English name is the Chinese one where none was given. Throws invalid-input. */
export function readOffice(office: { zh: string; en?: string | undefined }, pointer = '/office') {
  const zh = readSaid(office.zh, `${pointer}/zh`, 100).replace(/\s+/g, ' ')
  const en = office.en?.trim() ? readSaid(office.en, `${pointer}/en`, 200).replace(/\s+/g, ' ') : zh
  return { zh, en }
}

/** Statement: something said by somebody at work, sealed. */
export async function word(
  ctx: Ctx,
  {
    application,
    kind,
    staff,
    words,
    to = null,
    answers = null,
  }: {
    application: string
    kind: WordKind
    staff: string
    words: string
    to?: string | null
    answers?: string | null
  },
) {
  const id = newId('aw')
  const statement = ctx.db.insert(applicationWord).values({
    id,
    applicationId: application,
    kind,
    side: 'office',
    staffId: staff,
    toStaffId: to,
    answersId: answers,
    words: await sealed(ctx, 'application_word', id, 'words', words),
    at: ctx.clock.now(),
  })
  return { id, statement }
}
