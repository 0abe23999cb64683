import type { DayRow, YearRow } from '../../calendar/query.ts'
import type { Ctx } from '../../context.ts'
import { count, extensionsIn, lawfulPauses, ruleOf } from '../clock.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow, ExtensionRow, PauseRow } from '../query.ts'

interface Counted {
  dueAt?: number
  counted?: string
  lateAt?: number | null
}

/**
 * When the clock of an application is due by its own rule, with its pauses and extensions, as columns: what was late and
 * has time again is late no more (that it was stays noted). Nothing where no clock runs.
 */
export function recounted(
  ctx: Ctx,
  row: ApplicationRow,
  {
    pauses,
    extensions,
    years,
    days,
  }: {
    pauses: readonly PauseRow[]
    extensions: readonly ExtensionRow[]
    years: readonly YearRow[]
    days: readonly DayRow[]
  },
): Counted {
  const rule = ruleOf(row)
  if (rule === null || row.clockStartedAt === null) return {}
  const now = ctx.clock.now()
  const due = count(rule, {
    startedAt: row.clockStartedAt,
    now,
    years,
    days,
    pauses: lawfulPauses(ownForm(row), pauses),
    extensions: extensionsIn(extensions),
  })
  return {
    dueAt: due.dueAt,
    counted: JSON.stringify(due.counted),
    lateAt: due.dueAt < now ? row.lateAt : null,
  }
}
