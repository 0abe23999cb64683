import type { Locale, Text } from '../shared/text.ts'
import type { Piece } from './listWords.ts'
import type { ComplaintWords } from './message.ts'

/** What the message is about, on a screen that others may see: nothing of what was told. */
export const complaintSubject: Text = {
  zh: '您反映的事情有新消息',
  en: 'There is news of what you told us',
}

const tidings: Record<ComplaintWords['tiding'], Text> = {
  moved: { zh: '有新进展', en: 'has news' },
  asked: { zh: '需要您补充', en: 'needs a word from you' },
  date: {
    zh: '定了或者改了见面的时间，请看看',
    en: 'has a date that was set or changed: see when and where',
  },
  answered: { zh: '已答复，请看看行不行', en: 'is answered: see whether it will do' },
  published: { zh: '按您同意的公开了', en: 'is published, as you agreed' },
  reminder: { zh: '还在等您，快到期了', en: 'still waits for you, not for long' },
  'near-done': { zh: '有结果了', en: 'has an outcome' },
  'near-over': { zh: '结束了', en: 'is over' },
}

/** Where it is read: on its public page, on the page of those who wait for it, or by whoever has its code. */
export function complaintPage({ reference, tiding, open }: ComplaintWords): string {
  if (open) return `/open/problems/${open}`
  return tiding.startsWith('near') ? `/complaints/problem/${reference}` : '/track'
}

/** That there is something to read; it needs the code. */
export function complaintPieces(
  { reference, tiding }: ComplaintWords,
  locale: Locale,
  link: string,
): Piece[] {
  const near = tiding.startsWith('near')
  if (locale === 'en')
    return [
      {
        text: `${near ? 'The problem you wait for' : 'What you told us'} (${reference}) ${tidings[tiding].en}.`,
      },
      { text: ` Read it: ${link}` },
      { text: ' (not urgent)' },
      { text: ' Emergency: call 110.', rank: 1 },
    ]
  return [
    { text: `您${near ? '在等的小事' : '反映的事情'}${tidings[tiding].zh}。` },
    { text: `编号${reference}，查看：${link}` },
    { text: '（非紧急）' },
    { text: '急事请拨110。', rank: 1 },
  ]
}
