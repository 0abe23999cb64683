import { nameOf } from './form.ts'

/** The targets of a round of correction, told apart: keys of questions, keys of papers, the person, and the handing over. */
export function targetsOf(corrections: readonly { target: string; answered: boolean }[]) {
  const open = corrections.filter(({ answered }) => !answered).map(({ target }) => target)
  const behind = (head: string) =>
    open.filter((target) => target.startsWith(head)).map((target) => target.slice(head.length))
  return {
    fields: behind('field:'),
    materials: behind('material:'),
    person: open.includes('person'),
    delivery: open.includes('delivery'),
  }
}

/** The id that an asked target has on the page. */
export const targetId = (target: string): string =>
  target === 'person'
    ? 'name'
    : target === 'delivery'
      ? 'delivery'
      : target.startsWith('field:')
        ? nameOf(target.slice(6))
        : `file-${target.slice('material:'.length)}`
