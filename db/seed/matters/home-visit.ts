import type { Matter } from '../../../api/matter/catalogue.ts'
import { accessible, elders2020 } from '../../../api/matter/legalBasis.ts'
import { free, onSite, t, workingDays, yes } from './basis.ts'

export const homeVisitMatters: Matter[] = [
  {
    code: 'HV-01',
    group: 'home-visit',
    audience: ['person'],
    name: t('上门办证、送证申请', 'Home visit'),
    plainName: t('来不了，请民警上门', 'I cannot come; please come to me'),
    summary: t(
      '卧床、高龄、重度残疾、住院的，打个电话，我们来。',
      'Bedridden, very old, severely disabled or in hospital: phone, and we will come.',
    ),
    counterGroup: 'general',
    minutes: 20,
    bookable: false,
    booking: 'not-needed',
    offeredAt: ['station', 'room'],
    department: t('居住地派出所，或社区警务室', 'The station where you live, or its community police room'),
    conditions: t(
      '卧床、重度残疾、高龄、住院，自己来不了的人；没有行为能力的成年人，由同一户口簿上的监护人申请',
      'People who cannot come because they are bedridden, severely disabled, very old or in hospital; for an adult who cannot act, the guardian in the same household book',
    ),
    flow: [
      t('打派出所的值班电话。', 'Phone the station’s duty line.'),
      t(
        '一个工作日内跟您联系，说好哪天来、要准备什么。',
        'We call back within one working day and agree the day and what to prepare.',
      ),
      t('民警上门办理，做好上门记录。', 'Officers visit, do the work and leave a record of the visit.'),
      t('证件做好后送上门。', 'The finished document is brought to you.'),
    ],
    materials: [
      onSite(t('一个电话就够', 'A phone call is enough'), elders2020, {
        note: t('上门时要看什么，打电话时告诉您。', 'We tell you on the phone what we need to see.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('法律没有规定时限。', 'The law sets no limit.'),
      promise: workingDays(5),
      promiseNote: t(
        '一个工作日内联系您，五个工作日内上门；所办的证件按它自己的时限。',
        'Contact within one working day, visit within five; the document itself follows its own limit.',
      ),
    },
    applicantLimits: [],
    fee: free,
    result: t('上门记录，和所办事项的结果', 'A record of the visit, and the result of the service itself'),
    delivery: ['home'],
    channels: {
      online: yes('按规定可以网上申请。', 'The rules allow it to be asked for online.'),
      counter: yes('家人到窗口说一声也行。', 'A relative may simply tell the counter.'),
      home: yes('这件事就是上门办。', 'This is the home visit.'),
      agent: yes(
        '监护人、家人、社区都可以替您申请。',
        'A guardian, relative or the community may ask for you.',
      ),
    },
    ageRule: null,
    identity: { toFile: 'typed', toReceive: 'counter' },
    notes: [
      t('上门不收费；来的民警会先出示证件。', 'Visits are free; officers show their credentials first.'),
      t(
        '不是所有事项都能上门，能不能办请看该事项的说明。',
        'Not every service can be done at home; see the guide of each.',
      ),
    ],
    basis: [elders2020, accessible],
    searchWords: {
      zh: [
        '上门办证',
        '上门服务',
        '老人办身份证',
        '卧床',
        '残疾人上门',
        '送证上门',
        '行动不便',
        '住院办证',
        '上门',
        '老人走不动',
        '走不了路',
        '出不了门',
        '残疾',
        '瘫痪',
        '腿脚不方便',
        '住院',
        '家里老人办证',
      ],
      en: [
        'home visit',
        'bedridden',
        'elderly',
        'disabled',
        'cannot come',
        'hospital',
        'visit at home',
        'come to my home',
        'cannot walk',
        'cannot leave home',
        'wheelchair',
        'old mother',
        'disabled person',
      ],
    },
    popular: 15,
  },
]
