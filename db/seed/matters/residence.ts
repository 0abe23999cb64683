import type { Matter } from '../../../api/matter/catalogue.ts'
import {
  bring,
  calendarDays,
  cite,
  counter,
  free,
  freeBy,
  household15,
  localPractice,
  lookUp,
  no,
  onSite,
  onTheSpot,
  partly,
  residence,
  residence9,
  residence21,
  t,
  visitOnRequest,
  walkIn,
  yes,
} from './basis.ts'

const department = t('居住地派出所综合窗口', 'General counter of the station where you live')
const ownId = bring(t('本人身份证', 'Your ID card'), residence, {
  note: t('核对，不收，不用复印。', 'We look at it and give it back; no copy needed.'),
})
const kinOrGuardian = partly(
  '不满 16 岁、年老、残疾的，监护人或近亲属可以代办。',
  'A guardian or close relative may act for those under 16, elderly or disabled.',
)

export const residenceMatters: Matter[] = [
  {
    code: 'RP-01',
    group: 'residence',
    audience: ['person', 'unit'],
    name: t('居住登记', 'Residence registration'),
    plainName: t('租房、搬来住，登记一下', 'I have moved in and want to register'),
    summary: t(
      '离开户口所在地来这里住，到了三天内登记；房东、单位也可以代报。',
      'Register within three days of arrival; a landlord or employer may do it for you.',
    ),
    counterGroup: 'general',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['station', 'room'],
    department: t(
      '居住地派出所综合窗口，或社区警务室',
      'The station where you live, or its community police room',
    ),
    conditions: t(
      '离开户口所在地到本地居住的人；房东、用人单位、学校可以代为申报',
      'People living away from where they are registered; a landlord, employer or school may file',
    ),
    flow: [
      t(
        '到派出所，或者到社区警务室，说清现在住哪里。',
        'Tell the station or the community police room where you now live.',
      ),
      t('民警核对地址。', 'An officer checks the address.'),
      t(
        '拿到登记回执，以后办居住证从这一天算起。',
        'You get a slip; time towards a residence permit runs from this day.',
      ),
    ],
    materials: [
      ownId,
      onSite(t('现住地址', 'Your present address'), residence, {
        note: t('说清门牌号就行。', 'Just tell us the street, number and flat.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t(
        '法律没有规定办理时限，当场就办。',
        'The law sets no limit for the office; it is done at once.',
      ),
      promise: onTheSpot,
      promiseNote: null,
    },
    applicantLimits: [
      {
        text: t(
          '来了三天内登记（离开户口所在地住三天以上的）。',
          'Register within three days of arrival, if you stay away from home for more than three days.',
        ),
        count: { value: 3, unit: 'calendar_day', startEvent: t('到达之日', 'the day you arrive') },
        ...cite(household15),
      },
    ],
    fee: free,
    result: t('居住登记回执', 'Registration slip'),
    delivery: ['online', 'pickup'],
    channels: {
      online: yes('按规定可以网上登记。', 'The rules allow it to be done online.'),
      counter: walkIn,
      home: yes('社区民警走访时可以当场登记。', 'The community officer can register you on a visit.'),
      agent: yes('房东、单位、家人都可以代报。', 'A landlord, employer or relative may file for you.'),
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'verified' },
    notes: [],
    basis: [household15, residence],
    searchWords: {
      zh: [
        '居住登记',
        '暂住登记',
        '租房登记',
        '流动人口登记',
        '暂住证',
        '外来人口',
        '搬家登记',
        '出租屋登记',
      ],
      en: [
        'residence registration',
        'register address',
        'moved in',
        'tenant registration',
        'landlord registration',
      ],
    },
    popular: 11,
  },
  {
    code: 'RP-02',
    group: 'residence',
    audience: ['person'],
    name: t('首次申领居住证', 'First residence permit'),
    plainName: t('办居住证', 'Get a residence permit'),
    summary: t(
      '住满半年，有稳定工作、住处或者在上学，就可以办，不收费。',
      'After half a year with a steady job, home or studies here. Free.',
    ),
    counterGroup: 'general',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['station'],
    department,
    conditions: t(
      '在本地居住半年以上，并且有合法稳定就业、合法稳定住所、连续就读三样中的一样',
      'Half a year or more here, and one of: lawful steady work, a lawful steady home, or continuous studies',
    ),
    flow: [
      t('预约一个时间，或者直接到所取号。', 'Book a time, or walk in.'),
      t('窗口核对身份和证明，拍照。', 'Identity and proof are checked, and a photograph taken.'),
      t(
        '拿受理回执，证做好后领取或者邮寄。',
        'Take the receipt; collect the permit later or have it posted.',
      ),
    ],
    materials: [
      ownId,
      onSite(t('照片', 'Photograph'), residence, {
        note: t('不用带，现场拍。', 'No need to bring one; it is taken at the counter.'),
      }),
      bring(
        t('住处、工作、上学的证明，任选一样', 'Proof of your home, work or studies; any one'),
        residence,
        {
          note: t(
            '租房合同、房产证、劳动合同、学生证等，带一样就够；我们能查到的不用带。',
            'A lease, title deed, work contract or student card: one is enough, and none if we can look it up.',
          ),
        },
      ),
    ],
    timeLimit: {
      legal: {
        ...calendarDays(15),
        startEvent: t('受理之日', 'the day it is accepted'),
        ...cite(residence9),
      },
      legalNote: t('城市另有规定的，最长不超过 30 天。', 'Up to 30 days where a city’s own rule says so.'),
      promise: calendarDays(10),
      promiseNote: null,
    },
    applicantLimits: [],
    fee: freeBy(residence21),
    result: t('居住证', 'Residence permit'),
    delivery: ['pickup', 'post', 'electronic'],
    channels: {
      online: partly('按规定可以先在网上填信息。', 'The rules allow details to be filled in online first.'),
      counter,
      home: visitOnRequest,
      agent: kinOrGuardian,
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'counter' },
    notes: [
      t(
        '住满半年从居住登记那天算起，还没登记的先登记。',
        'The half year runs from your residence registration; register first if you have not.',
      ),
    ],
    relatedMatters: ['RP-01'],
    basis: [residence9, residence21],
    searchWords: {
      zh: ['居住证', '办居住证', '暂住证', '居住证申请', '孩子上学居住证', '半年居住证'],
      en: ['residence permit', 'living permit', 'apply residence card', 'permit for school'],
    },
    popular: 4,
  },
  {
    code: 'RP-03',
    group: 'residence',
    audience: ['person'],
    name: t('居住证签注', 'Yearly endorsement of the residence permit'),
    plainName: t('居住证到期续签', 'Renew my residence permit for another year'),
    summary: t(
      '居住证每年签一次，在满一年前的一个月内办，不收费。',
      'Once a year, in the month before each full year. Free.',
    ),
    counterGroup: 'general',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['station'],
    department,
    conditions: t(
      '继续在本地居住的持证人，在每满一年之前的一个月内办',
      'Holders who go on living here, within the month before each full year',
    ),
    flow: [
      t('带上居住证，到所直接办。', 'Come to the station with your permit.'),
      t('核对住处、工作或上学情况有没有变化。', 'We check whether your home, work or studies have changed.'),
      t('当场签注好。', 'It is endorsed on the spot.'),
    ],
    materials: [
      bring(t('居住证', 'Your residence permit'), residence),
      bring(t('新的住处、工作或上学证明', 'New proof of home, work or studies'), residence, {
        note: t('只有情况变了才要。', 'Only if something has changed.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t(
        '法律没有规定办理时限，当场就办。',
        'The law sets no limit for the office; it is done at once.',
      ),
      promise: onTheSpot,
      promiseNote: null,
    },
    applicantLimits: [
      {
        text: t(
          '每满一年之前的一个月内签注。过了没签，居住证暂停使用；补签后恢复，年限从补签那天重新算。',
          'Endorse within the month before each full year. If you miss it the permit is suspended; it works again once endorsed, and the years are counted afresh from that day.',
        ),
        count: null,
        ...cite(residence),
      },
    ],
    fee: freeBy(residence21),
    result: t('居住证签注', 'An endorsed residence permit'),
    delivery: ['online'],
    channels: {
      online: yes('按规定可以网上签注。', 'The rules allow it to be done online.'),
      counter: walkIn,
      home: no('不上门；来不了的请先打电话。', 'Not at home; if you cannot come, please phone first.'),
      agent: kinOrGuardian,
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'verified' },
    notes: [t('签注不收任何钱。', 'Nothing may be charged for it.')],
    basis: [residence21, residence],
    searchWords: {
      zh: ['居住证签注', '居住证续签', '居住证到期', '居住证年审', '居住证过期', '暂住证续期'],
      en: ['endorse residence permit', 'renew residence permit', 'permit expired', 'yearly endorsement'],
    },
    popular: 6,
  },
  {
    code: 'RP-04',
    group: 'residence',
    audience: ['person'],
    name: t('居住证换领、补领', 'Replace residence permit'),
    plainName: t('居住证丢了、坏了', 'My residence permit is lost or damaged'),
    summary: t('丢了、坏了、信息变了，换一张或补一张。', 'Lost, damaged or out of date: get another.'),
    counterGroup: 'general',
    minutes: 10,
    bookable: true,
    booking: 'not-needed',
    offeredAt: ['station'],
    department,
    conditions: t(
      '居住证丢失、损坏，或者证上信息有变化的持证人',
      'Holders whose permit is lost, damaged or out of date',
    ),
    flow: [
      t('直接到所取号。', 'Walk in and take a ticket.'),
      t('核对身份，填一张声明。', 'Identity check, and a short statement.'),
      t('证做好后领取或者邮寄。', 'Collect the new permit or have it posted.'),
    ],
    materials: [
      ownId,
      onSite(t('丢失声明', 'Statement of loss'), residence, {
        note: t('丢失的才填，在窗口填。', 'Only if it is lost; filled in at the counter.'),
      }),
      lookUp(t('原来的居住登记', 'Your present registration'), residence, {
        note: t('我们自己查，不用带。', 'We look it up.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('没有查到全国统一的换领、补领时限。', 'No national limit for replacement was found.'),
      promise: calendarDays(10),
      promiseNote: null,
    },
    applicantLimits: [],
    fee: {
      items: [
        {
          name: t('换领、补领工本费', 'Replacement'),
          fen: null,
          note: t(
            '各地标准不同，有的地方不收；以窗口公布的为准。',
            'Set locally, and free in some places; see the price list at the counter.',
          ),
        },
      ],
      ...cite(residence21),
      local: true,
    },
    result: t('新的居住证', 'A new residence permit'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partly('按规定可以先在网上填信息。', 'The rules allow details to be filled in online first.'),
      counter: walkIn,
      home: no('不上门；家人可以代办。', 'Not at home; a relative may do it for you.'),
      agent: yes('可以委托别人代办，带上双方身份证。', 'Another person may act for you, with both ID cards.'),
    },
    ageRule: null,
    identity: { toFile: 'typed', toReceive: 'counter' },
    notes: [],
    basis: [residence21, localPractice],
    searchWords: {
      zh: ['居住证丢了', '补居住证', '换居住证', '居住证坏了', '居住证换地址'],
      en: ['lost residence permit', 'replace residence permit', 'damaged residence permit'],
    },
    popular: null,
  },
]
