import { readPersonName } from '../../appointment/applicant.ts'
import type { Ctx } from '../../context.ts'
import { documentNames } from '../../privacy/documentName.ts'
import { type FieldError, invalid, Problem } from '../../problem.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow } from '../query.ts'
import { word } from './say.ts'
import type { HandoverInput } from './schema.ts'

type Agent = NonNullable<HandoverInput['agent']>

/**
 * Who collects in the person's stead, as it was typed: their name, and that their own document and the authorisation were
 * seen. Not where the person has to come themselves. Throws invalid-input beside the field.
 */
export function readAgent(row: ApplicationRow, agent: Agent | undefined): Agent {
  if (ownForm(row).visit !== null) throw invalid('/how', 'agent.in-person')
  if (!agent) throw invalid('/agent/name', 'agent.required')
  const errors: FieldError[] = []
  const name = readPersonName(agent.name, '/agent/name', errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { ...agent, name }
}

/** What the person reads of it with the code of their own, and staff too: who it was stands sealed in the thread, so that misuse is noticed. */
export const agentWord = (
  ctx: Ctx,
  { id, locale }: Pick<ApplicationRow, 'id' | 'locale'>,
  staff: string,
  { name, seen }: Agent,
) =>
  word(ctx, {
    application: id,
    kind: 'message',
    staff,
    words:
      locale === 'zh'
        ? `已由${name}代领，看过代领人的${documentNames[seen].zh}和您的委托书。不是您委托的，请马上联系我们。`
        : `Collected by ${name}, who showed a document of their own (${documentNames[seen].en}) and your written authorisation. If you did not authorise them, contact us at once.`,
  })
