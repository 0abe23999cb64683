import type { Text } from '../../shared/text.ts'
import type { Kind, RuleId } from './finding.ts'

/** One rule of the gate, as a publisher reads it beside a finding. */
export interface GateRule {
  id: RuleId
  kind: Kind
  title: Text
  basis: Text
  /** How sure the basis is: S statute read, P partly seen, K1 and K2 known but not seen. */
  certainty: 'S' | 'P' | 'K1' | 'K2'
  /** What to write instead. */
  advice: Text
}

const disclosure: Text = {
  zh: '《公安机关执法公开规定》第十二至十五条：公开法律文书应当隐去个人信息',
  en: 'Rules on open law enforcement by the police, arts 12–15: personal details are hidden in published decisions',
}
const separate: Text = {
  zh: '《个人信息保护法》第二十五条：未取得个人单独同意，不得公开其个人信息',
  en: 'Personal Information Protection Law, art 25: nothing personal is made public without the person’s separate consent',
}
const sealed: Text = {
  zh: '《治安管理处罚法》（2025年修订）第一百三十六条：违反治安管理的记录予以封存，2026年1月1日起施行',
  en: 'Public Security Administration Punishments Law (2025), art 136: such records are sealed, from 1 January 2026',
}

const number: Text = {
  zh: '删去号码。需要说明时，写“凭有效身份证件”。',
  en: 'Delete the number. Where a word is needed, write “a valid identity document”.',
}
const line: Text = {
  zh: '写值班电话。个人号码请删去；如果是单位公开电话，请先登记为本单位电话。',
  en: 'Give the duty line and delete the private number. A public line of the unit is entered among its phones first.',
}
const place: Text = {
  zh: '只写到街道、乡镇或者路名，不写门牌、楼栋、组别。',
  en: 'Go no further than the street office, town or street: no house, block or village group.',
}
const child: Text = {
  zh: '不写姓名、昵称、学校和班级，写“一名未成年人”或者“当事人”。',
  en: 'Leave out name, pet name, school and class. Write “a child” or “a party”.',
}

/** Every rule the gate finds by, with what it rests on and what to write instead. */
export const gateRules: readonly GateRule[] = [
  {
    id: 'id-number',
    kind: 'id-number',
    title: { zh: '公民身份号码', en: 'ID number' },
    basis: disclosure,
    certainty: 'K1',
    advice: number,
  },
  {
    id: 'old-id-number',
    kind: 'id-number',
    title: { zh: '15位身份证号码', en: 'ID number of 15 digits' },
    basis: disclosure,
    certainty: 'K1',
    advice: number,
  },
  {
    id: 'mobile',
    kind: 'phone',
    title: { zh: '个人手机号码', en: 'Mobile number' },
    basis: disclosure,
    certainty: 'K1',
    advice: line,
  },
  {
    id: 'landline',
    kind: 'phone',
    title: { zh: '不在本单位公开电话之列的座机', en: 'Landline that is not a line of the unit' },
    basis: disclosure,
    certainty: 'K1',
    advice: line,
  },
  {
    id: 'phone-abroad',
    kind: 'phone',
    title: { zh: '境外电话号码', en: 'Phone number abroad' },
    basis: separate,
    certainty: 'S',
    advice: line,
  },
  {
    id: 'bank-card',
    kind: 'bank-card',
    title: { zh: '银行卡号', en: 'Bank card number' },
    basis: separate,
    certainty: 'S',
    advice: {
      zh: '删去卡号，最多保留后四位。',
      en: 'Delete the number, or keep its last four digits at most.',
    },
  },
  {
    id: 'plate',
    kind: 'plate',
    title: { zh: '车辆号牌', en: 'Number plate' },
    basis: disclosure,
    certainty: 'K1',
    advice: {
      zh: '写车型和颜色，或者隐去中间几位，如“赣A***12”。',
      en: 'Name make and colour, or hide the middle of it, as in 赣A***12.',
    },
  },
  {
    id: 'house',
    kind: 'address',
    title: { zh: '门牌一级的住址', en: 'Address down to the house' },
    basis: disclosure,
    certainty: 'K1',
    advice: place,
  },
  {
    id: 'village-group',
    kind: 'address',
    title: { zh: '村组一级的住址', en: 'Address down to the village group' },
    basis: disclosure,
    certainty: 'K1',
    advice: place,
  },
  {
    id: 'party-name',
    kind: 'party-name',
    title: { zh: '当事人全名', en: 'Full name of a party' },
    basis: disclosure,
    certainty: 'K1',
    advice: {
      zh: '写姓氏加“某”，如“张某”；受害人、报警人写“当事人”。',
      en: 'Write the surname with 某, as in 张某; victims and reporters are “a party”.',
    },
  },
  {
    id: 'minor-name',
    kind: 'minor',
    title: { zh: '可以认出的未成年人', en: 'A minor who can be told' },
    basis: disclosure,
    certainty: 'K1',
    advice: child,
  },
  {
    id: 'minor-class',
    kind: 'minor',
    title: { zh: '未成年人的学校和班级', en: 'School and class of a minor' },
    basis: disclosure,
    certainty: 'K1',
    advice: child,
  },
  {
    id: 'sealed-punishment',
    kind: 'punishment',
    title: { zh: '个人的治安管理处罚', en: 'A person’s public security punishment' },
    basis: sealed,
    certainty: 'P',
    advice: {
      zh: '写“依法处理”，不写处罚种类、天数和金额；总数统计可以公开。',
      en: 'Write “dealt with under the law”, without kind, days or sum. Totals may be published.',
    },
  },
  {
    id: 'travel-document',
    kind: 'document',
    title: { zh: '护照、通行证号码', en: 'Passport or permit number' },
    basis: separate,
    certainty: 'S',
    advice: number,
  },
  {
    id: 'private-email',
    kind: 'email',
    title: { zh: '个人电子邮箱', en: 'Private e-mail address' },
    basis: separate,
    certainty: 'S',
    advice: { zh: '写单位公开邮箱。', en: 'Give the unit’s public address.' },
  },
]

/** The rule of an id. */
export function gateRule(id: RuleId): GateRule {
  return gateRules.find((rule) => rule.id === id)!
}
