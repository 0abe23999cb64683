import { refusalOf } from '../../../db/refusal.ts'
import { dayOf } from '../../calendar/day.ts'
import { issueStatements } from '../../certificate/issue.ts'
import type { Ctx } from '../../context.ts'
import { reaches } from '../../identity/level.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { seededRows } from '../clock.ts'
import { overColumns } from '../end.ts'
import { clockColumns } from '../filing.ts'
import type { Form } from '../form/declaration.ts'
import { comesHome } from '../homeVisit.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { isTheirMove } from '../ready.ts'
import { clearApplication } from '../sealed.ts'
import { carryOut, type Step } from './carryOut.ts'
import { issuedFor } from './letter.ts'
import { asHandler, canGo, type Reached, reach, seen } from './reach.ts'
import { resultOf } from './resultOf.ts'
import { readSaid } from './say.ts'
import type { IssueInput, Stepped } from './schema.ts'

/**
 * Issues the certificate of an approved application, in the batch of the step. One that is received online by somebody
 * who has proved enough is finished by that. Throws record-not-found, not-allowed, stale, step-refused, not-handler,
 * invalid-input.
 */
export async function issue({
  ctx,
  input,
}: {
  ctx: Ctx
  input: IssueInput & { reference: string }
}): Promise<Stepped> {
  const now = ctx.clock.now()
  const reference = applicationReference(input.reference)
  const [found, ...clock] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    ...seededRows(ctx, 'collect', dayOf(now)),
  ])
  const reached = reach(ctx, 'application.decide', found)
  const { row } = reached
  seen(row, input)
  // What was posted and came back is handed over again, not issued again.
  canGo(row, 'issued', ['approved'])
  const form = ownForm(row)
  // The record of a visit is made when it was made.
  if (!form.result || comesHome(form)) throw new Problem('step-refused')
  const handler = asHandler(ctx, reached)
  // What lies ready, or waits for somebody's proof, is no longer up to the office: the time to collect it runs.
  const ready = isTheirMove(form, row) ? clockColumns('collect', now, ...clock) : {}
  for (let attempt = 1; ; attempt++) {
    const made = await certificate(ctx, reached, form, input)
    const steps: [Step, ...Step[]] = [
      {
        to: 'issued',
        action: 'application.issue',
        set: { ...handler, ...ready },
        facts: { certificate: made.number },
      },
      ...received(ctx, row, form),
    ]
    try {
      return await carryOut(ctx, reached, steps, { along: made.statements, certificate: made.number })
    } catch (error) {
      if (refusalOf(error) !== 'reference-taken' || attempt === 3) throw error
    }
  }
}

/** What is read online has been received by that, once enough was proved. */
const received = (ctx: Ctx, row: ApplicationRow, form: Form): Step[] =>
  row.delivery === 'electronic' && reaches(row.identity, form.identity.toReceive)
    ? [
        {
          to: 'finished',
          action: 'application.handover',
          set: overColumns(ctx, row),
          facts: { how: 'electronic' },
        },
      ]
    : []

async function certificate(ctx: Ctx, { row }: Reached, form: Form, input: IssueInput) {
  const { result } = form
  if (!result) throw new Problem('step-refused')
  const words = input.words?.trim() ? readSaid(input.words) : null
  const said = resultOf(form, await clearApplication(ctx, row), {
    eligibility: JSON.parse(row.eligibility) as Record<string, string>,
    finding: input.finding,
    words,
    today: dayOf(ctx.clock.now()),
  })
  if (!said) throw invalid('/finding', input.finding ? 'finding.refuse' : 'finding.required')
  return issueStatements(ctx, { ...(await issuedFor(ctx, row)), type: result.type, ...said })
}
