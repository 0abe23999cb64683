import type { ComplaintKind } from './declaration.ts'
import { declines } from './declines.ts'

const plain = {
  goesTo: 'station',
  anonymous: true,
  away: true,
  clocks: { accept: null, finish: 'message.reply' },
  confirmed: false,
  restarts: false,
  sorted: false,
  about: 'optional',
  officer: false,
  place: false,
  photos: 0,
  open: true,
  evidence: false,
  callback: false,
  fields: [],
  declines: [declines.other, declines.report, declines.permit, declines.nothing],
  remedy: null,
} satisfies Partial<ComplaintKind>

export const suggestion: ComplaintKind = {
  ...plain,
  code: 'suggestion',
  name: { zh: '建议', en: 'Suggestion' },
  lead: { zh: '您觉得哪里可以做得更好', en: 'Something that could be done better' },
  ask: { zh: '您的建议是什么', en: 'What do you suggest?' },
}

export const question: ComplaintKind = {
  ...plain,
  code: 'question',
  name: { zh: '咨询', en: 'Question' },
  lead: { zh: '问一件事怎么办、归谁管', en: 'How something is done, or who is responsible' },
  ask: { zh: '您想问什么', en: 'What would you like to know?' },
}

export const thanks: ComplaintKind = {
  ...plain,
  code: 'thanks',
  name: { zh: '感谢', en: 'Thanks' },
  lead: { zh: '有人帮了您，您想说声谢谢', en: 'Somebody helped you and you want to say so' },
  ask: { zh: '您想感谢什么', en: 'What would you like to thank for?' },
  // Thanks go to whom they name.
  away: false,
  fields: [
    {
      key: 'whom',
      label: { zh: '感谢谁（姓名或警号）', en: 'Whom you thank (name or police number)' },
      type: 'line',
      required: false,
      most: 40,
    },
  ],
  declines: [declines.nothing],
}
