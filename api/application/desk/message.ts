import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { isOver } from '../states.ts'
import { carryOut } from './carryOut.ts'
import { asHandler, reach } from './reach.ts'
import { readSaid, word } from './say.ts'
import type { SaidByStaff, SayToInput } from './schema.ts'

interface TemplateRow {
  zh: string
  en: string
  pointId: string
  matter: string | null
}

/** Statement: a template that stands. */
export const templateById = (ctx: Ctx, id: string) =>
  rows<TemplateRow>(
    ctx.db,
    sql`SELECT words_zh AS zh, words_en AS en, service_point_id AS pointId, matter_code AS matter
        FROM answer_template WHERE id = ${id} AND off_at IS NULL`,
  )

/**
 * Writes to the resident, in words or by a template in their language; they are told by text that something was said.
 * Throws record-not-found, not-allowed, step-refused (it is over), not-handler, invalid-input, stale.
 */
export async function messageTo({
  ctx,
  input,
}: {
  ctx: Ctx
  input: SayToInput & { reference: string }
}): Promise<SaidByStaff> {
  const [found, templates] = await ctx.db.batch([
    applicationByReference(ctx, applicationReference(input.reference)),
    templateById(ctx, input.templateId ?? ''),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row, staff } = reached
  if (isOver(row.state)) throw new Problem('step-refused')
  const handler = asHandler(ctx, reached)
  const words = readSaid(input.words?.trim() ? input.words : fromTemplate(row, input, templates))
  const said = await word(ctx, { application: row.id, kind: 'message', staff: staff.id, words })
  const { told } = await carryOut(
    ctx,
    reached,
    [
      {
        to: row.state,
        action: 'application.message',
        set: { ...handler, threadWaits: input.asks ? 'resident' : null },
        facts: { asks: input.asks ? 1 : 0 },
      },
    ],
    {
      along: [said.statement],
      tiding: {
        template: 'application.message',
        what: input.asks
          ? { zh: '有一条留言等您回复', en: 'a message waits for your answer' }
          : { zh: '有一条新留言', en: 'there is a new message' },
      },
    },
  )
  return { reference: row.reference, id: said.id, told }
}

function fromTemplate(
  row: ApplicationRow,
  { templateId }: SayToInput,
  [template]: readonly TemplateRow[],
): string | undefined {
  if (!templateId) return undefined
  const fits =
    template &&
    [row.pointId, '*'].includes(template.pointId) &&
    (template.matter === null || template.matter === row.matterCode)
  if (!fits) throw invalid('/templateId', 'template.unknown')
  return template[row.locale]
}
