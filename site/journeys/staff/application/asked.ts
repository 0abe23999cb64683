import type { Case } from '../../../../api/application/desk/caseSchema.ts'
import type { Text } from '../../../lib/text.ts'
import type { StepForm } from './step.ts'

/** What can be wrong with an answer or a paper. */
export const wrongs = ['missing', 'unreadable', 'wrong', 'expired'] as const

/** Everything that can be asked to be put right, in the order of the form; `target` is the API's name for it. */
export function targetsOf(
  {
    answers,
    materials,
    corrections,
    delivery,
  }: Pick<Case, 'answers' | 'materials' | 'corrections' | 'delivery'>,
  { person, delivered }: Record<'person' | 'delivered', Text>,
) {
  const all: { target: string; label: Text; paper: boolean }[] = [
    { target: 'person', label: person, paper: false },
    ...(answers ?? []).flatMap(({ rows }) =>
      rows.map(({ key, label }) => ({ target: `field:${key}`, label, paper: false })),
    ),
    ...materials
      .filter(({ from }) => from === 'applicant')
      .map(({ key, name }) => ({ target: `material:${key}`, label: name, paper: true })),
    // A form whose result is handed over knows how.
    ...(delivery ? [{ target: 'delivery', label: delivered, paper: false }] : []),
  ]
  // Asked once: a later round only comes back to what the first one named.
  const first = corrections.filter(({ round }) => round === 1).map(({ target }) => target)
  return first.length > 0 ? all.filter(({ target }) => first.includes(target)) : all
}

/** The id of what belongs to a target: `:` would have to be escaped. */
export const idOf = (target: string): string => target.replace(':', '-')

/** What was ticked, as the API takes it. */
export const askedItems = ({ all, get }: Pick<StepForm, 'all' | 'get'>) =>
  all('items').map((target) => ({
    target,
    kind: get(`kind-${idOf(target)}`) || 'missing',
    ...(get(`words-${idOf(target)}`) && { words: get(`words-${idOf(target)}`) }),
  }))

/** Where the API's complaints about what was asked belong. */
export const askedPointers = ({ all }: Pick<StepForm, 'all'>): Record<string, string> =>
  Object.fromEntries(
    all('items').flatMap((target, i) => [
      [`/items/${i}/words`, `words-${idOf(target)}`],
      [`/items/${i}/target`, 'items'],
      [`/items/${i}/kind`, `kind-${idOf(target)}`],
    ]),
  )
