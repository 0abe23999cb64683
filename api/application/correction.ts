import type { Text } from '../shared/text.ts'
import type { Form } from './form/declaration.ts'
import { fieldsOf } from './form/holds.ts'
import type { CorrectionRow } from './query.ts'

/** What can be asked to be put right besides the fields and papers of the form: name, document, telephone. */
export const personTarget = 'person'

/** The other: how the result is received, and the address it goes to. */
export const deliveryTarget = 'delivery'

/** The rows of the newest round that are still unanswered: what the resident may change now. */
export const openTargets = (asked: readonly CorrectionRow[]): ReadonlySet<string> =>
  new Set(openRound(asked).map(({ target }) => target))

/**
 * The answers that may be changed now, by key: those that were asked for, and those that stand or fall with one of them.
 * Otherwise a question that only comes up by the correction could never be answered. Conditions look back only.
 */
export function openFields(form: Form, targets: ReadonlySet<string>): ReadonlySet<string> {
  const open = new Set<string>()
  for (const { section, field } of fieldsOf(form)) {
    const rests = [...(section.when ?? []), ...(field.when ?? [])].some(
      (on) => open.has(on.field) || (on.field === 'helper' && targets.has(personTarget)),
    )
    if (rests || targets.has(`field:${field.key}`)) open.add(field.key)
  }
  return open
}

/** The newest round, as long as it is unanswered. */
export function openRound(asked: readonly CorrectionRow[]): CorrectionRow[] {
  const newest = Math.max(0, ...asked.map(({ round }) => round))
  return asked.filter(({ round, answeredAt }) => round === newest && answeredAt === null)
}

/** What a target is called; null when the form has none such. */
export function targetLabel(form: Form, target: string): Text | null {
  if (target === personTarget) return { zh: '姓名、证件、电话', en: 'Name, document, telephone' }
  if (target === deliveryTarget)
    return form.deliveries.length > 0
      ? { zh: '领取方式和地址', en: 'How to receive it, and the address' }
      : null
  const [kind, key = ''] = target.split(':')
  if (kind === 'field') return fieldsOf(form).find(({ field }) => field.key === key)?.field.label ?? null
  return kind === 'material' ? (form.materials.find((one) => one.key === key)?.name ?? null) : null
}
