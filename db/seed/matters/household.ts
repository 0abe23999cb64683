import type { Matter } from '../../../api/matter/catalogue.ts'
import {
  bring,
  cite,
  counter,
  ethnicity,
  fees2012,
  free,
  household,
  household7,
  household8,
  household13,
  household18,
  localPractice,
  lookUp,
  no,
  onSite,
  onTheSpot,
  partly,
  rare,
  t,
  visitOnRequest,
  walkIn,
  workingDays,
  yes,
} from './basis.ts'

const department = t('户口所在地派出所户籍窗口', 'Household counter of the station where you are registered')
const book = bring(t('户口簿', 'Household book'), household, {
  note: t('核对后当场还给您，不用复印。', 'Checked and given back at once; no copy needed.'),
})
const ownId = bring(t('本人身份证', 'Your ID card'), household, {
  note: t('核对，不收。', 'We look at it and give it back.'),
})
const noLimit = t('法律没有规定办理时限。', 'National law sets no limit for the office.')
const noLimitAtOnce = t(
  '法律没有规定办理时限，材料齐了当场就办。',
  'National law sets no limit; done at once when the papers are complete.',
)
const atCounter = no(
  '可以先在网上看清要带什么；材料要当面核对。',
  'See here what to bring; the papers are checked in person.',
)
const papersChecked = t(
  '窗口核对材料；少什么，一次跟您说清。',
  'The counter checks your papers and tells you once of anything missing.',
)
const visit = [
  t('预约一个时间，或者直接到所取号。', 'Book a time, or walk in and take a ticket.'),
  papersChecked,
]
const walk = [t('直接到所取号。', 'Walk in and take a ticket.'), papersChecked]
const inPerson = { toFile: 'typed', toReceive: 'counter' } as const
const withLetter = yes(
  '可以写委托书请别人代办，带上双方身份证。',
  'Another person may act with your written authority and both ID cards.',
)

export const householdMatters: Matter[] = [
  {
    code: 'HK-01',
    group: 'household',
    audience: ['person'],
    name: t('出生登记', 'Birth registration'),
    plainName: t('给孩子上户口', 'Register my new baby'),
    summary: t(
      '宝宝出生一个月内来上户口，当场办好，不收费。',
      'Within a month of the birth; done at once and free.',
    ),
    applicantHint: t(
      '写来窗口的爸爸或妈妈的姓名和证件，不写宝宝的。',
      'Give the name and document of the parent who comes, not the baby’s.',
    ),
    counterGroup: 'household',
    minutes: 20,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department: t(
      '父亲或母亲户口所在地派出所户籍窗口',
      'Household counter of the station where either parent is registered',
    ),
    conditions: t(
      '婴儿的户主、亲属、抚养人或者邻居都可以来申报',
      'The householder, a relative, the carer or a neighbour may report the birth',
    ),
    flow: [
      ...visit,
      t(
        '登记孩子的信息，请您核对每一个字。',
        'The child’s details are entered; please check every character.',
      ),
      t('当场拿到户口簿上的新一页。', 'You receive the new page of the household book at once.'),
    ],
    materials: [
      bring(t('出生医学证明', 'Medical certificate of birth'), household),
      bring(t('父母的身份证和户口簿', 'The parents’ ID cards and household books'), household, {
        note: t('核对，不收，不用复印。', 'We look at them and give them back; no copies needed.'),
      }),
      lookUp(t('父母的结婚证', 'The parents’ marriage certificate'), household, {
        note: t(
          '有结婚证的才看；能查到的不用带。没有结婚证也一样给孩子上户口。',
          'Only if there is one, and not if we can look it up. A child is registered either way.',
        ),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: noLimitAtOnce,
      promise: onTheSpot,
      promiseNote: null,
    },
    applicantLimits: [
      {
        text: t(
          '婴儿出生后一个月以内申报。过了时间也照样办。',
          'Report within one month of the birth. We still register the child if you are late.',
        ),
        count: { value: 1, unit: 'month', startEvent: t('出生之日', 'the day of birth') },
        ...cite(household7),
      },
    ],
    fee: free,
    result: t('户口簿上孩子的一页', 'The child’s page in the household book'),
    delivery: ['pickup', 'post'],
    channels: {
      online: yes(
        '按规定可以网上申请。有的省份已能跨省办：孩子不满 6 岁、婚内生育、父母同一民族。',
        'The rules allow it online. Some provinces also do it across provinces: child under 6, born in wedlock, parents of one ethnicity.',
      ),
      counter,
      home: visitOnRequest,
      agent: yes(
        '户主、亲属、抚养人、邻居都可以代办。',
        'The householder, a relative, the carer or a neighbour may do it.',
      ),
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'counter' },
    notes: [],
    basis: [household7],
    searchWords: {
      zh: ['上户口', '落户', '孩子上户口', '新生儿落户', '宝宝户口', '出生登记', '报户口', '非婚生上户口'],
      en: ['register birth', 'newborn', 'baby household registration', 'hukou baby', 'register child'],
    },
    popular: 7,
  },
  {
    code: 'HK-02',
    group: 'household',
    audience: ['person'],
    name: t('死亡注销户口', 'Cancel registration after a death'),
    plainName: t('家人去世，销户口', 'A family member has died'),
    summary: t(
      '家人可以代办，当场办好，不收费。请节哀。',
      'We are sorry for your loss. A relative can do this; it is done at once and free.',
    ),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department: t(
      '逝者户口所在地派出所户籍窗口',
      'Household counter of the station where the deceased was registered',
    ),
    conditions: t(
      '逝者的户主、亲属、抚养人或者邻居都可以来申报',
      'The householder, a relative, the carer or a neighbour may report the death',
    ),
    flow: [
      t(
        '直接到所，跟窗口说明来意，会优先接待。',
        'Walk in and tell the counter why you have come; you will be seen soon.',
      ),
      t('窗口核对材料。', 'The counter checks the papers.'),
      t(
        '当场注销，需要的话给您注销证明。',
        'The registration is cancelled at once; a certificate is given if you need one.',
      ),
    ],
    materials: [
      bring(t('死亡的凭据，任选一件', 'Proof of the death; any one'), household, {
        note: t(
          '医学死亡证明、火化证明、法院文书，带一件就够。',
          'A medical death certificate, a cremation certificate or a court document; one is enough.',
        ),
      }),
      bring(t('户口簿', 'Household book'), household),
      bring(t('逝者的身份证', 'The ID card of the deceased'), household, {
        note: t('找不到的，说明一下就行。', 'If you cannot find it, simply say so.'),
      }),
    ],
    timeLimit: { legal: null, legalNote: noLimitAtOnce, promise: onTheSpot, promiseNote: null },
    applicantLimits: [
      {
        text: t('城市在葬前申报。', 'In towns, report before the burial.'),
        count: null,
        ...cite(household8),
      },
      {
        text: t('农村在一个月以内申报。', 'In the countryside, report within one month.'),
        count: { value: 1, unit: 'month', startEvent: t('死亡之日', 'the day of death') },
        ...cite(household8),
      },
    ],
    fee: free,
    result: t(
      '户口簿上注销的一页，或者注销证明',
      'The cancelled page of the household book, or a certificate',
    ),
    delivery: ['pickup'],
    channels: {
      online: no(
        '要当面核对材料；可以先在网上看清要带什么。',
        'Papers are checked in person; see here what to bring.',
      ),
      counter: walkIn,
      home: visitOnRequest,
      agent: yes(
        '户主、亲属、抚养人、邻居都可以代办。',
        'The householder, a relative, the carer or a neighbour may do it.',
      ),
    },
    ageRule: null,
    identity: inPerson,
    notes: [],
    basis: [household8],
    searchWords: {
      zh: ['销户', '注销户口', '死亡注销', '去世销户', '老人去世', '户口注销', '死亡证明销户'],
      en: ['death', 'cancel registration', 'deceased', 'cancel hukou', 'family member died'],
    },
    popular: null,
  },
  {
    code: 'HK-03',
    group: 'household',
    audience: ['person'],
    name: t('户口迁移', 'Move household registration'),
    plainName: t('迁户口、落户', 'Move my registration here or away'),
    summary: t(
      '工作、上学、投靠家人、买房落户，都从这里开始。',
      'For work, study, joining family or a home of your own.',
    ),
    counterGroup: 'household',
    minutes: 20,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department: t('迁入地派出所户籍窗口', 'Household counter of the station you are moving to'),
    conditions: t('本人或者户主', 'The person who moves, or the householder'),
    flow: [
      ...visit,
      t(
        '需要审批的，我们去审，您不用跑别的部门。',
        'If approval is needed we obtain it; you need not go to another office.',
      ),
      t('批准后办落户，拿到新的户口簿页。', 'Once approved you are registered and receive the new page.'),
    ],
    materials: [
      bring(t('迁移的依据', 'The paper your move rests on'), household, {
        note: t(
          '按原因带一样：录用、录取、结婚、房产等材料。',
          'One, by reason: an appointment, an admission, a marriage or a property paper.',
        ),
      }),
      book,
      ownId,
    ],
    timeLimit: {
      legal: null,
      legalNote: noLimit,
      promise: workingDays(20),
      promiseNote: t(
        '要审批的 20 个工作日；不用审批的当场办。',
        '20 working days where approval is needed, otherwise at once.',
      ),
    },
    applicantLimits: [
      {
        text: t('到了迁入地，城市三天以内申报。', 'In towns, report within three days of arrival.'),
        count: { value: 3, unit: 'calendar_day', startEvent: t('到达之日', 'the day you arrive') },
        ...cite(household13),
      },
      {
        text: t('到了迁入地，农村十天以内申报。', 'In the countryside, report within ten days of arrival.'),
        count: { value: 10, unit: 'calendar_day', startEvent: t('到达之日', 'the day you arrive') },
        ...cite(household13),
      },
    ],
    fee: {
      items: [
        { name: t('迁移', 'The move'), fen: 0 },
        {
          name: t('迁移证丢失、过期补办', 'Replacing a lost or expired moving slip'),
          short: t('补迁移证', 'replacing the slip'),
          fen: null,
          note: t('各地标准不同，以窗口公布的为准。', 'Set locally; see the price list at the counter.'),
        },
      ],
      ...cite(fees2012),
      local: true,
    },
    result: t('户口簿上新的一页', 'A new page in the household book'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partly(
        '跨省迁移可以“一站式”办，只跑迁入地一次。',
        'Moves between provinces are handled in one place, where you move to.',
      ),
      counter,
      home: rare('要看情况，请先打电话问。', 'Depends on the case; please phone first.'),
      agent: withLetter,
    },
    ageRule: null,
    identity: inPerson,
    notes: [
      t(
        '落户条件各地不同，带材料前可以先打电话问一声。',
        'Conditions differ from place to place; a call before you gather papers can save a trip.',
      ),
    ],
    basis: [household13, fees2012],
    searchWords: {
      zh: [
        '迁户口',
        '落户',
        '户口迁移',
        '迁入',
        '迁出',
        '投靠落户',
        '买房落户',
        '人才落户',
        '大学毕业户口',
        '结婚迁户口',
      ],
      en: ['move hukou', 'transfer household registration', 'settle', 'move registration', 'join spouse'],
    },
    popular: 5,
  },
  {
    code: 'HK-04',
    group: 'household',
    audience: ['person'],
    name: t('姓名变更', 'Change of name'),
    plainName: t('改名字', 'Change my name'),
    summary: t(
      '想改名，写清理由来申请；我们审，给您书面结果。',
      'Apply with your reason; you get a decision in writing.',
    ),
    counterGroup: 'household',
    minutes: 20,
    bookable: true,
    booking: 'advised',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t(
      '18 周岁以上由本人申请；不满 18 周岁由本人或者父母申请',
      'At 18 or over, yourself; under 18, yourself or your parents',
    ),
    flow: [
      ...visit,
      t('我们审核，需要时跟您联系。', 'We examine the request and contact you if needed.'),
      t(
        '同意的，换户口簿页；不同意的，书面说明理由和怎么申诉。',
        'If granted, your page is changed; if refused, you get the reason and the remedy in writing.',
      ),
    ],
    materials: [
      bring(t('改名申请书', 'Written request'), household, {
        note: t(
          '写明理由；窗口有样张，可以现场写。',
          'With your reason; there is a sample at the counter and you may write it there.',
        ),
      }),
      book,
      ownId,
      bring(t('父母双方同意', 'Agreement of both parents'), localPractice, {
        note: t(
          '有的地方对不满 18 周岁的这样要求；父母一起来签字就行。',
          'Asked in some places for those under 18; both parents may simply come and sign.',
        ),
        original: false,
        local: true,
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: noLimit,
      promise: workingDays(20),
      promiseNote: t(
        '县局审批的 20 个工作日；要报市局的，有的地方是 40 个工作日。',
        '20 working days where the county decides; where the city decides, 40 in some places.',
      ),
    },
    applicantLimits: [],
    fee: free,
    result: t('改过名字的户口簿页；之后建议换身份证', 'The changed page; a new ID card is then advised'),
    delivery: ['pickup'],
    channels: {
      online: atCounter,
      counter,
      home: no(
        '要当面核对，不上门；实在来不了请打电话。',
        'Not at home; if you truly cannot come, please phone.',
      ),
      agent: no('要本人来；未成年人由父母办。', 'In person; for a child, the parents.'),
    },
    ageRule: {
      note: t(
        '满 18 周岁自己申请；不满 18 周岁，自己或父母申请。',
        'From 18 you apply yourself; under 18, you or your parents.',
      ),
      bands: [],
      ...cite(household18),
    },
    identity: inPerson,
    notes: [],
    basis: [household18, localPractice],
    searchWords: {
      zh: ['改名字', '改名', '改姓', '变更姓名', '换名字', '孩子改姓', '小孩改名', '更名'],
      en: ['change name', 'rename', 'change surname', 'name change child'],
    },
    popular: 8,
  },
  {
    code: 'HK-05',
    group: 'household',
    audience: ['person'],
    name: t('出生日期、民族更正', 'Correct birth date or ethnicity'),
    plainName: t('户口上生日、民族登记错了', 'My birth date or ethnicity is recorded wrongly'),
    summary: t('登记错了可以更正，要有原始材料。', 'Errors can be corrected with the original records.'),
    counterGroup: 'household',
    minutes: 20,
    bookable: true,
    booking: 'advised',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t('本人，或者监护人', 'Yourself, or your guardian'),
    flow: [
      ...visit,
      t('我们查户籍档案，核实原始记录。', 'We search the household archive and verify the original record.'),
      t('给您书面决定。', 'You receive a written decision.'),
    ],
    materials: [
      bring(t('能说明原来登记有误的原始材料', 'Original records that show the error'), household, {
        note: t(
          '公安自己的户籍档案由我们查，不用您开证明。',
          'Our own archive is searched by us; you need no certificate from it.',
        ),
      }),
      bring(t('民族事务部门的审批意见', 'Approval of the ethnic affairs department'), ethnicity, {
        note: t('只有更正民族才要。', 'Only for a change of ethnicity.'),
      }),
    ],
    timeLimit: { legal: null, legalNote: noLimit, promise: workingDays(40), promiseNote: null },
    applicantLimits: [],
    fee: free,
    result: t('书面决定；准予的更正户口簿', 'A written decision; if granted, the corrected book'),
    delivery: ['pickup'],
    channels: {
      online: atCounter,
      counter,
      home: no(
        '要当面核对，不上门；实在来不了请打电话。',
        'Not at home; if you truly cannot come, please phone.',
      ),
      agent: no('要本人来；未成年人由监护人办。', 'In person; for a child, the guardian.'),
    },
    ageRule: {
      note: t(
        '民族变更：18 周岁以前，符合列明情形的可以改一次；满 18 周岁后的两年内，可以改一次。',
        'Ethnicity: once before 18 in the listed cases; once in the two years after 18.',
      ),
      bands: [],
      ...cite(ethnicity),
    },
    identity: inPerson,
    notes: [],
    basis: [household, ethnicity],
    searchWords: {
      zh: ['改年龄', '改出生日期', '生日错了', '改民族', '户口登记错误', '更正户口', '年龄更正'],
      en: ['correct birth date', 'wrong birthday', 'change ethnicity', 'correct registration'],
    },
    popular: null,
  },
  {
    code: 'HK-06',
    group: 'household',
    audience: ['person'],
    name: t('文化程度、婚姻状况、服务处所等变更', 'Change education, marital status or workplace'),
    plainName: t('户口簿上改学历、婚姻、单位', 'Update my household book'),
    summary: t(
      '结婚、离婚、毕业、换工作，户口簿跟着改，当场办。',
      'Married, divorced, graduated, new job: the book is updated at once.',
    ),
    counterGroup: 'household',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t('本人', 'The person concerned'),
    flow: [...walk, t('当场改好，拿到新的一页。', 'It is changed at once and you receive the new page.')],
    materials: [
      bring(t('说明变化的证件，按改哪一项带一件', 'The one document for the item that changed'), household, {
        note: t(
          '结婚证、毕业证等；我们能查到的不用带。',
          'A marriage certificate or diploma, for example; not if we can look it up.',
        ),
      }),
    ],
    timeLimit: { legal: null, legalNote: noLimitAtOnce, promise: onTheSpot, promiseNote: null },
    applicantLimits: [],
    fee: free,
    result: t('改好的户口簿页', 'The changed page'),
    delivery: ['pickup', 'post'],
    channels: { online: atCounter, counter: walkIn, home: visitOnRequest, agent: withLetter },
    ageRule: null,
    identity: inPerson,
    notes: [],
    basis: [household],
    searchWords: {
      zh: ['改婚姻状况', '户口本改已婚', '离异变更', '改学历', '改文化程度', '改服务处所', '户口簿变更'],
      en: ['update household book', 'marital status', 'change education', 'married on hukou', 'divorced'],
    },
    popular: null,
  },
  {
    code: 'HK-07',
    group: 'household',
    audience: ['person'],
    name: t('补领、换领户口簿', 'Replace household book'),
    plainName: t('户口本丢了、坏了', 'My household book is lost or damaged'),
    summary: t('户口簿丢了、旧了、写满了，当场补换。', 'Lost, worn or full: replaced at once.'),
    counterGroup: 'household',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t('户主，或者同一户的家人', 'The householder, or a member of the same household'),
    flow: [...walk, t('当场打印新户口簿。', 'A new book is printed at once.')],
    materials: [
      ownId,
      onSite(t('情况说明', 'Statement'), household, {
        note: t(
          '说明是丢了还是坏了，在窗口填。',
          'Says whether it is lost or damaged; filled in at the counter.',
        ),
      }),
    ],
    timeLimit: { legal: null, legalNote: noLimitAtOnce, promise: onTheSpot, promiseNote: null },
    applicantLimits: [],
    fee: {
      items: [
        {
          name: t('第一次发放，或者因登记变更换发', 'First book, or a change of entries'),
          short: t('第一次、变更换发', 'First book or changed entries'),
          fen: 0,
        },
        {
          name: t('丢失、损坏补发', 'Lost or damaged book'),
          short: t('丢失、损坏', 'lost or damaged'),
          fen: null,
          note: t('各地标准不同，以窗口公布的为准。', 'Set locally; see the price list at the counter.'),
        },
      ],
      ...cite(fees2012),
      local: true,
    },
    result: t('户口簿', 'Household book'),
    delivery: ['pickup', 'post'],
    channels: {
      online: atCounter,
      counter: walkIn,
      home: visitOnRequest,
      agent: yes('同一户的家人可以代办。', 'A member of the same household may do it.'),
    },
    ageRule: null,
    identity: inPerson,
    notes: [],
    basis: [household, fees2012],
    searchWords: {
      zh: ['户口本丢了', '补户口本', '换户口本', '户口簿补办', '户口本坏了', '户口本'],
      en: ['lost household book', 'replace hukou book', 'damaged household book'],
    },
    popular: 12,
  },
  {
    code: 'HK-08',
    group: 'household',
    audience: ['person'],
    name: t('分户、立户、并户', 'Split, create or join households'),
    plainName: t('分户口、单独立户', 'Have my own household book'),
    summary: t('分家、买房单独立户，或者合成一户。', 'Separate, set up or merge households.'),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t('户主', 'The householder'),
    flow: [...visit, t('核实后办好，拿到新户口簿。', 'After a check you receive the new book.')],
    materials: [
      book,
      bring(t('住房或者家庭关系的材料，任选一样', 'A housing or family document; any one'), household, {
        note: t(
          '房产证、离婚证等，按原因带一样；我们能查到的不用带。',
          'A title deed or divorce certificate, for example; not if we can look it up.',
        ),
      }),
    ],
    timeLimit: { legal: null, legalNote: noLimit, promise: workingDays(3), promiseNote: null },
    applicantLimits: [],
    fee: free,
    result: t('户口簿', 'Household book'),
    delivery: ['pickup'],
    channels: {
      online: atCounter,
      counter,
      home: no(
        '要当面核对，不上门；实在来不了请打电话。',
        'Not at home; if you truly cannot come, please phone.',
      ),
      agent: no('要户主来。', 'The householder comes in person.'),
    },
    ageRule: null,
    identity: inPerson,
    notes: [],
    basis: [household],
    searchWords: {
      zh: ['分户', '立户', '并户', '单独立户', '分家分户', '户主变更', '户口分开'],
      en: ['split household', 'own household', 'merge households', 'separate hukou'],
    },
    popular: null,
  },
]
