import { inject } from 'vitest'

/** Where the built site is served. Throws what kept it from starting: the other tests have run all the same. */
export function served(): string {
  const trouble = inject('trouble')
  if (trouble) throw new Error(trouble)
  return inject('origin')
}
