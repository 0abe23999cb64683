import type { Matter } from '../../../api/matter/catalogue.ts'
import { exitEntry, exitEntry39 } from '../../../api/matter/legalBasis.ts'
import { bring, cite, free, no, onSite, onTheSpot, t, yes } from './basis.ts'

export const visitorMatters: Matter[] = [
  {
    code: 'FR-01',
    group: 'visitors',
    audience: ['foreigner', 'person'],
    name: t('境外人员临时住宿登记', 'Lodging registration for visitors from abroad'),
    plainName: t('外国朋友住在家里，登记一下', 'Register where you stay'),
    summary: t(
      '不住宾馆的，到了 24 小时内登记；本人或者房东都行。',
      'Not in a hotel? Register within 24 hours of arrival; you or your host.',
    ),
    counterGroup: 'exit-entry',
    minutes: 10,
    bookable: false,
    booking: 'not-needed',
    offeredAt: ['hall', 'station'],
    department: t('住处所在地派出所', 'The police station of the place where you stay'),
    conditions: t(
      '住在宾馆以外地方的外国人，或者留宿他们的人',
      'Foreign nationals staying anywhere but a hotel, or the people they stay with',
    ),
    flow: [
      t(
        '直接到住处所在地的派出所，不用预约。',
        'Walk into the police station of the place where you stay; no booking.',
      ),
      t('核对护照。', 'The passport is checked.'),
      t('拿到登记表，请保存好。', 'You get the registration form; please keep it.'),
    ],
    materials: [
      bring(t('护照', 'Passport'), exitEntry, {
        note: t('核对，不收。', 'We look at it and give it back.'),
      }),
      onSite(t('留宿人和地址', 'Your host and address'), exitEntry, {
        note: t('说清房东姓名、电话和门牌号就行。', 'Tell us the host’s name, phone and full address.'),
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
        text: t('到达后 24 小时内登记。', 'Register within 24 hours of arrival.'),
        count: { value: 24, unit: 'hour', startEvent: t('入住之时', 'when you arrive') },
        ...cite(exitEntry39),
      },
    ],
    fee: free,
    result: t('临时住宿登记表', 'Registration form of temporary residence'),
    delivery: ['online', 'pickup'],
    channels: {
      online: yes('按规定可以网上登记。', 'The rules allow it to be done online.'),
      counter: yes('不用预约，直接到派出所。', 'No booking; walk into the station.'),
      home: no(
        '不上门；来不了的请打派出所值班电话。',
        'Not at home; if you cannot come, phone the station’s duty line.',
      ),
      agent: yes('房东或者接待的人可以代办。', 'Your host may do it for you.'),
    },
    ageRule: null,
    identity: { toFile: 'phone', toReceive: 'verified' },
    notes: [t('住宾馆的由宾馆登记，您不用再来。', 'If you stay in a hotel, the hotel registers you.')],
    basis: [exitEntry39],
    searchWords: {
      zh: [
        '外国人登记',
        '临时住宿登记',
        '境外人员登记',
        '外国人住家里',
        '外宾登记',
        '外国朋友',
        '护照',
        '签证',
        '外国人',
        '老外',
        '外国客人',
        '外国人住宿',
        '住宿登记',
        '境外住宿',
        '老外来家里住',
        '护照登记',
        '港澳台住宿',
      ],
      en: [
        'lodging registration',
        'register where you stay',
        'foreigner registration',
        '24 hours',
        'temporary residence',
        'police registration',
        'passport',
        'visa',
        'register my stay',
        'register stay',
        'register with police',
        'foreigner',
        'foreign guest',
        'accommodation registration',
        'lodging',
        'hotel registration',
        'airbnb',
        'guest from abroad',
        'temporary residence registration',
      ],
    },
    popular: 13,
  },
]
