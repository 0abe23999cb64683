import type { Matter } from '../../../api/matter/catalogue.ts'
import {
  bring,
  calendarDays,
  cite,
  counter,
  fees2003,
  fees2018,
  free,
  freeBy,
  idCardElsewhere,
  idCardLaw,
  idCardLaw5,
  idCardLaw12,
  lookUp,
  no,
  onSite,
  onTheSpot,
  partly,
  rare,
  t,
  temporaryCard,
  temporaryCard12,
  visitOnRequest,
  walkIn,
  workingDays,
  yes,
} from './basis.ts'

const livePhoto = onSite(t('照片', 'Photograph'), idCardLaw, {
  note: t('不用带照片，现场拍。', 'No need to bring one; it is taken at the counter.'),
})
const fingerprints = onSite(t('指纹', 'Fingerprints'), idCardLaw, {
  note: t('现场采集，几秒钟就好。', 'Taken at the counter; it takes a few seconds.'),
})
const idLimit = {
  ...calendarDays(60),
  startEvent: t('交齐申领登记表之日', 'the day the application form is handed in'),
  ...cite(idCardLaw12),
}
const idLimitNote = t(
  '交通不便的地方，法律允许再延长 30 天。',
  'In places that are hard to reach the law allows 30 days more.',
)
const validity: Matter['ageRule'] = {
  note: t(
    '证件有效期按领证时的年龄算：不满 16 岁 5 年，16 至 25 岁 10 年，26 至 45 岁 20 年，46 岁起长期有效。',
    'How long the card is valid depends on your age when it is issued: under 16, 5 years; 16 to 25, 10 years; 26 to 45, 20 years; 46 and over, without end.',
  ),
  bands: [
    { from: 0, to: 15, years: 5 },
    { from: 16, to: 25, years: 10 },
    { from: 26, to: 45, years: 20 },
    { from: 46, to: null, years: null },
  ],
  ...cite(idCardLaw5),
}
const department = t(
  '户口所在地派出所户籍窗口，或户政大厅',
  'Household counter of the station where you are registered, or the household hall',
)
const cardSteps = [
  t('预约一个时间，或者直接到所取号。', 'Book a time, or walk in and take a ticket.'),
  t('到窗口核对身份，拍照片、采指纹。', 'At the counter: identity check, photograph and fingerprints.'),
  t('核对打印出来的登记表，签字，拿回执。', 'Check the printed form, sign it, and take your receipt.'),
  t('证件做好后到所领取，或者选择邮寄。', 'Collect the card when it is ready, or have it posted.'),
]
const partlyOnline = partly(
  '按规定可以先在网上填好信息；照片和指纹要当面采。',
  'The rules allow details to be filled in online first; photograph and fingerprints are taken in person.',
)
const inPerson = { toFile: 'typed', toReceive: 'counter' } as const

export const idCardMatters: Matter[] = [
  {
    code: 'ID-01',
    group: 'id-card',
    audience: ['person'],
    name: t('首次申领居民身份证', 'First ID card'),
    plainName: t('第一次办身份证', 'Get your first ID card'),
    summary: t(
      '满 16 岁要办，不满 16 岁也可以由监护人带着来办，不收费。',
      'Due at 16; younger children may have one with a guardian. Free.',
    ),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t(
      '年满 16 周岁的公民，满 16 岁之日起三个月内申领；不满 16 岁的自愿申领，由监护人代办。',
      'Citizens aged 16 or over, due within three months of the 16th birthday. Under 16 it is optional, and a guardian applies.',
    ),
    flow: cardSteps,
    materials: [
      bring(t('户口簿', 'Household book'), idCardLaw, {
        note: t('核对，不收，不用复印。', 'We look at it and give it back; no copy needed.'),
      }),
      livePhoto,
      fingerprints,
      bring(t('监护人的身份证', 'The guardian’s ID card'), idCardLaw, {
        note: t('只有不满 16 岁的要带。', 'Only if the applicant is under 16.'),
      }),
    ],
    timeLimit: { legal: idLimit, legalNote: idLimitNote, promise: workingDays(20), promiseNote: null },
    applicantLimits: [
      {
        text: t('满 16 岁之日起三个月内来申领。', 'Apply within three months of your 16th birthday.'),
        count: { value: 3, unit: 'month', startEvent: t('满 16 周岁之日', 'the 16th birthday') },
        ...cite(idCardLaw),
      },
    ],
    fee: freeBy(fees2018),
    result: t('居民身份证', 'Resident ID card'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partlyOnline,
      counter,
      home: yes(
        '行动不便的，我们带便携设备上门采集。',
        'If you cannot come, we visit with portable equipment.',
      ),
      agent: no('要本人来；不满 16 岁的由监护人带着来。', 'In person only; under 16, with a guardian.'),
    },
    ageRule: validity,
    identity: inPerson,
    notes: [],
    basis: [idCardLaw12, idCardLaw5, fees2018],
    searchWords: {
      zh: [
        '办身份证',
        '第一次办身份证',
        '小孩身份证',
        '儿童身份证',
        '16岁身份证',
        '学生办身份证',
        '中考身份证',
        '身份证',
      ],
      en: ['first id card', 'child id card', 'new id card', 'identity card', '16 years old'],
    },
    popular: 9,
  },
  {
    code: 'ID-02',
    group: 'id-card',
    audience: ['person'],
    name: t('换领居民身份证', 'Renew ID card'),
    plainName: t('身份证到期、损坏、换新', 'Renew an expired or damaged ID card'),
    summary: t(
      '到期、改名、损坏，或者想更新地址，都在这里换。',
      'Expired, renamed, damaged, or you want your new address on it.',
    ),
    lookFirst: t(
      '先看看证件背面：写着“长期”的不会到期，不用换。',
      'Look at the back first: a card marked 长期 (long-term) does not expire.',
    ),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t(
      '证件到期、姓名有变更、严重损坏不能辨认的；住址变了，可以自己选择换不换。',
      'The card has expired, your name has changed, or it is too damaged to read. A new address is a reason only if you wish.',
    ),
    flow: cardSteps,
    materials: [
      bring(t('原来的身份证', 'Your present ID card'), idCardLaw, {
        note: t(
          '领新证时交回旧证。没过期的，领新证前还可以用；过了期的不能再用，急用请办临时身份证。',
          'Hand it in when you collect the new one. A card still in date works until then. An expired card does not: ask for a temporary card.',
        ),
      }),
      bring(t('户口簿', 'Household book'), idCardLaw, {
        note: t(
          '只有信息有变化才带；核对，不收。',
          'Only if your details have changed; we look at it and give it back.',
        ),
      }),
      livePhoto,
      fingerprints,
    ],
    timeLimit: { legal: idLimit, legalNote: idLimitNote, promise: workingDays(20), promiseNote: null },
    applicantLimits: [],
    fee: {
      items: [
        {
          name: t('到期或信息变化换领', 'Expired or changed details'),
          short: t('到期换领', 'Expired'),
          fen: 2000,
        },
        { name: t('损坏换领', 'Damaged card'), short: t('损坏', 'damaged'), fen: 4000 },
      ],
      ...cite(fees2003),
      local: false,
    },
    result: t('新的居民身份证', 'A new resident ID card'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partlyOnline,
      counter,
      home: visitOnRequest,
      agent: no('要本人来，因为要拍照、采指纹。', 'In person only, for the photograph and fingerprints.'),
    },
    ageRule: validity,
    identity: inPerson,
    notes: [
      t('等证期间急用，可以办临时身份证。', 'If you need one while you wait, ask for a temporary card.'),
    ],
    relatedMatters: ['ID-05'],
    basis: [idCardLaw12, idCardLaw5, fees2003],
    searchWords: {
      zh: [
        '换身份证',
        '身份证到期',
        '身份证过期',
        '身份证坏了',
        '身份证消磁',
        '身份证更新',
        '身份证换地址',
        '身份证',
      ],
      en: ['renew id card', 'expired id card', 'damaged id card', 'id card renewal', 'change address on id'],
    },
    popular: 2,
  },
  {
    code: 'ID-03',
    group: 'id-card',
    audience: ['person'],
    name: t('补领居民身份证', 'Replace lost ID card'),
    plainName: t('身份证丢了补办', 'I lost my ID card'),
    summary: t(
      '丢了就来补，本人到窗口就行，不用开丢失证明。',
      'Come in person; no certificate of loss is needed.',
    ),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t('身份证丢失的公民', 'Citizens who have lost their ID card'),
    flow: cardSteps,
    materials: [
      onSite(t('丢失声明', 'Declaration of loss'), idCardLaw, {
        note: t(
          '在窗口填一张就行，不用登报，也不用别处开证明。',
          'Filled in at the counter; no newspaper notice, no paper from elsewhere.',
        ),
      }),
      livePhoto,
      fingerprints,
    ],
    timeLimit: { legal: idLimit, legalNote: idLimitNote, promise: workingDays(20), promiseNote: null },
    applicantLimits: [],
    fee: { items: [{ name: t('丢失补领', 'Replacement'), fen: 4000 }], ...cite(fees2003), local: false },
    result: t('新的居民身份证', 'A new resident ID card'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partlyOnline,
      counter,
      home: visitOnRequest,
      agent: no('要本人来，因为要核对身份。', 'In person only, because your identity is checked.'),
    },
    ageRule: validity,
    identity: inPerson,
    notes: [
      t(
        '怕被别人冒用，请马上到任何一个户籍窗口做丢失申报。',
        'To guard against misuse, report the loss at any household counter at once.',
      ),
      t('等证期间急用，可以办临时身份证。', 'If you need one while you wait, ask for a temporary card.'),
    ],
    relatedMatters: ['ID-05', 'ID-06'],
    basis: [idCardLaw12, idCardLaw5, fees2003],
    searchWords: {
      zh: [
        '身份证丢了',
        '补身份证',
        '身份证补办',
        '身份证掉了',
        '身份证找不到了',
        '身份证被偷',
        '挂失补办',
        '身份证',
      ],
      en: ['lost id card', 'replace id card', 'stolen id card', 'missing id card'],
    },
    popular: 1,
  },
  {
    code: 'ID-04',
    group: 'id-card',
    audience: ['person'],
    name: t('异地受理居民身份证', 'ID card away from home'),
    plainName: t('在外地办身份证', 'Get your ID card without going home'),
    summary: t(
      '在这里住、工作、上学，户口在外地，不用回老家办。',
      'You live, work or study here: no need to go back home.',
    ),
    counterGroup: 'household',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['hall', 'station'],
    department: t(
      '现住地设有异地受理点的派出所或户政大厅',
      'A station or household hall here that takes such applications',
    ),
    conditions: t(
      '户口在外地，在本地居住、工作或者上学，要换领、补领身份证的公民',
      'Citizens registered elsewhere who live, work or study here and need to renew or replace their card',
    ),
    flow: cardSteps,
    materials: [
      bring(t('能证明身份的证件，任选一件', 'Any one document that shows who you are'), idCardElsewhere, {
        note: t(
          '身份证、户口簿、居住证、护照、通行证、驾驶证，带一件就够。',
          'ID card, household book, residence permit, passport, travel permit or driving licence; one is enough.',
        ),
      }),
      livePhoto,
      fingerprints,
    ],
    timeLimit: {
      legal: { ...idLimit, ...cite(idCardElsewhere) },
      legalNote: idLimitNote,
      promise: calendarDays(30),
      promiseNote: null,
    },
    applicantLimits: [],
    fee: {
      items: [
        {
          name: t('到期或信息变化换领', 'Expired or changed details'),
          short: t('到期换领', 'Expired'),
          fen: 2000,
        },
        {
          name: t('丢失补领、损坏换领', 'Lost or damaged card'),
          short: t('丢失、损坏', 'lost or damaged'),
          fen: 4000,
        },
      ],
      ...cite(fees2003),
      local: false,
    },
    result: t('居民身份证', 'Resident ID card'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partlyOnline,
      counter,
      home: rare('要看设备和路程，请先打电话问。', 'Depends on equipment and distance; please phone first.'),
      agent: no('要本人来，因为要拍照、采指纹。', 'In person only, for the photograph and fingerprints.'),
    },
    ageRule: validity,
    identity: inPerson,
    notes: [
      t('到受理的那个窗口领证。', 'Collect the card where you applied for it.'),
      t('等证期间急用，可以办临时身份证。', 'If you need one while you wait, ask for a temporary card.'),
    ],
    relatedMatters: ['ID-05'],
    basis: [idCardElsewhere, idCardLaw5, fees2003],
    searchWords: {
      zh: [
        '异地办身份证',
        '外地身份证',
        '不回老家办身份证',
        '户口在外地',
        '跨省补身份证',
        '异地换身份证',
        '身份证',
      ],
      en: [
        'id card away from home',
        'other province id card',
        'id card without going home',
        'migrant id card',
      ],
    },
    popular: null,
  },
  {
    code: 'ID-05',
    group: 'id-card',
    audience: ['person'],
    name: t('临时居民身份证', 'Temporary ID card'),
    plainName: t('急用，先办张临时身份证', 'I need an ID card at once'),
    summary: t(
      '正式证件还没拿到又急用时，先办这张，三个月内有效。',
      'For use while you wait for your card; valid for three months.',
    ),
    counterGroup: 'household',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department,
    conditions: t(
      '已经申领、换领或补领身份证，证件还没拿到，急需使用的公民',
      'Citizens who have applied for an ID card, are still waiting, and need one urgently',
    ),
    flow: [
      t('直接到所取号，急的请跟窗口说一声。', 'Walk in, and tell the counter if it is urgent.'),
      t('核对身份，现场拍照。', 'Identity check and photograph.'),
      t('当场或下一个工作日领证。', 'Take the card at once or on the next working day.'),
    ],
    materials: [
      bring(t('户口簿', 'Household book'), temporaryCard, {
        note: t('核对，不收。', 'We look at it and give it back.'),
      }),
      onSite(t('一寸黑白照片', 'One-inch black-and-white photograph'), temporaryCard, {
        note: t('可以现场拍；自己带来也行。', 'Can be taken at the counter; you may also bring one.'),
      }),
    ],
    timeLimit: {
      legal: {
        ...calendarDays(3),
        startEvent: t('提出申请之日', 'the day you apply'),
        ...cite(temporaryCard12),
      },
      legalNote: null,
      promise: workingDays(1),
      promiseNote: t('能当场办的当场办。', 'On the spot whenever we can.'),
    },
    applicantLimits: [],
    fee: {
      items: [
        {
          name: t('工本费', 'Card'),
          fen: 1000,
          note: t('有的地方不收。', 'Some places do not charge.'),
        },
      ],
      ...cite(fees2003),
      local: false,
    },
    result: t('临时居民身份证，有效期三个月', 'Temporary ID card, valid for three months'),
    delivery: ['pickup'],
    channels: {
      online: no('要当面办，可以先在网上看清要带什么。', 'In person; see here what to bring.'),
      counter: walkIn,
      home: no('不上门；实在来不了，请先打电话。', 'Not at home; if you truly cannot come, please phone.'),
      agent: partly('不满 16 岁的由监护人代办。', 'A guardian applies for those under 16.'),
    },
    ageRule: null,
    identity: inPerson,
    notes: [
      t('领到正式身份证时，把临时的交回来。', 'Hand it back when you receive your ID card.'),
      t(
        '还没有申领正式身份证的，先办换领或者补领。',
        'If you have not yet applied for the card itself, renew or replace it first.',
      ),
    ],
    relatedMatters: ['ID-02', 'ID-03'],
    basis: [temporaryCard12, fees2003],
    searchWords: {
      zh: ['临时身份证', '身份证急用', '加急身份证', '明天要用身份证', '高考身份证', '坐火车身份证'],
      en: ['temporary id card', 'urgent id card', 'id card today', 'interim id'],
    },
    popular: null,
  },
  {
    code: 'ID-06',
    group: 'id-card',
    audience: ['person'],
    name: t('身份证丢失申报', 'Report a lost ID card'),
    plainName: t('身份证挂失', 'Tell us your ID card is lost'),
    summary: t(
      '先报一声丢了，防止别人冒用；补证另外办。',
      'Tell us at once, against misuse; a new card is a separate step.',
    ),
    counterGroup: 'household',
    minutes: 10,
    bookable: false,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department: t(
      '公安局户政部门，各派出所户籍窗口都能受理',
      'The bureau’s household office; every station’s household counter',
    ),
    conditions: t('丢了身份证的本人', 'The holder of the lost card'),
    flow: [
      t(
        '到窗口核验本人身份，说说大概什么时候丢的。',
        'At any counter: prove who you are and say roughly when it was lost.',
      ),
      t('马上拿到申报回执。', 'You get a receipt at once.'),
      t('需要新证的，接着办补领。', 'If you need a new card, ask for the replacement next.'),
    ],
    materials: [
      lookUp(t('本人身份核验', 'A check of your identity'), idCardLaw, {
        note: t('在窗口核验，不用带材料。', 'Done at the counter; nothing to bring.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('没有查到全国统一的法定时限。', 'No national legal limit was found.'),
      promise: onTheSpot,
      promiseNote: null,
    },
    applicantLimits: [],
    fee: free,
    result: t('丢失申报回执', 'Receipt of your report'),
    delivery: ['online'],
    channels: {
      online: yes('按规定可以网上申报。', 'The rules allow it to be reported online.'),
      counter: yes('不用预约，直接到窗口说一声就行。', 'No booking: simply tell any counter.'),
      home: no('不上门；来不了的请先打电话。', 'Not at home; if you cannot come, please phone first.'),
      agent: no(
        '要本人申报，免得别人替您“挂失”。',
        'Only the holder, so that nobody can do it against your will.',
      ),
    },
    ageRule: null,
    identity: { toFile: 'verified', toReceive: 'verified' },
    notes: [t('丢失申报不等于补证，新证要另外办。', 'Reporting the loss does not order a new card.')],
    relatedMatters: ['ID-03'],
    basis: [idCardLaw],
    searchWords: {
      zh: ['身份证挂失', '身份证丢了', '丢失申报', '身份证怕被冒用', '身份证报失'],
      en: ['report lost id', 'id card misuse', 'block id card', 'lost identity card'],
    },
    popular: null,
  },
]
