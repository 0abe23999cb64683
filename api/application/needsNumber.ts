import type { Form } from './form/declaration.ts'

/**
 * Whether the number of the person's document has to be said: where the result is handed over only to whoever proves to be
 * the person, there is nothing else to hold the proof against. A form may say otherwise.
 */
export const needsNumber = ({ identity }: Pick<Form, 'identity'>): boolean =>
  (identity.toReceive === 'verified' || identity.toReceive === 'counter') && !identity.withoutNumber
