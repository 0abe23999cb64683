import type { DeskComplaint } from '../../../../api/complaint/desk/show.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import type { ComplaintStage } from './act.ts'
import type { Item } from './step.ts'

type Act = DeskComplaint['can'][number]

/** An act as the page offers it: a press where it stands, or a page of its own where something is to be said. */
export interface Way {
  act: Act
  /** The page of its own; null: one press does it. */
  step: Item | null
  press: ComplaintStage | null
  label: StaffKey
  key: string
}

const press = (act: Act & ComplaintStage, key: string): Way => ({
  act,
  step: null,
  press: act,
  label: `complaint.do.${act as 'take'}`,
  key,
})
const page = (act: Act & Item, key: string): Way => ({
  act,
  step: act,
  press: null,
  label: `complaint.do.${act as 'ask'}`,
  key,
})

const ways: readonly Way[] = [
  press('take', 't'),
  press('accept', 'a'),
  press('work', 'w'),
  press('go-on', 'g'),
  page('answer', 'y'),
  page('ask', 'q'),
  page('date', 'i'),
  page('outcome', 'r'),
  page('date-off', 'f'),
  page('elsewhere', 'e'),
  page('decline', 'd'),
  page('extend', 'x'),
  page('pass', 'p'),
  page('merge', 'j'),
  page('split', 'l'),
  page('bar', 'k'),
  page('give-up', 'z'),
  page('publish', 'h'),
  page('take-down', 'v'),
  press('take-over', 'o'),
]

/** What stands first in each state, where it can be done. */
const first: Partial<Record<DeskComplaint['state'], readonly Act[]>> = {
  received: ['accept', 'answer', 'ask'],
  accepted: ['outcome', 'date', 'answer', 'work'],
  working: ['outcome', 'date', 'answer', 'ask'],
  elsewhere: ['go-on'],
  reopened: ['answer', 'work'],
  closed: ['publish'],
}

/** The acts of a complaint: the next one or two, and the others. */
export function waysOf(one: DeskComplaint): { next: Way[]; others: Way[] } {
  const { state, can, kind, tray, categories } = one
  const sorting: Way[] = [
    ...(tray ? [{ ...press('sort', 'u'), label: 'complaint.do.untray' } as const] : []),
    ...(categories.length > 0 ? [page('sort', 's')] : []),
  ].filter(() => can.includes('sort'))
  const possible = [...ways.filter(({ act }) => can.includes(act)), ...sorting].map((way) =>
    // Of an information request both sides confirm the receipt (政府信息公开条例 31(3)).
    way.act === 'accept' && kind === 'information' ? { ...way, label: 'complaint.do.confirm' as const } : way,
  )
  const wanted = first[state] ?? []
  // Whoever takes up what is real takes it out of the tray by that.
  const next = wanted.flatMap((act) => possible.filter((way) => way.act === act)).slice(0, 2)
  return { next, others: possible.filter((way) => !next.includes(way)) }
}
