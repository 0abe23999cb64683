import type { Basis, Matter } from '../../../api/matter/catalogue.ts'
import { free, no, onSite, onTheSpot, partly, t, yes } from './basis.ts'

/** A practice of bureaus (standards A1 相约警务室), and no law. */
const practice: Basis = {
  name: t(
    '各地的做法“相约警务室”，不是法律规定；坐班的日子由派出所登记',
    'A practice of police bureaus (“meet at the police room”), not law; duty days are declared by the station',
  ),
  certainty: 'K1',
}

export const talkMatters: Matter[] = [
  {
    code: 'TALK-01',
    group: 'community',
    audience: ['person', 'unit', 'foreigner'],
    name: t('和社区民警面谈', 'Talk with your community officer'),
    plainName: t('约社区民警当面聊聊', 'Meet my community officer'),
    summary: t(
      '在警务室坐下来说。不用证件，也不用先说什么事。',
      'Sit down together at the community police room. No papers, and you need not say what about.',
    ),
    applicantHint: t('怎么称呼您', 'How we may call you'),
    counterGroup: 'general',
    minutes: 30,
    bookable: true,
    alone: true,
    noDocument: true,
    booking: 'advised',
    offeredAt: ['room'],
    department: t('社区警务室', 'Community police room'),
    conditions: t('谁都可以约，不分户口在哪儿。', 'Anybody, wherever they are registered.'),
    flow: [
      t(
        '选一个警务室，和民警坐班的一个时间。',
        'Choose a community police room, and a time when the officer is there.',
      ),
      t(
        '按时间到警务室，报姓名或预约编号就行。',
        'Come at that time and say your name or the booking number.',
      ),
      t('民警和您当面谈。', 'The officer talks with you.'),
    ],
    materials: [
      onSite(t('当面说就行', 'Talking is enough'), practice, {
        note: t('想给民警看的东西，可以带来。', 'If you want to show something, bring it.'),
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t('法律没有规定时限。', 'The law sets no limit.'),
      promise: onTheSpot,
      promiseNote: t('当面谈。', 'You talk there and then.'),
    },
    applicantLimits: [],
    fee: free,
    result: t('当面谈', 'A talk'),
    delivery: ['pickup'],
    channels: {
      online: no(
        '网上约时间，到警务室面谈。急事请打 110。',
        'Book the time online, then come. In an emergency call 110.',
      ),
      counter: yes(
        '民警坐班时不预约也能来，有约的先谈。',
        'While the officer is there you may come without a booking; those who booked go first.',
      ),
      home: partly('走不动的，打电话，民警上门。', 'If you cannot walk, phone: the officer comes.'),
      agent: yes('家人可以陪，也可以替您来。', 'Relatives may come with you, or for you.'),
    },
    ageRule: null,
    identity: { toFile: 'typed', toReceive: 'counter' },
    notes: [
      t(
        '只能约民警登记坐班的日子。民警临时有事，会短信告诉您。',
        'Only declared duty days can be booked. If something comes up, you get a text message.',
      ),
      t('危急的事不要等约：打 110。', 'Do not wait for a booking when it is urgent: call 110.'),
    ],
    relatedMatters: ['HV-01'],
    basis: [practice],
    searchWords: {
      zh: [
        '约民警',
        '找民警',
        '面谈',
        '谈话',
        '相约警务室',
        '社区民警',
        '片警',
        '警务室',
        '聊聊',
        '反映情况',
        '邻里纠纷',
        '咨询民警',
      ],
      en: [
        'meet the officer',
        'talk',
        'community officer',
        'beat officer',
        'police room',
        'neighbours',
        'advice',
      ],
    },
    popular: null,
  },
]
