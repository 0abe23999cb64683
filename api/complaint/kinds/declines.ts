import type { Decline } from './declaration.ts'

/** Roads that the law opens before a petition (信访工作条例 art. 31(1)–(5)), and those of other offices. */
export const declines = {
  court: {
    key: 'court',
    name: {
      zh: '应当由法院、检察院或仲裁处理',
      en: 'This belongs to a court, a procurator or an arbitrator',
    },
    road: {
      zh: '请向有管辖权的人民法院起诉、上诉、申诉，或向检察院、仲裁机构提出（《信访工作条例》第31条第1、2项）。',
      en: 'Go to the court, the procurator or the arbitrator in charge (Regulations on Petition Work, art. 31(1), (2)).',
    },
  },
  review: {
    key: 'review',
    name: { zh: '应当走行政复议', en: 'This is for administrative reconsideration' },
    road: {
      zh: '不服公安机关的行政决定，请自知道之日起 60 日内申请行政复议（《行政复议法》第20条），或者依法起诉。',
      en: 'Against an administrative decision apply for reconsideration within 60 days of learning of it (Administrative Reconsideration Law, art. 20), or go to court.',
    },
  },
  permit: {
    key: 'permit',
    name: { zh: '应当按办事程序申请', en: 'This is an application for a service' },
    road: {
      zh: '请到“网上办事大厅”选择事项申请或预约。',
      en: 'Choose the service in the online office hall and apply or book there.',
    },
  },
  report: {
    key: 'report',
    name: { zh: '是报案，应当按案件受理', en: 'This reports an offence and is taken up as a case' },
    road: {
      zh: '急事拨打 110；不急的请到派出所报案，当场给您接报案回执。我们不在网上受理报案。',
      en: 'Emergency: call 110. Otherwise report it at a station, where you get a receipt at once. Offences are not taken up online.',
    },
  },
  other: {
    key: 'other-office',
    name: { zh: '不归公安机关管', en: 'Another office is responsible' },
    road: {
      zh: '非紧急的政府服务请拨打 12345，由他们转给负责的部门。',
      en: 'For other public services call 12345, who pass it on to the office in charge.',
    },
  },
  done: {
    key: 'answered-before',
    name: {
      zh: '同一件事已经答复、复查、复核完毕',
      en: 'The same matter was answered and reviewed to the end',
    },
    road: {
      zh: '对复核意见不服、仍以同一事实和理由提出的，不再受理（《信访工作条例》第36条）。有新的事实，请写明新的情况再提交。',
      en: 'After the second review the same facts are not taken up again (Regulations on Petition Work, art. 36). If there is something new, tell it as new.',
    },
  },
  nothing: {
    key: 'nothing-to-check',
    name: { zh: '没有可以核实的内容', en: 'It holds nothing that can be checked' },
    road: {
      zh: '请写明时间、地点、经过，再提交一次；也可以打电话或到窗口说。',
      en: 'Send it again with when, where and what happened, or tell it by phone or at the counter.',
    },
  },
  petitionNotInfo: {
    key: 'not-a-request',
    name: {
      zh: '不是申请公开信息，是信访、投诉或咨询',
      en: 'This is a petition or a complaint, not a request for information',
    },
    road: {
      zh: '请改用“投诉”或“咨询”提交（《政府信息公开条例》第39条）。',
      en: 'Send it as a complaint or a question instead (Regulations on Open Government Information, art. 39).',
    },
  },
} satisfies Record<string, Decline>
