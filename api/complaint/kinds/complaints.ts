import type { ComplaintKind } from './declaration.ts'
import { declines } from './declines.ts'
import { remedies } from './remedies.ts'

const when = {
  key: 'when',
  label: { zh: '哪一天发生的', en: 'The day it happened' },
  hint: { zh: '记不清可以不填', en: 'Leave it empty if you do not remember' },
  type: 'day',
  required: false,
  most: 10,
} as const
const wish = {
  key: 'wish',
  label: { zh: '您希望怎么处理', en: 'What you want done about it' },
  type: 'text',
  required: false,
  most: 500,
} as const

const complaint = {
  clocks: { accept: 'complaint.accept', finish: 'complaint.finish' },
  confirmed: false,
  restarts: false,
  sorted: false,
  officer: true,
  place: false,
  photos: 4,
  open: false,
  evidence: false,
  callback: true,
  fields: [when, wish],
  declines: [
    declines.court,
    declines.review,
    declines.permit,
    declines.report,
    declines.other,
    declines.done,
    declines.nothing,
  ],
  remedy: remedies.petition,
} satisfies Partial<ComplaintKind>

export const service: ComplaintKind = {
  ...complaint,
  code: 'service',
  name: { zh: '投诉服务', en: 'Complaint about service' },
  lead: {
    zh: '办事被推诿、态度不好、让人白跑、超过了时限',
    en: 'You were sent away, treated badly, made to come twice, or kept waiting past the limit',
  },
  ask: { zh: '发生了什么', en: 'What happened?' },
  goesTo: 'station',
  anonymous: true,
  away: true,
  about: 'required',
}

export const misconduct: ComplaintKind = {
  ...complaint,
  code: 'misconduct',
  name: { zh: '检举民警、单位违纪违法', en: 'Accusation of misconduct' },
  lead: {
    zh: '民警或派出所违纪违法。不会给被检举的人和单位看到，由督察办理',
    en: 'An officer or a station broke the rules or the law. Neither ever sees it: the supervision desk handles it',
  },
  ask: { zh: '谁、什么时候、做了什么', en: 'Who did what, and when?' },
  goesTo: 'desk',
  anonymous: true,
  away: true,
  about: 'optional',
}

export const paper: ComplaintKind = {
  ...complaint,
  code: 'paper',
  name: { zh: '被要求开不该开的证明', en: 'A unit asked me for a forbidden paper' },
  lead: {
    zh: '有单位要您到派出所开本不用开的证明，或者派出所要了不该要的材料',
    en: 'Some unit wants a paper from the police that nobody may ask for, or a station asked for a paper it must not',
  },
  ask: { zh: '为了办什么事，对方要什么', en: 'What was it for, and what did they ask for?' },
  goesTo: 'desk',
  anonymous: true,
  away: true,
  about: 'optional',
  officer: false,
  fields: [
    {
      key: 'unit',
      label: { zh: '哪个单位要的', en: 'Which unit asked for it' },
      type: 'line',
      required: true,
      most: 80,
    },
    {
      key: 'paper',
      label: { zh: '要的是什么证明', en: 'Which paper' },
      type: 'line',
      required: true,
      most: 80,
    },
  ],
  declines: [declines.other, declines.nothing],
}

export const mediation: ComplaintKind = {
  ...complaint,
  code: 'mediation',
  name: { zh: '请求调解纠纷', en: 'Ask for mediation' },
  lead: {
    zh: '邻里、家庭、租房、欠款等民间纠纷，请派出所会同人民调解来调',
    en: 'A dispute between neighbours, family, landlord and tenant or over money, to be mediated at the station',
  },
  ask: { zh: '和谁、为了什么事', en: 'With whom, and about what?' },
  goesTo: 'station',
  anonymous: false,
  away: false,
  about: 'optional',
  officer: false,
  place: true,
  clocks: { accept: 'mediation.contact', finish: 'mediation.finish' },
  mediates: true,
  fields: [
    {
      key: 'other',
      label: { zh: '对方是谁', en: 'The other side' },
      hint: { zh: '知道多少写多少', en: 'As much as you know' },
      type: 'line',
      required: true,
      most: 120,
    },
    wish,
  ],
  declines: [declines.court, declines.report, declines.other, declines.nothing],
  remedy: {
    zh: '调解自愿。调解不成，可以向人民法院起诉。',
    en: 'Mediation is voluntary. Where it fails, the courts are open to you.',
  },
}
