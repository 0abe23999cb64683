import type { Text } from '../shared/text.ts'
import type { FeedbackRow } from './query.ts'

/** Whether an error waits past its due day, or was answered after it: a fact the machine counts. */
export const isLate = (
  { dueAt, answeredAt }: Pick<FeedbackRow, 'dueAt' | 'answeredAt'>,
  now: number,
): boolean => dueAt !== null && (answeredAt ?? now) > dueAt

/** How a report or an opinion stands, in words. */
export function statusText(
  row: Pick<FeedbackRow, 'state' | 'corrected' | 'dueAt' | 'answeredAt'>,
  now: number,
): Text {
  if (row.state === 'received') return { zh: '已收到', en: 'Received' }
  const late = isLate(row, now)
  if (row.state === 'open')
    return late
      ? { zh: '过期未答复', en: 'Late, not answered' }
      : { zh: '等待答复', en: 'Waiting for an answer' }
  const said = row.corrected
    ? { zh: '已答复，网页已改正', en: 'Answered; the page is corrected' }
    : { zh: '已答复', en: 'Answered' }
  return late ? { zh: `${said.zh}（晚于到期日）`, en: `${said.en} (after its due day)` } : said
}
