import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { type OpeningRow, openingsIn } from '../track/openings.ts'
import type { Holder } from './access.ts'
import { clockView } from './clockView.ts'
import type { Form } from './form/declaration.ts'
import { visitOnOf } from './homeVisit.ts'
import { isTelling, isWithheld, shownState, shownText } from './outcome.ts'
import type { ApplicationRow, EventRow, PauseRow } from './query.ts'
import type { Application } from './schema.ts'
import { waitsFor } from './states.ts'
import { timelineOf } from './timeline.ts'

/** An opening, and whether it was on the day of the decision or later. */
export type LookedRow = OpeningRow & { later: number }

interface Read {
  events: readonly EventRow[]
  pauses: readonly PauseRow[]
  opened: readonly LookedRow[]
}

/**
 * Where an application stands, as both views of its holder tell it. While the outcome is kept back nothing in it depends on
 * what the outcome is: it waits for the resident's proof, and stands still on the day it was decided. `decidedAt` is that
 * moment (ms) then, else null.
 */
export function standingOf(
  ctx: Ctx,
  form: Form,
  row: ApplicationRow,
  holder: Holder,
  { events, pauses, opened }: Read,
) {
  const withheld = isWithheld(form, row, holder)
  const state = shownState(row.state, withheld)
  const asked = { ...row, toFile: form.identity.toFile }
  const told = { state, stateText: shownText(state, row), timeline: timelineOf(asked, events, withheld) }
  if (withheld)
    return {
      ...told,
      withheld,
      decidedAt: events.find(({ toState }) => isTelling(toState))?.at ?? row.movedAt,
      rev: 0,
      waitsFor: 'resident' as const,
      threadWaits: null,
      clock: null,
      elsewhere: null,
      visitOn: null,
      openings: openingsIn(opened.filter(({ later }) => !later)),
    }
  const elsewhere = elsewhereOf(form, row, pauses)
  return {
    ...told,
    withheld,
    decidedAt: null,
    rev: row.rev,
    waitsFor: waitsFor(row),
    threadWaits: row.threadWaits,
    clock: clockView(ctx, asked, elsewhere?.stops ? elsewhere.reason : null),
    elsewhere,
    visitOn: visitOnOf(row),
    openings: openingsIn(together(opened)),
  }
}

/** The other office that is asked now, and whether the clock stands still for it. */
function elsewhereOf(
  form: Form,
  { state }: Pick<ApplicationRow, 'state'>,
  pauses: readonly PauseRow[],
): Application['elsewhere'] {
  const open = pauses.find(({ toAt }) => toAt === null)
  if (state !== 'elsewhere' || !open) return null
  const lawful = form.pauses.find(({ key }) => key === open.reason)
  return {
    office: { zh: open.officeZh, en: open.officeEn },
    reason: lawful?.reason ?? null,
    since: toIso(open.fromAt),
    stops: lawful !== undefined,
  }
}

/** The openings of a role, before the decision and since, as one. */
function together(opened: readonly LookedRow[]): OpeningRow[] {
  const all = new Map<string, OpeningRow>()
  for (const { kind, role, times, lastDay } of opened) {
    const before = all.get(`${kind} ${role}`)
    all.set(`${kind} ${role}`, {
      kind,
      role,
      times: times + (before?.times ?? 0),
      lastDay: before && before.lastDay > lastDay ? before.lastDay : lastDay,
    })
  }
  return [...all.values()]
}
