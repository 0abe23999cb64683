import type { Ctx } from '../../context.ts'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../../privacy/mask.ts'
import type { Text } from '../../shared/text.ts'
import type { FieldKind, Form } from '../form/declaration.ts'
import { fieldsOf } from '../form/holds.ts'
import { type PrintedSection, printedAnswers } from '../form/printed.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow } from '../query.ts'
import { type ClearApplication, clearApplication } from '../sealed.ts'

/** How an answer that names somebody, or where they live, is masked. */
const masks: Partial<Record<FieldKind, (text: string) => string>> = {
  name: maskName,
  phone: maskPhone,
  document: (text) => maskIdNumber(text),
  address: maskAddress,
}
const hidden: Text = { zh: '已遮住', en: 'Masked' }

/** What was chosen before the form, kept beside it in clear: nothing of it is personal. */
export const eligibilityOf = ({ eligibility }: Pick<ApplicationRow, 'eligibility'>) =>
  JSON.parse(eligibility) as Record<string, string>

/** The answers as they are read, all in clear. */
export const clearAnswers = (
  form: Form,
  row: ApplicationRow,
  { answers, helper }: ClearApplication,
): PrintedSection[] => printedAnswers(form, answers, eligibilityOf(row), helper?.relation ?? null)

/** The answers as they are read, with names, numbers, addresses and whatever is sensitive masked. */
export function maskedAnswers(form: Form, row: ApplicationRow, clear: ClearApplication): PrintedSection[] {
  const kinds = new Map(fieldsOf(form).map(({ field }) => [field.key, field.kind]))
  return clearAnswers(form, row, clear).map((section) => ({
    ...section,
    rows: section.rows.map((one) => {
      if (!one.given) return one
      if (one.sensitive) return { ...one, value: hidden }
      const mask = masks[kinds.get(one.key) ?? 'text']
      return mask ? { ...one, value: { zh: mask(one.value.zh), en: mask(one.value.en) } } : one
    }),
  }))
}

/** What unmasking shows of an application besides its person: the answers, and where it is sent. */
export async function unmaskedAnswers(ctx: Ctx, row: ApplicationRow) {
  const clear = await clearApplication(ctx, row)
  return { answers: clearAnswers(ownForm(row), row, clear), address: clear.address }
}
