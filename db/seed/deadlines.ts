import type { DeadlineRule, ExtensionLimit } from '../../api/calendar/deadlineRule.ts'
import type { Text } from '../../api/shared/text.ts'

/*
 * The clocks of standards B1–B7 and C. Numbers, basis and certainty are those of the standards; where a
 * number is the product's own promise, the basis says so, the scope is `product` and the certainty is that of
 * the promise (K1: chosen here, K2: to be checked), not of the law behind it. Dates from which laws are in
 * force are K1 unless the standards give them.
 */

/** 信访工作条例 in force since 2022-05-01. */
const PETITION = '2022-05-01'
/** 政府信息公开条例, as revised, in force since 2019-05-15. */
const DISCLOSURE = '2019-05-15'
/** 行政许可法, as amended on 2019-04-23. */
const PERMIT = '2019-04-23'
/** 行政复议法, as revised, in force since 2024-01-01. */
const RECONSIDERATION = '2024-01-01'
/** Start of the product's own promises, and of rules whose date the standards do not give. */
const PRODUCT = '2026-01-01'
/** The mirrored text of 公安机关办理行政案件程序规定 is of this date. */
const PROCEDURE = '2019-04-27'

const LIMITS = {
  cd30: { value: 30, unit: 'calendar_day', times: 1 },
  wd20: { value: 20, unit: 'working_day', times: 1 },
  wd15: { value: 15, unit: 'working_day', times: 1 },
  wd10: { value: 10, unit: 'working_day', times: 1 },
  wd5: { value: 5, unit: 'working_day', times: 1 },
} satisfies Record<string, ExtensionLimit>

/** zh and en. */
const t = (zh: string, en: string): Text => ({ zh, en })

const RECEIVED = t('收到之日', 'the day of receipt')
const ACCEPTED = t('受理日', 'the day of acceptance')
const DECIDED = t('收到答复之日', 'the day the answer was received')
const ownPromise = (zh: string, en: string): Text =>
  t(`本平台承诺，不是法定期限：${zh}`, `Our own promise, not law: ${en}`)
const shaky = (zh: string, en: string): Text => t(`待核实（K2）：${zh}`, `To be checked (K2): ${en}`)

const petitionLaw = (article: string): Text =>
  t(`《信访工作条例》第${article}条`, `Regulations on Petition Work (2022), art. ${article}`)
const disclosureLaw = (article: string): Text =>
  t(`《政府信息公开条例》第${article}条`, `Regulations on Open Government Information, art. ${article}`)
const permitLaw = (article: string): Text =>
  t(`《行政许可法》第${article}条、第82条`, `Administrative Licensing Law, arts ${article} and 82`)
const CASE_OPINION = t(
  '公安部 2015 年改革完善受案立案制度的意见',
  'MPS opinion of 2015 on accepting and filing cases',
)

type Shape = Pick<DeadlineRule, 'certainty' | 'scope' | 'effectiveFrom'> &
  Partial<Pick<DeadlineRule, 'version' | 'effectiveTo' | 'extension'>>
type Length = readonly [number, DeadlineRule['unit']]

const cd = (value: number): Length => [value, 'calendar_day']
const wd = (value: number): Length => [value, 'working_day']
const hours = (value: number): Length => [value, 'hour']

function rule(
  key: string,
  name: Text,
  length: Length,
  startEvent: Text,
  basis: Text,
  shape: Shape,
): DeadlineRule {
  const version = shape.version ?? 1
  const [value, unit] = length
  return {
    effectiveTo: null,
    ...shape,
    id: `${key}@${version}`,
    key,
    version,
    name,
    value,
    unit,
    startEvent,
    basis,
  }
}

const petition: Shape = { certainty: 'S', scope: 'national', effectiveFrom: PETITION }
const disclosure: Shape = { certainty: 'S', scope: 'national', effectiveFrom: DISCLOSURE }
const permit: Shape = { certainty: 'S', scope: 'national', effectiveFrom: PERMIT }
const procedure: Shape = { certainty: 'S', scope: 'national', effectiveFrom: PROCEDURE }
const casework: Shape = { certainty: 'P', scope: 'national', effectiveFrom: PRODUCT }
const promise: Shape = { certainty: 'K1', scope: 'product', effectiveFrom: PRODUCT }

/** B2: petitions, complaints, reconsideration. */
const PETITIONS: DeadlineRule[] = [
  rule(
    'petition.register',
    t('信访登记转送', 'Petition registered and passed on'),
    cd(15),
    RECEIVED,
    petitionLaw('22'),
    petition,
  ),
  rule(
    'petition.notice',
    t('信访受理告知', 'Petitioner told whether it is accepted'),
    cd(15),
    RECEIVED,
    petitionLaw('23'),
    petition,
  ),
  rule(
    'petition.transfer.notice',
    t('转送信访告知', 'Petitioner told of the transfer'),
    cd(15),
    RECEIVED,
    petitionLaw('23'),
    petition,
  ),
  rule(
    'petition.jurisdiction.objection',
    t('信访管辖异议', 'Objection to jurisdiction'),
    wd(5),
    RECEIVED,
    petitionLaw('23'),
    petition,
  ),
  rule(
    'petition.finish',
    t('信访办结', 'Petition finished'),
    cd(60),
    ACCEPTED,
    t(
      '《信访工作条例》第31条第6项、第34条；经负责人批准可延长不超过30日，并告知理由',
      'Regulations on Petition Work (2022), arts 31(6) and 34; up to 30 days more with the head’s approval, the reason told',
    ),
    { ...petition, extension: LIMITS.cd30 },
  ),
  rule(
    'petition.review.request',
    t('申请信访复查', 'Asking for a review'),
    cd(30),
    DECIDED,
    petitionLaw('35'),
    petition,
  ),
  rule(
    'petition.review.decision',
    t('信访复查', 'Review decided'),
    cd(30),
    RECEIVED,
    petitionLaw('35'),
    petition,
  ),
  rule(
    'petition.recheck.request',
    t('申请信访复核', 'Asking for a second review'),
    cd(30),
    DECIDED,
    petitionLaw('36'),
    petition,
  ),
  rule(
    'petition.recheck.decision',
    t('信访复核', 'Second review decided'),
    cd(30),
    RECEIVED,
    t(
      '《信访工作条例》第36条；听证时间不计',
      'Regulations on Petition Work (2022), art. 36; time for a hearing not counted',
    ),
    petition,
  ),
  rule(
    'complaint.accept',
    t('投诉是否受理', 'Complaint taken up or declined'),
    wd(5),
    RECEIVED,
    ownPromise('投诉 5 个工作日内答复是否受理', 'whether a complaint is taken up, within 5 working days'),
    promise,
  ),
  rule(
    'complaint.finish',
    t('投诉办结', 'Complaint finished'),
    cd(60),
    RECEIVED,
    ownPromise('投诉 60 日内办结', 'a complaint finished within 60 days'),
    { ...promise, extension: LIMITS.cd30 },
  ),
  rule(
    'complaint.wait',
    t('等您补充', 'Your reply to a question'),
    wd(10),
    t('发出询问之日', 'the day the question was sent'),
    ownPromise(
      '给您 10 个工作日补充；到期前提醒，过期后仍可要求重开',
      'ten working days to reply, with a reminder; it can be opened again after that',
    ),
    promise,
  ),
  rule(
    'complaint.reply',
    t('您对答复表态', 'Your word on the answer'),
    cd(7),
    t('答复之日', 'the day of the answer'),
    ownPromise('答复后 7 日内可以提出异议', 'an objection within seven days of the answer'),
    promise,
  ),
  rule(
    'complaint.outside',
    t('其他部门答复', 'Another office answers'),
    cd(14),
    t('请求发出之日', 'the day it was asked'),
    ownPromise('请其他部门 14 日内答复', 'another office is given fourteen days'),
    promise,
  ),
  rule(
    'complaint.review',
    t('对异议的答复', 'Objection answered'),
    cd(30),
    t('提出异议之日', 'the day of the objection'),
    ownPromise(
      '异议由上一级另派人办理，30 日内答复（参照信访复查的期限）',
      'an objection is answered by others, one level up, within 30 days, as long as the review of a petition takes',
    ),
    promise,
  ),
  rule(
    'problem.accept',
    t('身边小事是否受理', 'Small problem taken up or declined'),
    wd(2),
    RECEIVED,
    ownPromise(
      '身边小事 2 个工作日内告知是否受理',
      'whether a small problem is taken up, within two working days',
    ),
    promise,
  ),
  rule(
    'problem.finish',
    t('身边小事办结', 'Small problem seen to'),
    wd(15),
    RECEIVED,
    ownPromise('身边小事 15 个工作日内办结答复', 'a small problem seen to within 15 working days'),
    { ...promise, extension: { ...LIMITS.wd15 } },
  ),
  rule(
    'mediation.contact',
    t('联系调解双方', 'Both sides of a dispute contacted'),
    wd(3),
    RECEIVED,
    ownPromise('3 个工作日内联系双方', 'both sides are contacted within three working days'),
    promise,
  ),
  rule(
    'mediation.finish',
    t('调解', 'Mediation'),
    cd(30),
    RECEIVED,
    ownPromise('30 日内调解并记录结果', 'mediated, and the result recorded, within 30 days'),
    { ...promise, extension: LIMITS.cd30 },
  ),
  rule(
    'reconsideration.apply',
    t('申请行政复议', 'Applying for reconsideration'),
    cd(60),
    t('知道该行为之日', 'the day you learned of the act'),
    t('《行政复议法》（2023）第20条', 'Administrative Reconsideration Law (2023), art. 20'),
    { certainty: 'S', scope: 'national', effectiveFrom: RECONSIDERATION },
  ),
  rule(
    'reconsideration.decide',
    t('行政复议决定', 'Reconsideration decided'),
    cd(60),
    ACCEPTED,
    t(
      '《行政复议法》（2023）第62条（延长 30 日一项为 K1）',
      'Administrative Reconsideration Law (2023), art. 62 (the 30 days more: K1)',
    ),
    {
      certainty: 'S',
      scope: 'national',
      effectiveFrom: RECONSIDERATION,
      extension: { ...LIMITS.cd30, certainty: 'K1' },
    },
  ),
]

/** B3: government information and police disclosure. */
const INFORMATION: DeadlineRule[] = [
  rule(
    'publication',
    t('主动公开', 'Publishing on our own motion'),
    wd(20),
    t('信息形成或变更之日', 'the day the information arose or changed'),
    disclosureLaw('26'),
    disclosure,
  ),
  rule(
    'publication.household',
    t('户籍管理公开', 'Publishing household matters'),
    wd(20),
    t('信息形成或变更之日', 'the day the information arose or changed'),
    t(
      '户籍管理领域基层政务公开标准目录（多地县级目录）',
      'Local disclosure standard for household registration (several county lists)',
    ),
    { certainty: 'P', scope: 'national', effectiveFrom: PRODUCT },
  ),
  rule(
    'info.correction',
    t('信息公开申请补正告知', 'One-time notice to complete a request'),
    wd(7),
    RECEIVED,
    disclosureLaw('30'),
    disclosure,
  ),
  rule(
    'info.answer',
    t('信息公开答复', 'Information request answered'),
    wd(20),
    t(
      '收到申请之日（网上申请为双方确认之日）',
      'the day of receipt (for an online request, the day both sides confirmed it)',
    ),
    t(
      '《政府信息公开条例》第31条第3项、第33条；经批准并告知可延长不超过20个工作日；征求第三方意见的时间不计',
      'Regulations on Open Government Information, arts 31(3) and 33; up to 20 working days more with approval and notice; asking a third party is not counted',
    ),
    { ...disclosure, extension: LIMITS.wd20 },
  ),
  rule(
    'info.third-party',
    t('第三方回复意见', 'Third party gives its view'),
    wd(15),
    t('收到征求意见书之日', 'the day the enquiry was received'),
    disclosureLaw('33'),
    disclosure,
  ),
  rule(
    'casefile.update',
    t('案件进展更新', 'Case progress updated'),
    wd(5),
    t('进展发生之日', 'the day of the step'),
    shaky(
      '《公安机关执法公开规定》约第25条，条文未见',
      'Provisions on Open Police Law Enforcement, about art. 25, text not seen',
    ),
    { certainty: 'K2', scope: 'national', effectiveFrom: PRODUCT },
  ),
]

const OLD_CASE_LIMIT = t(
  '《公安机关办理行政案件程序规定》第165条（2025 年底前的规定）',
  'Procedure for Administrative Cases, art. 165 (until the end of 2025)',
)
const NEW_CASE_LIMIT = shaky(
  '治安管理处罚法 2025 年修订；从立案起算，30 日，最多延长两次，条文未见',
  'Public Security Administration Punishments Law as revised in 2025: from filing, 30 days and at most two extensions, text not seen',
)

/** B4: reports and cases. */
const CASES: DeadlineRule[] = [
  rule(
    'case.urgent.register',
    t('紧急警情补登记', 'Urgent report registered'),
    hours(24),
    t('处置结束时', 'the end of handling'),
    CASE_OPINION,
    casework,
  ),
  rule(
    'case.acceptance',
    t('行政案件受案审查', 'Administrative case reviewed'),
    hours(24),
    t('接报时', 'the report'),
    CASE_OPINION,
    casework,
  ),
  rule(
    'case.acceptance.hard',
    t('行政案件受案审查最长期限', 'Administrative case reviewed at the latest'),
    cd(3),
    t('接报之日', 'the day of the report'),
    CASE_OPINION,
    casework,
  ),
  rule(
    'case.filing',
    t('刑事案件立案审查', 'Criminal filing reviewed'),
    cd(3),
    t('接报之日', 'the day of the report'),
    CASE_OPINION,
    casework,
  ),
  rule(
    'case.filing.verify',
    t('立案审查（需要查证）', 'Criminal filing reviewed, facts to verify'),
    cd(7),
    t('接报之日', 'the day of the report'),
    CASE_OPINION,
    casework,
  ),
  rule(
    'case.filing.major',
    t('立案审查（重大疑难，经批准）', 'Criminal filing reviewed, major case, with approval'),
    cd(30),
    t('接报之日', 'the day of the report'),
    CASE_OPINION,
    casework,
  ),
  rule(
    'case.transfer',
    t('移送并告知报案人', 'Passed on, and the reporter told'),
    hours(24),
    t('受理时', 'acceptance'),
    t('《公安机关办理行政案件程序规定》第61条', 'Procedure for Administrative Cases, art. 61'),
    procedure,
  ),
  rule('case.security', t('治安案件办理', 'Public order case handled'), cd(30), ACCEPTED, OLD_CASE_LIMIT, {
    ...procedure,
    effectiveTo: '2025-12-31',
    extension: LIMITS.cd30,
  }),
  rule(
    'case.security',
    t('治安案件办理', 'Public order case handled'),
    cd(30),
    t('立案之日', 'the day of filing'),
    NEW_CASE_LIMIT,
    {
      certainty: 'K2',
      scope: 'national',
      version: 2,
      effectiveFrom: '2026-01-01',
      extension: { ...LIMITS.cd30, times: 2, certainty: 'K2' },
    },
  ),
]

/** Our own times for telling people of their case and for calling back: chosen here, for a bureau to change. */
const CALLBACKS: DeadlineRule[] = [
  rule(
    'casefile.notice',
    t('案件进展录入', 'Stage of a case entered'),
    hours(36),
    t('进展发生时', 'the step'),
    shaky(
      '不是法定期限：多地“阳光查询”做法，36 小时内录入，第二手资料；可由公安局改',
      'not law: practice of local case look-up, entered within 36 hours, seen second-hand; a bureau may change it',
    ),
    { ...promise, certainty: 'K2' },
  ),
  ...(
    [
      ['rating-low', 1, '差评回访', 'Call-back after a bad rating'],
      ['sample', 5, '抽样回访', 'Call-back by sample'],
      ['stage', 5, '案件进展回访', 'Call-back after a stage'],
      ['objection', 3, '异议回访', 'Call-back after an objection'],
      ['asked', 1, '群众要求回电', 'Call-back that was asked for'],
    ] as const
  ).map(([reason, days, zh, en]) =>
    rule(
      `callback.${reason}`,
      t(zh, en),
      wd(days),
      t('登记回访之日', 'the day it was noted'),
      ownPromise(`${days} 个工作日内回访`, `called back within ${days} working day${days === 1 ? '' : 's'}`),
      promise,
    ),
  ),
]

/** B5 and B6: permits, personal data. */
const PERMITS: DeadlineRule[] = [
  rule(
    'permit.correction',
    t('一次性告知补正', 'One-time notice of missing papers'),
    wd(5),
    RECEIVED,
    t(
      '《行政许可法》第32条第4项、第82条；逾期不告知的，自收到之日起即为受理',
      'Administrative Licensing Law, arts 32(4) and 82; said nothing by then, it counts as accepted as of receipt',
    ),
    permit,
  ),
  rule('permit.decision', t('许可决定', 'Permit decided'), wd(20), ACCEPTED, permitLaw('42'), {
    ...permit,
    extension: LIMITS.wd10,
  }),
  rule(
    'permit.delivery',
    t('证件送达', 'Permit delivered'),
    wd(10),
    t('作出决定之日', 'the day of the decision'),
    permitLaw('44'),
    permit,
  ),
  rule(
    'personal-data.answer',
    t('个人信息请求答复', 'Personal data request answered'),
    wd(15),
    RECEIVED,
    ownPromise(
      '《个人信息保护法》第44—50条和《网络数据安全管理条例》第23—25条只要求及时',
      'PIPL arts 44–50 and the Network Data Regulations arts 23–25 ask only for promptness',
    ),
    promise,
  ),
]

const RECTIFY = t(
  '国办发〔2019〕51号要求限期整改，未定天数；5 个工作日见德州、襄城县（地方），超出须主管批准',
  'State Council Office 51/2019 asks for a set time without a number; 5 working days as in Dezhou and Xiangcheng (local), more with a supervisor’s approval',
)
const LAW_CERTIFICATE = t(
  '公安机关办理犯罪记录查询工作规定；调查核实时间不计',
  'MPS rules on criminal record queries (2021); time for enquiries not counted',
)
const ID_LAW = t(
  '《居民身份证法》第12条；交通不便地区可延长 30 日',
  'Resident Identity Card Law, art. 12; 30 days more in remote places',
)

/** Our own times for what a resident does, or does not do, with an application: chosen here, for a bureau to change. */
const APPLICATIONS: DeadlineRule[] = [
  rule(
    'application.draft',
    t('草稿保留', 'Draft kept'),
    cd(30),
    t('最后一次保存之日', 'the day it was last saved'),
    ownPromise('草稿保留 30 日', 'a draft is kept for 30 days'),
    promise,
  ),
  rule(
    'application.draft.most',
    t('草稿最长保留', 'Longest a draft is kept'),
    cd(90),
    t('开始填写之日', 'the day it was begun'),
    ownPromise(
      '草稿从开始填写之日起最多保留 90 日',
      'a draft is kept for 90 days from its beginning at most',
    ),
    promise,
  ),
  rule(
    'application.identity',
    t('到窗口核对身份', 'Identity shown at a counter'),
    cd(15),
    t('提交之日', 'the day it was sent'),
    ownPromise('网上提交后 15 日内到窗口出示证件', 'the document shown within 15 days of sending'),
    promise,
  ),
  rule(
    'application.ask',
    t('一次性告知补正', 'One-time notice of what is missing'),
    wd(5),
    RECEIVED,
    ownPromise(
      '不是行政许可的事项，也在收到后 5 个工作日内一次性告知',
      'for what is no permit too, everything missing is asked for once within five working days of receipt',
    ),
    promise,
  ),
  rule(
    'application.deliver',
    t('办好送达', 'Handed over'),
    wd(10),
    t('作出决定之日', 'the day of the decision'),
    ownPromise(
      '不是行政许可的事项，也在决定后 10 个工作日内办出',
      'for what is no permit too, it is handed over within ten working days of the decision',
    ),
    promise,
  ),
  rule(
    'application.answer',
    t('申请人补正', 'Correction by the applicant'),
    cd(30),
    t('告知补正之日', 'the day the correction was asked for'),
    ownPromise('给您 30 日补正', 'you have 30 days to put it right'),
    promise,
  ),
  rule(
    'application.collect',
    t('办好以后等您领取', 'Kept ready to be collected'),
    cd(90),
    t('可以领取之日', 'the day it was ready to be collected'),
    ownPromise('办好的东西保留 90 日等您来领', 'what is ready is kept for 90 days to be collected'),
    promise,
  ),
  rule(
    'application.posted',
    t('寄出后没有退回即办结', 'Finished when what was posted has not come back'),
    cd(30),
    t('寄出之日', 'the day it was posted'),
    ownPromise(
      '寄出 30 日没有退回，算送到',
      'posted and not come back within 30 days, it counts as received',
    ),
    promise,
  ),
]

/** B1, B7 and C: ratings, site, services. */
const SERVICES: DeadlineRule[] = [
  rule(
    'rating.contact',
    t('差评首次联系', 'First contact after a bad rating'),
    wd(1),
    t('收到差评之日', 'the day of the rating'),
    ownPromise('差评 1 个工作日内联系', 'contact within 1 working day of a bad rating'),
    promise,
  ),
  rule(
    'rating.rectify',
    t('差评整改', 'Bad rating put right'),
    wd(5),
    t('收到差评之日', 'the day of the rating'),
    ownPromise(RECTIFY.zh, RECTIFY.en),
    { ...promise, certainty: 'P', extension: { ...LIMITS.wd5, certainty: 'K1' } },
  ),
  rule(
    'site.error',
    t('网站纠错答复', 'Site error answered'),
    wd(3),
    RECEIVED,
    t(
      '政府网站与政务新媒体检查指引；“我为政府网站找错”办理要求',
      'Guideline for checking government sites; the “find an error” scheme',
    ),
    { certainty: 'P', scope: 'national', effectiveFrom: PRODUCT },
  ),
  rule(
    'message.reply',
    t('留言答复', 'Message answered'),
    wd(5),
    RECEIVED,
    ownPromise('待核实（K2）', 'to be checked (K2)'),
    { ...promise, certainty: 'K2' },
  ),
  rule(
    'message.publish',
    t('公开留言答复', 'Public message answered'),
    wd(7),
    RECEIVED,
    ownPromise('待核实（K2）', 'to be checked (K2)'),
    { ...promise, certainty: 'K2' },
  ),
  rule('id-card.issue', t('居民身份证办理', 'ID card issued'), cd(60), ACCEPTED, ID_LAW, {
    certainty: 'S',
    scope: 'national',
    effectiveFrom: '2012-01-01',
    extension: LIMITS.cd30,
  }),
  rule(
    'id-card.temporary',
    t('临时居民身份证办理', 'Temporary ID card issued'),
    cd(3),
    ACCEPTED,
    t(
      '《临时居民身份证管理办法》（公安部令第78号）第12条',
      'Measures for Temporary ID Cards (MPS order 78), art. 12',
    ),
    { certainty: 'P', scope: 'national', effectiveFrom: '2005-10-01' },
  ),
  rule(
    'residence-permit.issue',
    t('居住证办理', 'Residence permit issued'),
    cd(15),
    ACCEPTED,
    t(
      '《居住证暂行条例》第9条；有地方规定的可至 30 日',
      'Interim Regulations on Residence Permits, art. 9; up to 30 days where a city rule says so',
    ),
    { certainty: 'S', scope: 'national', effectiveFrom: '2016-01-01' },
  ),
  rule(
    'criminal-record.issue',
    t('无犯罪记录证明', 'No-criminal-record certificate'),
    wd(3),
    ACCEPTED,
    LAW_CERTIFICATE,
    { certainty: 'P', scope: 'national', effectiveFrom: '2021-12-31' },
  ),
  rule(
    'criminal-record.review',
    t('无犯罪记录证明异议复查', 'Objection to the record reviewed'),
    wd(15),
    RECEIVED,
    t(
      '公安机关办理犯罪记录查询工作规定；最长 30 个工作日',
      'MPS rules on criminal record queries (2021); 30 working days at most',
    ),
    { certainty: 'P', scope: 'national', effectiveFrom: '2021-12-31', extension: LIMITS.wd15 },
  ),
  rule(
    'lodging.register',
    t('境外人员住宿登记', 'Foreign guest’s lodging registered'),
    hours(24),
    t('入住时', 'arrival'),
    t('《出境入境管理法》第39条', 'Exit and Entry Administration Law, art. 39'),
    { certainty: 'S', scope: 'national', effectiveFrom: '2013-07-01' },
  ),
  rule(
    'evaluation.object',
    t('考评异议', 'Objection to an evaluation'),
    wd(15),
    t('结果公示之日', 'the day the provisional results are published'),
    ownPromise('派出所 15 个工作日内可以提出异议', 'stations may object for 15 working days'),
    promise,
  ),
  rule(
    'homevisit.contact',
    t('上门服务联系', 'Home visit: first contact'),
    wd(1),
    RECEIVED,
    ownPromise('1 个工作日内联系', 'contact within 1 working day'),
    promise,
  ),
  rule(
    'homevisit.visit',
    t('上门服务', 'Home visit made'),
    wd(5),
    RECEIVED,
    ownPromise('5 个工作日内上门', 'a visit within 5 working days'),
    promise,
  ),
]

/** Every clock the product starts with. */
export const deadlineSeed: readonly DeadlineRule[] = [
  ...PETITIONS,
  ...INFORMATION,
  ...CASES,
  ...CALLBACKS,
  ...PERMITS,
  ...APPLICATIONS,
  ...SERVICES,
]
