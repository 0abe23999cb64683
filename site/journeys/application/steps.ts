import type { Application } from '../../../api/application/schema.ts'
import { sectionsFor } from '../../lib/application.ts'

/** A step of an application: a page of its own. Those of the form itself are named after their section. */
export type Step = 'who' | `s-${string}` | 'papers' | 'delivery' | 'identity' | 'check'

type Asked = Pick<Application, 'form' | 'answers' | 'eligibility' | 'helper' | 'materials' | 'identity'>

/** The steps that stand for what was answered so far, in their order. */
export function stepsOf({ form, answers, eligibility, helper, materials, identity }: Asked): Step[] {
  const sections = sectionsFor(form, answers, eligibility, helper?.relation ?? null)
  const proves = identity.toFile !== 'typed' || identity.toReceive !== 'typed'
  return [
    'who',
    ...sections.map(({ key }): Step => `s-${key}`),
    ...(materials.length > 0 ? (['papers'] as const) : []),
    // One way of handing over is no choice: it is said on the first step.
    ...(form.deliveries.length > 1 || asksAddress(form.deliveries) ? (['delivery'] as const) : []),
    ...(proves ? (['identity'] as const) : []),
    'check',
  ]
}

/** Whether one of these ways of handing over needs an address. */
export const asksAddress = (ways: readonly string[]): boolean => ways.some((way) => needsAddress(way))

/** Whether a way of handing over needs an address. */
export const needsAddress = (way: string): boolean => way === 'post' || way === 'home'

/** The key of a step's section, or null for the steps every application has. */
export const sectionOf = (step: string): string | null => (step.startsWith('s-') ? step.slice(2) : null)

/** The step to show: the one asked for, or, where it no longer stands, the first that does. */
export const standing = (steps: readonly Step[], asked: string): Step =>
  steps.find((step) => step === asked) ?? steps[0] ?? 'who'

/**
 * Where a button leads from a step. A step that no longer stands (an answer took it away) leads on to the check, which
 * shows whatever is still missing.
 */
export function leadsTo(steps: readonly Step[], from: string, way: 'next' | 'back'): Step {
  const at = (steps as readonly string[]).indexOf(from)
  if (at < 0) return way === 'next' ? 'check' : (steps[0] ?? 'who')
  const to = steps[way === 'next' ? at + 1 : at - 1]
  return to ?? steps[at] ?? 'who'
}
