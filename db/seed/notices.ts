import type { Certainty } from '../../api/calendar/deadlineRule.ts'
import type { Text } from '../../api/shared/text.ts'
import type { NoticeTakes } from '../schema/notice.ts'

/** A column of what is published (standards B3). */
export interface NoticeCategorySeed {
  code: string
  name: Text
  /** One sentence for people: what stands here. */
  about: Text
  takes: NoticeTakes
  /** Days without anything new after which it counts as stale (standards B7). */
  staleAfter: number
  basis: Text
  certainty: Certainty
}

/** Standards B7, as the site check counts: news two weeks, notices and policy six months. */
const NEWS = 14
const POLICY = 183

const t = (zh: string, en: string): Text => ({ zh, en })

/** 公安机关执法公开规定 (2018), art. 9: what the police publish; read second-hand, so P. */
const article9 = (zh: string, en: string): Text =>
  t(
    `《公安机关执法公开规定》（公通字〔2018〕26号）第9条：${zh}；更新：国办秘函〔2019〕19号`,
    `MPS rules on open law enforcement (2018), art. 9: ${en}; how often: the State Council Office’s site check of 2019`,
  )
/** 政府信息公开条例 art. 26: published within 20 working days. */
const article26 = (zh: string, en: string): Text =>
  t(
    `《政府信息公开条例》第26条（20个工作日内公开）；${zh}；更新：国办秘函〔2019〕19号`,
    `Regulations on Open Government Information, art. 26 (within 20 working days); ${en}; how often: the State Council Office’s site check of 2019`,
  )
/** Not named by a rule we have read: our own choice. */
const own = (zh: string, en: string): Text =>
  t(`本平台栏目，不是法定：${zh}`, `Our own column, not law: ${en}`)

/** The columns, in the order in which they are shown. */
export const noticeCategories: NoticeCategorySeed[] = [
  {
    code: 'notice',
    name: t('通知公告', 'Notices'),
    about: t(
      '要让大家知道的事：停办、搬迁、交通管制、服务调整',
      'What everybody should know: closures, moves, traffic, changes of service',
    ),
    takes: 'nothing',
    staleAfter: POLICY,
    basis: article9('便民措施、交通管制等', 'measures for the public, traffic control'),
    certainty: 'P',
  },
  {
    code: 'briefing',
    name: t('警情社情通报', 'Briefings'),
    about: t(
      '辖区近期治安情况和提醒，不写当事人',
      'How safe the area is and what to look out for; nobody is named',
    ),
    takes: 'nothing',
    staleAfter: NEWS,
    basis: article26(
      '受过治安处罚的记录已封存，不得公开',
      'records of public-security punishment are sealed and never published',
    ),
    certainty: 'P',
  },
  {
    code: 'safety',
    name: t('安全提示', 'Safety tips'),
    about: t('防骗、防火、防溺水、出行安全', 'Against fraud, fire, drowning, and on the road'),
    takes: 'nothing',
    staleAfter: NEWS,
    basis: own(
      '动态类两周内更新（国办秘函〔2019〕19号）',
      'news within two weeks, as the site check of 2019 counts',
    ),
    certainty: 'P',
  },
  {
    code: 'guide',
    name: t('办事指南', 'Guides'),
    about: t(
      '办事怎么办、带什么、多久、多少钱的说明和变化',
      'How things are done, what to bring, how long, what it costs, and what changed',
    ),
    takes: 'nothing',
    staleAfter: POLICY,
    basis: article9(
      '行政管理事项的条件、程序、期限和所需材料',
      'conditions, procedure, time limits and papers',
    ),
    certainty: 'P',
  },
  {
    code: 'duty',
    name: t('机构职责', 'Duties and powers'),
    about: t(
      '单位名称、职责权限、工作纪律和监督方式',
      'Who we are, what we may do, our discipline, and how to complain',
    ),
    takes: 'nothing',
    staleAfter: POLICY,
    basis: article9('职责权限、工作纪律、投诉举报方式', 'powers, discipline, how to report and complain'),
    certainty: 'P',
  },
  {
    code: 'normative',
    name: t('规范性文件', 'Normative documents'),
    about: t(
      '对外执行的规范性文件，标明是否有效',
      'Rules that bind the public, with whether they are in force',
    ),
    takes: 'nothing',
    staleAfter: POLICY,
    basis: article9('规范性文件', 'normative documents'),
    certainty: 'P',
  },
  {
    code: 'recruitment',
    name: t('招录招聘', 'Recruitment'),
    about: t('警务辅助人员、志愿者等招录招聘', 'Auxiliary officers, volunteers and other openings'),
    takes: 'nothing',
    staleAfter: POLICY,
    basis: article26('公告类六个月内更新', 'announcements within six months'),
    certainty: 'P',
  },
  {
    code: 'lost-found',
    name: t('失物招领', 'Lost and found'),
    about: t(
      '捡到的东西在哪儿领，不写失主是谁',
      'What was found and where to fetch it; the owner is not named',
    ),
    takes: 'nothing',
    staleAfter: NEWS,
    basis: own(
      '动态类两周内更新（国办秘函〔2019〕19号）',
      'news within two weeks, as the site check of 2019 counts',
    ),
    certainty: 'P',
  },
  {
    code: 'consultation',
    name: t('意见征集', 'Consultations'),
    about: t('出主意、提意见，看到意见怎么处理', 'Say what you think, and see what became of it'),
    takes: 'opinion',
    staleAfter: POLICY,
    basis: own(
      '公告类六个月内更新（国办秘函〔2019〕19号）',
      'announcements within six months, as the site check of 2019 counts',
    ),
    certainty: 'P',
  },
  {
    code: 'meeting',
    name: t('会议活动', 'Meetings'),
    about: t(
      '警民恳谈、开放日、宣传活动的时间和地点',
      'When and where: talks with the police, open days, events',
    ),
    takes: 'meeting',
    staleAfter: POLICY,
    basis: own(
      '公告类六个月内更新（国办秘函〔2019〕19号）',
      'announcements within six months, as the site check of 2019 counts',
    ),
    certainty: 'P',
  },
  {
    code: 'report',
    name: t('向群众报告工作', 'Work reports'),
    about: t(
      '派出所向辖区群众报告做了什么，请大家打分',
      'What the station has done, told to its residents, who give it a score',
    ),
    takes: 'score',
    staleAfter: POLICY,
    basis: own(
      '公告类六个月内更新（国办秘函〔2019〕19号）',
      'announcements within six months, as the site check of 2019 counts',
    ),
    certainty: 'P',
  },
]
