import { noTurn, type startClock } from './clock.ts'
import type { ComplaintRow } from './query.ts'

/** The columns of a complaint whose answer did not do: it goes one level up, to the supervision desk, and is nobody's yet; who answered reads on. */
export const reopenedColumns = (
  { reopened, desk }: Pick<ComplaintRow, 'reopened' | 'desk'>,
  clock: ReturnType<typeof startClock>,
) =>
  ({
    ...noTurn,
    ...clock,
    desk: '*',
    level: 1,
    fromDesk: desk === '*' ? null : desk,
    handlerId: null,
    threadWaits: 'office',
    reopened: reopened + 1,
    closedAt: null,
    closedHow: null,
    keepUntil: null,
    satisfied: null,
    closeAs: null,
  }) as const
