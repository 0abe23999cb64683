import { counterGroupNames, counterGroups } from '../../../../api/matter/catalogue.ts'
import type { CounterView } from '../../../../api/queue/staffSchema.ts'
import type { StaffPage } from '../../../lib/staffPage.ts'

/** The groups, in words, that no counter in use serves once this one is taken out of use. */
export function leftWithout(
  { say }: Pick<StaffPage, 'say'>,
  counters: readonly Pick<CounterView, 'id' | 'counterGroup' | 'inUse'>[],
  closing: Pick<CounterView, 'id' | 'counterGroup'>,
): string[] {
  const others = counters.filter(({ id, inUse }) => inUse && id !== closing.id)
  const serves = (group: string) =>
    others.some(({ counterGroup }) => counterGroup === '' || counterGroup === group)
  return counterGroups
    .filter((group) => closing.counterGroup === '' || closing.counterGroup === group)
    .filter((group) => !serves(group))
    .map((group) => say(counterGroupNames[group]))
}
