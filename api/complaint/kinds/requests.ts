import type { ComplaintKind } from './declaration.ts'
import { declines } from './declines.ts'
import { remedies } from './remedies.ts'

/** 六小: the six categories are rows (complaint_category), for they differ from city to city. */
export const problem: ComplaintKind = {
  code: 'problem',
  name: { zh: '身边小事（六小）', en: 'Small problem nearby' },
  lead: {
    zh: '路灯不亮、门锁坏了、噪音、隐患、小纠纷，说一声，我们来办',
    en: 'A dark lane, a broken lock, noise, a hazard, a small quarrel: tell us and we see to it',
  },
  ask: { zh: '什么情况', en: 'What is it?' },
  goesTo: 'station',
  anonymous: true,
  away: false,
  clocks: { accept: 'problem.accept', finish: 'problem.finish' },
  confirmed: false,
  restarts: false,
  sorted: true,
  about: 'none',
  officer: false,
  place: true,
  photos: 4,
  open: true,
  evidence: true,
  callback: true,
  fields: [],
  declines: [declines.other, declines.report, declines.nothing],
  remedy: remedies.petition,
}

export const information: ComplaintKind = {
  code: 'information',
  name: { zh: '申请公开政府信息', en: 'Request for government information' },
  lead: {
    zh: '申请获取公安机关制作、保存的政府信息。网上申请以双方确认之日为收到之日，20 个工作日内答复',
    en: 'Ask for information the police made or hold. Received on the day both sides confirmed it, answered within 20 working days',
  },
  ask: {
    zh: '要什么信息：名称、文号，或便于查找的特征',
    en: 'Which information: its title, number, or what helps to find it',
  },
  goesTo: 'desk',
  anonymous: false,
  away: false,
  clocks: { accept: 'info.correction', finish: 'info.answer' },
  confirmed: true,
  restarts: true,
  sorted: false,
  about: 'none',
  officer: false,
  place: false,
  photos: 0,
  open: false,
  evidence: false,
  callback: false,
  fields: [
    {
      key: 'form',
      label: { zh: '用什么方式拿', en: 'How you want to have it' },
      type: 'choice',
      required: true,
      most: 10,
      choices: [
        { key: 'online', name: { zh: '在这里看', en: 'Read it here' } },
        { key: 'paper', name: { zh: '纸质，到窗口取', en: 'On paper, from the counter' } },
        { key: 'read', name: { zh: '到现场查阅', en: 'Read it on the spot' } },
      ],
    },
  ],
  declines: [declines.petitionNotInfo, declines.other],
  remedy: remedies.information,
}

export const personalData: ComplaintKind = {
  code: 'personal-data',
  name: { zh: '我的个人信息', en: 'My personal data' },
  lead: {
    zh: '查阅、更正、删除或者导出我们存的您的个人信息',
    en: 'See, correct, delete or take along what we keep of you',
  },
  ask: { zh: '具体要求', en: 'What exactly?' },
  goesTo: 'desk',
  anonymous: false,
  away: false,
  clocks: { accept: null, finish: 'personal-data.answer' },
  confirmed: false,
  restarts: false,
  sorted: false,
  about: 'none',
  officer: false,
  place: false,
  photos: 0,
  open: false,
  evidence: false,
  callback: false,
  fields: [
    {
      key: 'right',
      label: { zh: '您要', en: 'You want to' },
      type: 'choice',
      required: true,
      most: 10,
      choices: [
        { key: 'access', name: { zh: '查阅', en: 'see it' } },
        { key: 'correct', name: { zh: '更正', en: 'have it corrected' } },
        { key: 'delete', name: { zh: '删除', en: 'have it deleted' } },
        { key: 'export', name: { zh: '导出', en: 'take it along' } },
      ],
    },
  ],
  declines: [
    {
      key: 'must-keep',
      name: { zh: '法律要求保存', en: 'The law requires us to keep it' },
      road: {
        zh: '依法必须保存的，到期前只保存、不作别的用（《个人信息保护法》第47条）。',
        en: 'What the law requires us to keep is only stored until its time is over (PIPL, art. 47).',
      },
    },
    {
      key: 'not-proved',
      name: { zh: '没能核实是本人', en: 'It could not be shown that you are the person' },
      road: { zh: '请带身份证件到任一窗口核实后办理。', en: 'Come to any counter with your document.' },
    },
    declines.other,
  ],
  remedy: {
    zh: '不同意的，可以依法向人民法院起诉。',
    en: 'If you do not agree, the courts are open to you.',
  },
}
