import type { WordKind } from '../../db/schema/application.ts'
import { applicationWord } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import { type FieldError, invalid } from '../problem.ts'
import { newId } from '../shared/id.ts'
import { sealed } from './sealed.ts'

/** The most characters of a message, a reason or a note. */
export const wordsMost = 2000

/** What somebody wrote, in one spelling; a fault throws invalid-input beside the field. */
export function readWords(typed: string, pointer = '/words', most = wordsMost): string {
  const words = typed
    .normalize('NFC')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  const fault = faultOf(words, most)
  if (fault) throw invalid(pointer, fault.code, fault.params)
  return words
}

function faultOf(words: string, most: number): Omit<FieldError, 'pointer'> | null {
  if (words === '') return { code: 'words.required' }
  if ([...words].length > most) return { code: 'too-long', params: { most } }
  return /[^\P{Cc}\n\t]/u.test(words) ? { code: 'note.characters' } : null
}

/** Statement and id of something said about an application, sealed. */
export async function sayStatement(
  ctx: Ctx,
  applicationId: string,
  said: {
    kind: WordKind
    words: string
    /** Null: the resident speaks. */
    staffId: string | null
    toStaffId?: string | null
    answersId?: string | null
  },
) {
  const id = newId('word')
  const words = await sealed(ctx, 'application_word', id, 'words', said.words)
  const statement = ctx.db.insert(applicationWord).values({
    id,
    applicationId,
    kind: said.kind,
    side: said.staffId === null ? 'resident' : 'office',
    staffId: said.staffId,
    toStaffId: said.toStaffId ?? null,
    answersId: said.answersId ?? null,
    words,
    at: ctx.clock.now(),
  })
  return { id, statement }
}
