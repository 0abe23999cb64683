import { suppressed, suppressedBeside } from '../../privacy/suppress.ts'
import type { Text } from '../../shared/text.ts'

/** The five figures, in the order they are shown in. */
export const figureNames = ['received', 'inTime', 'late', 'reopened', 'unanswered'] as const
export type FigureName = (typeof figureNames)[number]

/** Counts of one month. */
export type Figures = Record<FigureName, number>
/** The same as everybody may read them; null: not shown. */
export type Shown = Record<FigureName, number | null>

/** The figures of whoever had nothing. */
export const nothing = (): Figures => ({ received: 0, inTime: 0, late: 0, reopened: 0, unanswered: 0 })

/** What each counts, in a sentence: on the page, in the dictionary of the data, and what count.ts does. */
export const figureTexts: Record<FigureName, { name: Text; means: Text }> = {
  received: {
    name: { zh: '收到', en: 'Received' },
    means: {
      zh: '这个月发来的，算在最先收到它的单位；后来撤回、并入另一件、不予受理的也算',
      en: 'Sent in this month, counted where it arrived first; also what was withdrawn, joined to another or not taken up later',
    },
  },
  inTime: {
    name: { zh: '按时答复', en: 'Answered in time' },
    means: {
      zh: '这个月答复的，没有超过期限，不管是哪个月收到的',
      en: 'Answered in this month by the day it was due, whenever it had come in',
    },
  },
  late: {
    name: { zh: '超期答复', en: 'Answered late' },
    means: {
      zh: '这个月答复的，但是超过了期限；过了期再批准延长，还是算超期',
      en: 'Answered in this month after the day it was due; time granted once that day is past does not change it',
    },
  },
  reopened: {
    name: { zh: '重新办理', en: 'Reopened' },
    means: {
      zh: '这个月本人不同意、由上一级重新办理的，算在原来办的单位',
      en: 'Its author objected in this month and others look at it again; counted where it was handled before',
    },
  },
  unanswered: {
    name: { zh: '没有答复就结束', en: 'Closed without an answer' },
    means: {
      zh: '这个月没有答复就结束的：答复不了，或者问了本人没有回音',
      en: 'Ended in this month without an answer: none could be given, or its author did not reply to a question',
    },
  },
}

/** A station's figures as everybody may read them: each by itself, so that nothing else that was counted can be read there. */
export const shownOf = (figures: Figures): Shown => each((name) => suppressed(figures[name]))

/** The bureau's: what no station handles, and all of it, as far as neither tells of a small number. */
export function shownOfBureau(stations: readonly Figures[], own: Figures): { own: Shown; total: Shown } {
  const found = new Map(
    figureNames.map((name) => [
      name,
      suppressedBeside(
        stations.map((figures) => figures[name]),
        own[name],
      ),
    ]),
  )
  return {
    own: each((name) => found.get(name)?.rest ?? null),
    total: each((name) => found.get(name)?.total ?? null),
  }
}

const each = (of: (name: FigureName) => number | null): Shown => ({
  received: of('received'),
  inTime: of('inTime'),
  late: of('late'),
  reopened: of('reopened'),
  unanswered: of('unanswered'),
})
