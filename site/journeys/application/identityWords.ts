import type { Application } from '../../../api/application/schema.ts'

type Level = Application['identity']['reached']

const order: readonly Level[] = ['typed', 'phone', 'verified', 'counter']

/** Whether what was shown is as good as what is asked for. */
export const enough = (reached: Level, asked: Level): boolean =>
  order.indexOf(reached) >= order.indexOf(asked)
