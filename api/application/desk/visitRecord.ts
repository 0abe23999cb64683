import { dayOf } from '../../calendar/day.ts'
import { fullDay } from '../../calendar/dayWords.ts'
import { issueStatements } from '../../certificate/issue.ts'
import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'
import type { Form } from '../form/declaration.ts'
import { visitOnOf } from '../homeVisit.ts'
import type { ApplicationRow } from '../query.ts'
import { clearApplication } from '../sealed.ts'
import { issuedFor } from './letter.ts'
import { resultOf } from './resultOf.ts'

/** The signed record of a home visit that was made: its day, who came, and what it was about. Null: the form has none. */
export async function visitRecord(ctx: Ctx, row: ApplicationRow, form: Form) {
  const today = dayOf(ctx.clock.now())
  const said = resultOf(form, await clearApplication(ctx, row), {
    eligibility: JSON.parse(row.eligibility) as Record<string, string>,
    words: null,
    today,
    first: [dayLine(row, today), { zh: `上门的是：${row.pointZh}`, en: `Visited by: ${row.pointEn}` }],
  })
  if (!form.result || !said) return null
  return issueStatements(ctx, { ...(await issuedFor(ctx, row)), type: form.result.type, ...said })
}

/** The promised day; one that was made before it was made today. */
function dayLine(row: ApplicationRow, today: string): Text {
  const on = visitOnOf(row)
  const day = on && on.day <= today ? on.text : fullDay(today)
  return { zh: `上门的日子：${day.zh}`, en: `Day of the visit: ${day.en}` }
}
