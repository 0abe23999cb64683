import type { ClockName } from '../../db/schema/application.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import { ruleOf } from './clock.ts'
import type { ApplicationRow } from './query.ts'
import type { ClockView } from './schema.ts'

/** What each clock measures. */
const clockWords: Record<ClockName, Text> = {
  draft: { zh: '草稿保留到', en: 'Draft kept until' },
  identity: { zh: '请在这天前到窗口出示证件', en: 'Show your document at a counter by' },
  ask: { zh: '最晚这天告知是否受理', en: 'You hear by then whether it is accepted' },
  answer: { zh: '请在这天前补正', en: 'Put it right by' },
  decide: { zh: '最晚这天办结', en: 'Decided by' },
  deliver: { zh: '最晚这天送达', en: 'Handed over by' },
}

/** What the clock of an application measures: of a promised visit, the visit. */
export const clockName = (clock: ClockName, { visitDay }: Pick<ApplicationRow, 'visitDay'>): Text =>
  clock === 'deliver' && visitDay !== null ? { zh: '最晚这天上门', en: 'Visited by' } : clockWords[clock]

/** The clock that runs for an application, as both sides see it; null when none does. */
export function clockView(
  ctx: Pick<Ctx, 'clock'>,
  row: Pick<
    ApplicationRow,
    | 'clock'
    | 'rule'
    | 'dueAt'
    | 'clockStartedAt'
    | 'counted'
    | 'pausedAt'
    | 'lateAt'
    | 'createdAt'
    | 'visitDay'
  >,
  paused: Text | null = null,
): ClockView | null {
  const rule = ruleOf(row)
  if (row.clock === null || row.dueAt === null || rule === null) return null
  return {
    clock: row.clock,
    name: clockName(row.clock, row),
    dueAt: toIso(row.dueAt),
    dueDay: dayOf(row.dueAt),
    startedAt: toIso(row.clockStartedAt ?? row.createdAt),
    counted: JSON.parse(row.counted) as Text[],
    basis: rule.basis,
    certainty: rule.certainty,
    paused:
      row.pausedAt === null ? null : (paused ?? { zh: '等其他部门答复', en: 'waiting for another office' }),
    late: row.pausedAt === null && ctx.clock.now() > row.dueAt,
  }
}
