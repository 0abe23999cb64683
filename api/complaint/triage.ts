import type { Text } from '../shared/text.ts'

/** A road that is quicker or the only right one, before anything is told here. */
export interface Way {
  key: string
  /** Whom it is for. */
  name: Text
  /** What to do instead. */
  text: Text
  /** A page of this site. */
  page: string | null
  phone: string | null
  /** What it rests on; null where it is plain sense. */
  basis: Text | null
}

/** Where people are better served than by a complaint, the commonest first. */
export const ways: readonly Way[] = [
  {
    key: 'service',
    name: { zh: '办证、开证明、预约', en: 'A service, a certificate, a visit' },
    text: { zh: '到网上办事大厅直接办', en: 'Do it in the online office hall' },
    page: '/matters',
    phone: null,
    basis: null,
  },
  {
    key: 'offence',
    name: { zh: '报案：被偷、被骗、被打', en: 'To report an offence: theft, fraud, an assault' },
    text: {
      zh: '打 110，或者到派出所报，当场给接报案回执。网上不接报案',
      en: 'Call 110 or go to a station, where you get a receipt at once. Offences are never taken up online',
    },
    page: '/stations',
    phone: '110',
    basis: null,
  },
  {
    key: 'review',
    name: {
      zh: '不服公安机关的决定：罚款、拘留、不予办理',
      en: 'You disagree with a police decision: a fine, detention, a refusal',
    },
    text: {
      zh: '自知道之日起 60 日内申请行政复议；决定书上写着向谁申请',
      en: 'Apply for administrative reconsideration within 60 days of learning of it; the decision says where',
    },
    page: null,
    phone: null,
    basis: { zh: '《行政复议法》第20条', en: 'Administrative Reconsideration Law, art. 20' },
  },
  {
    key: 'court',
    name: {
      zh: '打官司、判决、仲裁的事',
      en: 'A lawsuit, a judgment, an arbitration',
    },
    text: {
      zh: '找法院、检察院、仲裁机构，我们改不了他们的决定',
      en: 'Go to the court, the procurator or the arbitrator: we cannot change what they decide',
    },
    page: null,
    phone: null,
    basis: {
      zh: '《信访工作条例》第31条第1、2项',
      en: 'Regulations on Petition Work, art. 31(1), (2)',
    },
  },
  {
    key: 'other',
    name: { zh: '水电、道路、物业、社保等', en: 'Water, roads, housing, social insurance and the like' },
    text: { zh: '打 12345，由他们转给负责的部门', en: 'Call 12345: they pass it to the office in charge' },
    page: null,
    phone: '12345',
    basis: null,
  },
  {
    key: 'discipline',
    name: { zh: '民警违纪违法', en: 'An officer broke the rules or the law' },
    text: {
      zh: '在下面选“检举”，当事单位看不到；也可以打 12389，那是公安机关和民警违法违纪举报电话',
      en: 'Choose “Accusation” below: the place accused never sees it. Or call 12389, the line for breaches of law and discipline by the police',
    },
    page: '/complaints/misconduct',
    phone: '12389',
    basis: null,
  },
]

/** A track of the law for what is brought as a petition. */
export interface Track {
  /** The item of article 31. */
  item: number
  text: Text
  /** Only what no other track takes has the 60 days of article 34. */
  sixtyDays: boolean
}

/** 信访工作条例 art. 31(1)–(6): what has a track of its own goes there first. */
export const tracks: readonly Track[] = [
  {
    item: 1,
    text: {
      zh: '诉讼、检察监督：按法律规定的程序，找法院、检察院',
      en: 'Lawsuits and procuratorial supervision: the court or the procurator, by their own rules',
    },
    sixtyDays: false,
  },
  { item: 2, text: { zh: '仲裁：找仲裁机构', en: 'Arbitration: the arbitrator' }, sixtyDays: false },
  {
    item: 3,
    text: {
      zh: '党员申诉、申请复审：按那里的程序',
      en: 'Appeals of Party members and re-examination: by the rules for those',
    },
    sixtyDays: false,
  },
  {
    item: 4,
    text: {
      zh: '行政复议、裁决、确认、许可、处罚：按行政程序',
      en: 'Reconsideration, rulings, confirmations, permits, penalties: by administrative procedure',
    },
    sixtyDays: false,
  },
  {
    item: 5,
    text: {
      zh: '请求查处违法、保护人身和财产：公安机关依法履行职责或者答复',
      en: 'Asking the police to act against an offence or to protect people and property: the police do so, or answer',
    },
    sixtyDays: false,
  },
  {
    item: 6,
    text: {
      zh: '以上都不是的：在这里提，自受理之日起 60 日内办结',
      en: 'None of these: tell it here; it is finished within 60 days of being taken up',
    },
    sixtyDays: true,
  },
]
