import type { Matter } from '../../../api/matter/catalogue.ts'
import {
  askFirst,
  bring,
  certificates2016,
  cite,
  counter,
  criminalRecord,
  fiveAlways2018,
  free,
  lookUp,
  no,
  onSite,
  onTheSpot,
  partly,
  rare,
  t,
  walkIn,
  workingDays,
  yes,
} from './basis.ts'

const ownId = (of = certificates2016) =>
  bring(t('本人身份证', 'Your ID card'), of, {
    note: t('核对，不收，不用复印。', 'We look at it and give it back; no copy needed.'),
  })
const threeDays = {
  ...workingDays(3),
  startEvent: t('受理之日（给您受理回执）', 'the day it is accepted (you get a receipt)'),
  ...cite(criminalRecord),
}
const recordNote = t(
  '能当场查清的当场给；不能的给受理回执，三个工作日内办完。需要调查核实的时间不算在内。',
  'At once if we can; otherwise you get a receipt and the result within three working days. Time for inquiries is not counted.',
)

export const certificateMatters: Matter[] = [
  {
    code: 'CR-01',
    group: 'certificates',
    audience: ['person', 'foreigner'],
    name: t('无犯罪记录证明（个人）', 'Certificate of no criminal record'),
    plainName: t('开无犯罪证明', 'I need a certificate of no criminal record'),
    summary: t('直接到窗口，最快当天拿到，不收费。', 'Walk in; the same day at best. Free.'),
    counterGroup: 'general',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department: t(
      '户籍地或居住地派出所；外国人到出入境管理部门',
      'The station where you are registered or live; foreign nationals go to the exit and entry office',
    ),
    conditions: t(
      '本人查自己的记录，在户籍地或居住地派出所都可以。外国人在中国居住满 180 天的，到出入境管理部门申请，不在派出所办；不满 180 天的，先打电话问一问。',
      'For your own record, at the station where you are registered or live. Foreign nationals who have stayed 180 days or more apply to the exit and entry office, not the station; below 180 days, please phone first and ask.',
    ),
    flow: [
      t('到窗口填一张查询申请表。', 'Fill in the form at the counter.'),
      t('核对身份。', 'Your identity is checked.'),
      t(
        '我们查询；当场查不清的，给您受理回执。',
        'We search; if it cannot be settled at once you get a receipt.',
      ),
      t('领证明，或者选择邮寄。', 'Collect the certificate or have it posted.'),
    ],
    materials: [
      bring(t('身份证，或者户口簿', 'ID card, or household book'), criminalRecord, {
        note: t('带一样就够。', 'One is enough.'),
        for: 'person',
      }),
      onSite(t('查询申请表', 'Application form'), criminalRecord, {
        note: t('在窗口填。', 'Filled in at the counter.'),
      }),
      bring(t('护照，以及居留证件', 'Passport, and residence document'), askFirst, {
        note: t(
          '其他材料先打电话问出入境大厅；办之前请问清楚。',
          'For anything else, phone the exit-entry hall; please ask before you come.',
        ),
        for: 'foreigner',
      }),
      bring(t('居住证', 'Residence permit'), criminalRecord, {
        for: 'person',
        note: t(
          '只有在居住地申请的才要。',
          'Only if you apply where you live rather than where you are registered.',
        ),
      }),
      bring(t('委托书和代办人的身份证', 'Letter of authority and your agent’s ID card'), criminalRecord, {
        for: 'agent',
        note: t('只有请人代办的才要。', 'Only if somebody acts for you.'),
      }),
    ],
    timeLimit: { legal: threeDays, legalNote: recordNote, promise: workingDays(3), promiseNote: recordNote },
    applicantLimits: [],
    fee: free,
    result: t(
      '无犯罪记录证明；不符合的给不予出具通知书',
      'The certificate; otherwise a written notice that none is issued',
    ),
    delivery: ['pickup', 'post', 'electronic'],
    channels: {
      online: yes(
        '按规定可以网上申请；取证前要证明是本人。',
        'The rules allow it online; you prove who you are before it is released.',
      ),
      counter: walkIn,
      home: rare('要看情况，请先打电话问。', 'Depends on the case; please phone first.'),
      agent: yes('可以委托有完全民事行为能力的成年人代办。', 'A legally capable adult may act for you.'),
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'verified' },
    notes: [
      t(
        '只看法院生效判决；立案、拘留这些不算犯罪记录。',
        'Only court judgments count; being investigated or detained is not a criminal record.',
      ),
      t(
        '未成年人的犯罪记录依法封存的，照样给开证明。',
        'If a juvenile record has been sealed by law, the certificate is issued all the same.',
      ),
      t(
        '同一年里要开三次以上的，从第四次起请说明用途。',
        'From the fourth request in a calendar year, please show what it is for.',
      ),
      t(
        '全国没有统一的有效期，由用的单位定；国外常见 3 到 12 个月。',
        'There is no national validity period; the user decides. Abroad it is often 3 to 12 months.',
      ),
      t(
        '对结果有异议，可以申请复查：15 个工作日内答复，最长 30 个工作日。',
        'If you disagree, ask for a review: answered in 15 working days, 30 at most.',
      ),
      t(
        '电子证明只在已经开通的地方有。',
        'An electronic certificate is available only where it has been introduced.',
      ),
    ],
    basis: [criminalRecord, certificates2016],
    searchWords: {
      zh: [
        '无犯罪记录证明',
        '无犯罪证明',
        '政审',
        '政审证明',
        '无违法犯罪证明',
        '良民证',
        '出国无犯罪',
        '入职无犯罪',
        '背景调查',
      ],
      en: [
        'no criminal record',
        'police certificate',
        'police clearance',
        'background check',
        'criminal record check',
        'visa police check',
      ],
    },
    popular: 3,
  },
  {
    code: 'CR-02',
    group: 'certificates',
    audience: ['unit'],
    name: t('犯罪记录查询（单位）', 'Criminal-record query (employer)'),
    plainName: t('单位查员工有没有犯罪记录', 'An employer checks staff where the law requires it'),
    summary: t(
      '只有法律法规规定不得从事的岗位才能查，要写明条文。',
      'Only for jobs a law bars to offenders, naming the article.',
    ),
    counterGroup: 'general',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['station'],
    department: t('单位所在地派出所综合窗口', 'General counter of the station where the unit is'),
    conditions: t(
      '单位，并且有法律、行政法规规定有犯罪记录的人不得从事这个岗位',
      'A unit, where a law or regulation bars people with a criminal record from the job',
    ),
    flow: [
      t('单位经办人预约或者直接到所。', 'The unit’s handler books or walks in.'),
      t('核对介绍信和法律依据。', 'The letter and the legal article are checked.'),
      t('查询后出具告知函。', 'A letter with the result is issued.'),
    ],
    materials: [
      bring(t('单位介绍信', 'Letter of introduction'), criminalRecord),
      bring(t('经办人身份证', 'The handler’s ID card'), criminalRecord),
      bring(t('盖章的查询申请表', 'Application form with the unit’s seal'), criminalRecord, {
        note: t('要写明具体是哪部法律、哪一条。', 'Must name the exact law and article.'),
      }),
      bring(
        t('被查询人是本单位人员或拟录用人员的材料', 'Proof that the person is on your staff or a candidate'),
        criminalRecord,
      ),
    ],
    timeLimit: { legal: threeDays, legalNote: recordNote, promise: workingDays(3), promiseNote: recordNote },
    applicantLimits: [],
    fee: free,
    result: t('查询结果告知函', 'Letter with the result'),
    delivery: ['pickup'],
    channels: {
      online: no('材料要当面核对。', 'Papers are checked in person.'),
      counter,
      home: no('不上门。', 'Not available.'),
      agent: no('由单位经办人来办。', 'The unit’s own handler comes.'),
    },
    ageRule: null,
    identity: { toFile: 'typed', toReceive: 'counter' },
    notes: [
      t(
        '没有法律依据的岗位，请不要让员工或应聘的人去开证明。',
        'Where no law requires it, please do not send staff or candidates for a certificate.',
      ),
    ],
    basis: [criminalRecord],
    searchWords: {
      zh: ['单位查犯罪记录', '员工犯罪记录', '入职查询', '教师入职查询', '保安犯罪记录', '公司查无犯罪'],
      en: ['employer criminal record check', 'staff vetting', 'employee background check', 'company query'],
    },
    popular: null,
  },
  {
    code: 'CT-01',
    group: 'certificates',
    audience: ['person'],
    name: t(
      '户籍类证明（变更更正、注销、亲属关系）',
      'Household certificates (changes, cancellation, kinship)',
    ),
    plainName: t('户口簿上看不出来，要开证明', 'My household book does not show it'),
    summary: t(
      '户口簿能说明的不用开；户口簿看不出来的，我们查档案给您开。',
      'Not needed if the book shows it; if it does not, we search the archive and certify.',
    ),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department: t('户口所在地派出所户籍窗口', 'Household counter of the station where you are registered'),
    conditions: t(
      '户口登记项目的变更更正、户口注销、亲属关系，户口簿上看不出来的',
      'A changed item, a cancelled registration or kinship that the household book cannot show',
    ),
    flow: [
      t(
        '先用“这个证明要不要开”查一查，也许不用跑。',
        'Try “Do I need this paper?” first; you may not need to come.',
      ),
      t('到窗口核对身份，说明用在哪里。', 'At the counter: identity check, and what it is for.'),
      t(
        '我们查档案，能当场开的当场开；不能的告诉您哪天能好。',
        'We search the archive; at once if we can, else we tell you the day.',
      ),
    ],
    materials: [
      ownId(),
      bring(t('委托书', 'Letter of authority'), certificates2016, {
        for: 'agent',
        note: t('只有请人代办的才要。', 'Only if somebody acts for you.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t(
        '规定是能当场办的当场办，不能的说明时限（五个一律）。',
        'The rule: on the spot if possible, otherwise you are told the limit (“five always”).',
      ),
      promise: workingDays(3),
      promiseNote: t('能当场开的当场开，最多三个工作日。', 'At once if we can, three working days at most.'),
    },
    applicantLimits: [],
    fee: free,
    result: t('证明', 'Certificate'),
    delivery: ['pickup', 'post', 'electronic'],
    channels: {
      online: partly(
        '按规定可以跨省申请；有的要当面核对。',
        'The rules allow it across provinces; some need a check in person.',
      ),
      counter: walkIn,
      home: no('不上门；家人可以代办。', 'Not at home; a relative may act for you.'),
      agent: yes('可以委托别人代办。', 'Another person may act with your written authority.'),
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'verified' },
    notes: [t('不给开的，我们书面告诉您为什么。', 'If we cannot issue it, we tell you why in writing.')],
    basis: [fiveAlways2018, certificates2016],
    searchWords: {
      zh: [
        '亲属关系证明',
        '户籍证明',
        '曾用名证明',
        '注销证明',
        '改名证明',
        '户口证明',
        '父子关系证明',
        '母子关系证明',
      ],
      en: [
        'kinship certificate',
        'household certificate',
        'former name certificate',
        'cancellation certificate',
        'proof of relationship',
      ],
    },
    popular: 10,
  },
  {
    code: 'CT-02',
    group: 'certificates',
    audience: ['person'],
    name: t('临时身份证明', 'Temporary identity note'),
    plainName: t('没带身份证，要坐车、住店、考试', 'I have no ID card with me'),
    summary: t(
      '坐车、住店、考试、结婚登记，忘带身份证时当场开。',
      'For travel, a hotel, an exam or a wedding; issued at once.',
    ),
    counterGroup: 'general',
    minutes: 10,
    bookable: false,
    booking: 'not-needed',
    offeredAt: ['station'],
    department: t('就近的派出所', 'The nearest station'),
    conditions: t('身份证不在手边、急着用的公民', 'Citizens without their ID card at hand who need one now'),
    flow: [
      t('直接到最近的派出所，不用预约。', 'Go to the nearest station; no booking needed.'),
      t(
        '说姓名、身份证号码，我们在系统里核对是不是您本人。',
        'Give your name and ID number; we check in the system that it is you.',
      ),
      t('当场拿到写明用途和期限的证明。', 'You get a note stating its purpose and expiry.'),
    ],
    materials: [
      lookUp(t('人口信息核对', 'Check in the population system'), certificates2016, {
        note: t('我们自己查，不用带材料。', 'We do it; nothing to bring.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('没有全国统一的时限，当场就办。', 'No national limit; done at once.'),
      promise: onTheSpot,
      promiseNote: null,
    },
    applicantLimits: [],
    fee: free,
    result: t('写明用途和有效期的身份证明', 'A note stating its purpose and expiry'),
    delivery: ['pickup'],
    channels: {
      online: no(
        '要核对是您本人，请到所或用自助机。',
        'We must see that it is you; come in or use a self-service machine.',
      ),
      counter: yes(
        '不用预约，直接到窗口；有的所有自助机。',
        'No booking; walk in. Some stations have a self-service machine.',
      ),
      home: no('不上门。', 'Not available.'),
      agent: no('要本人来。', 'In person only.'),
    },
    ageRule: null,
    identity: { toFile: 'counter', toReceive: 'counter' },
    notes: [],
    basis: [certificates2016],
    searchWords: {
      zh: [
        '没带身份证',
        '临时身份证明',
        '忘带身份证',
        '住宾馆没身份证',
        '坐火车没身份证',
        '考试没带身份证',
        '身份证明',
      ],
      en: [
        'forgot id card',
        'no id with me',
        'temporary identity note',
        'hotel without id',
        'train without id',
      ],
    },
    popular: null,
  },
  {
    code: 'CT-03',
    group: 'certificates',
    audience: ['person'],
    name: t(
      '被拐儿童身份、捡拾弃婴报案、非正常死亡证明',
      'Certificates for an abducted child, a found infant or an unnatural death',
    ),
    plainName: t('由案件来的特别证明', 'Special certificates from a police case'),
    summary: t(
      '有专人当面接待，慢慢说，不用网上填。',
      'An officer sees you in person and takes time; no online form.',
    ),
    counterGroup: 'general',
    minutes: 20,
    bookable: true,
    booking: 'advised',
    offeredAt: ['station'],
    department: t('办理这起案件的派出所', 'The station that handled the case'),
    conditions: t('案件的当事人', 'The parties to the case'),
    flow: [
      t(
        '预约一个时间，或者打值班电话，我们安排专人。',
        'Book a time or phone the duty line; we assign an officer.',
      ),
      t('当面说明情况，我们调出当时的案件记录。', 'Tell us in person; we find the case record.'),
      t('核实后出具证明。', 'The certificate is issued once verified.'),
    ],
    materials: [
      lookUp(t('公安的案件记录', 'The police case record'), certificates2016, {
        note: t('我们自己调取，您有回执的带上更快。', 'We find it; your receipt, if you have it, helps.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('没有全国统一的时限。', 'There is no national limit.'),
      promise: null,
      promiseNote: t(
        '看案件情况，当面告诉您要多久。',
        'It depends on the case; we tell you in person how long it will take.',
      ),
    },
    applicantLimits: [],
    fee: free,
    result: t('相应的证明', 'The certificate concerned'),
    delivery: ['pickup'],
    channels: {
      online: no('不在网上填这些事，请当面说。', 'Never by an online form; please tell us in person.'),
      counter,
      home: no('请先打电话，我们商量怎么方便您。', 'Please phone; we will find a way that suits you.'),
      agent: partly('有限制，请先打电话问。', 'Limited; please phone first.'),
    },
    ageRule: null,
    identity: { toFile: 'counter', toReceive: 'counter' },
    notes: [],
    basis: [certificates2016],
    searchWords: {
      zh: ['捡到孩子', '弃婴证明', '被拐儿童', '非正常死亡证明', '意外死亡证明', '捡拾证明'],
      en: ['found infant', 'abducted child', 'unnatural death certificate', 'accidental death certificate'],
    },
    popular: null,
  },
]
