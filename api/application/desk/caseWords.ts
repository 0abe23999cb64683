import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { FieldError } from '../../privacy/field.ts'
import { nameOf } from '../files/nameOf.ts'
import type { Form } from '../form/declaration.ts'
import type { FileRow, WordRow } from '../query.ts'
import { unsealed } from '../sealed.ts'
import type { Case } from './caseSchema.ts'

type Named = (id: string | null) => { id: string; name: string } | null

/** The words of a row in clear; '' where there are none (any more). One that does not open is logged by its place. */
export async function clearWords(
  ctx: Ctx,
  table: 'application_word' | 'application_correction' | 'application_extension',
  { id, words }: { id: string; words: string | null },
): Promise<string> {
  try {
    return (await unsealed(ctx, table, id, 'words', words)) ?? ''
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `${table} ${id}`, fault: error.fault }))
    return ''
  }
}

/** What was said: between resident and office, and among staff; the oldest first. */
export async function talkOf(
  ctx: Ctx,
  words: readonly WordRow[],
  by: Named,
): Promise<Pick<Case, 'thread' | 'notes' | 'opinions'>> {
  const said = (
    await Promise.all(
      words.map(async (row) => ({ ...row, clear: await clearWords(ctx, 'application_word', row) })),
    )
  ).sort((a, b) => a.at - b.at || a.id.localeCompare(b.id))
  const common = ({ id, staffId, clear, at }: (typeof said)[number]) => ({
    id,
    by: by(staffId),
    words: clear,
    at: toIso(at),
  })
  return {
    thread: said.flatMap((one) =>
      one.kind === 'message' || one.kind === 'reason'
        ? [{ ...common(one), kind: one.kind, side: one.side }]
        : [],
    ),
    notes: said.filter(({ kind }) => kind === 'note').map(common),
    opinions: said
      .filter(({ kind }) => kind === 'asked')
      .map((one) => {
        const answer = said.find(({ answersId }) => answersId === one.id)
        return { ...common(one), to: by(one.toStaffId), answer: answer ? common(answer) : null }
      }),
  }
}

/** The files, their names masked but for the ending: a name is often a person's. */
export async function filesView(ctx: Ctx, form: Form, files: readonly FileRow[]): Promise<Case['files']> {
  return Promise.all(
    files.map(async (file) => {
      const material = form.materials.find(({ key }) => key === file.material)
      const name = await nameOf(ctx, file)
      return {
        id: file.id,
        material: file.material,
        label: material?.name ?? { zh: '留言附件', en: 'Sent with a message' },
        round: file.round,
        name: `${[...name][0] ?? ''}***${/\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0] ?? ''}`,
        type: file.type,
        size: file.size,
        addedAt: toIso(file.addedAt),
        byStaff: file.addedBy === 'staff',
        sensitive: material?.sensitive === true,
      }
    }),
  )
}
