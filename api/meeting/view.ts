import { dayOf, endOfDay, toIso } from '../calendar/day.ts'
import { suppressed } from '../privacy/suppress.ts'
import type { Text } from '../shared/text.ts'
import type { MeetingRow, PromiseRow } from './query.ts'
import type { MeetingDetail, MeetingItem } from './schema.ts'
import { stateTexts } from './states.ts'

export const text = (zh: string, en: string): Text => ({ zh, en })

/** Whether sign-ups and questions are taken: until it begins. */
export const isOpen = ({ state, startsAt }: Pick<MeetingRow, 'state' | 'startsAt'>, now: number): boolean =>
  state === 'announced' && startsAt > now

/** A meeting in a list, as everybody may read it. */
export function itemOf(row: MeetingRow, now: number): MeetingItem {
  return {
    id: row.id,
    title: text(row.titleZh, row.titleEn),
    startsAt: toIso(row.startsAt),
    endsAt: toIso(row.endsAt),
    place: text(row.placeZh, row.placeEn),
    by: { slug: row.slug, name: text(row.nameZh, row.nameEn) },
    state: row.state,
    stateText: stateTexts[row.state],
    open: isOpen(row, now),
  }
}

/** Where it is held, if that is a service point. */
export const heldAt = (row: MeetingRow): MeetingDetail['at'] =>
  row.atSlug === null
    ? null
    : {
        slug: row.atSlug,
        name: text(row.atZh ?? '', row.atEn ?? ''),
        address: text(row.addressZh ?? '', row.addressEn ?? ''),
      }

/** Whether a promise was late when it was settled, or is now: a fact the machine counts. */
export const isLate = (
  { dueDay, settledAt }: Pick<PromiseRow, 'dueDay' | 'settledAt'>,
  now: number,
): boolean => (settledAt ?? now) > endOfDay(dueDay)

/** A promise as everybody may read it. */
export function promiseOf(row: PromiseRow, now: number) {
  return {
    n: row.n,
    words: text(row.wordsZh, row.wordsEn),
    keeper: text(row.keeperZh, row.keeperEn),
    dueDay: row.dueDay,
    state: row.state,
    late: row.state !== 'withdrawn' && isLate(row, now),
    outcome: row.state === 'open' ? null : text(row.outcomeZh, row.outcomeEn),
    settledOn: row.settledAt === null ? null : dayOf(row.settledAt),
    item: row.itemReference,
  }
}

/** One meeting with what was answered, said and promised, as everybody may read it. */
export function detailOf(
  row: MeetingRow,
  answers: readonly { question: string; answer: string; publishedAt: number }[],
  promises: readonly PromiseRow[],
  now: number,
): MeetingDetail {
  const { cancelledAt, minutedAt } = row
  const taken = suppressed(row.taken)
  return {
    ...itemOf(row, now),
    agenda: JSON.parse(row.agenda) as Text[],
    audience: text(row.audienceZh, row.audienceEn),
    chair: text(row.chairZh, row.chairEn),
    at: heldAt(row),
    phone: row.phone,
    capacity: row.capacity,
    remaining: taken === null ? null : row.capacity - taken,
    full: row.taken >= row.capacity,
    cancelled:
      cancelledAt === null ? null : { on: dayOf(cancelledAt), reason: text(row.cancelZh, row.cancelEn) },
    answers: answers.map(({ question, answer, publishedAt }) => ({
      question,
      answer,
      on: dayOf(publishedAt),
    })),
    minutes:
      minutedAt === null
        ? null
        : {
            words: text(row.minutesZh, row.minutesEn),
            on: dayOf(minutedAt),
            attended: suppressed(row.attended ?? 0),
            promises: promises.map((one) => promiseOf(one, now)),
          },
  }
}
