import type { Matter } from '../../../api/matter/catalogue.ts'
import { localDogs, shanghaiDogs15 } from '../../../api/matter/legalBasis.ts'
import { bring, cite, counter, no, partly, t, workingDays, yes } from './basis.ts'

/** Dog rules are local throughout: materials, fee and time are what the bureau publishes. */
export const dogMatters: Matter[] = [
  {
    code: 'DOG-01',
    group: 'dogs',
    audience: ['person'],
    name: t('养犬登记', 'Dog registration'),
    plainName: t('办狗证', 'Register my dog'),
    summary: t(
      '在城区养狗要登记，打过疫苗就可以来办。',
      'Dogs kept in town are registered; come once the dog is vaccinated.',
    ),
    counterGroup: 'general',
    minutes: 15,
    bookable: true,
    booking: 'optional',
    offeredAt: ['station'],
    department: t('居住地派出所综合窗口', 'General counter of the station where you live'),
    conditions: t(
      '在本地划定的城区内养犬的人；范围由本地规定',
      'People who keep a dog in the urban area that local rules mark out',
    ),
    flow: [
      t('先给狗打狂犬病疫苗。', 'Have the dog vaccinated against rabies first.'),
      t('带上材料到窗口办。', 'Come to the counter with your papers.'),
      t('核对后领登记证和犬牌。', 'After a check you receive the certificate and tag.'),
      t('以后每年年检一次。', 'After that there is a check every year.'),
    ],
    materials: [
      bring(t('养犬人的身份证', 'The keeper’s ID card'), localDogs, { local: true }),
      bring(t('住处的证件', 'A document for your home'), localDogs, {
        note: t(
          '房产证或租房合同；我们能查到的不用带，也不用居委会盖章。',
          'Title deed or lease; not if we can look it up, and no committee stamp.',
        ),
        local: true,
      }),
      bring(t('狂犬病免疫凭证', 'Rabies vaccination certificate'), localDogs, { local: true }),
      bring(t('犬只照片或者芯片号', 'Photo of the dog, or its chip number'), localDogs, {
        note: t('手机拍的就行。', 'A phone photo will do.'),
        original: false,
        local: true,
      }),
    ],
    timeLimit: {
      legal: null,
      legalNote: t(
        '全国没有统一时限，看本地规定；例如上海是 10 个工作日。',
        'No national limit; local rules decide. In Shanghai, for example, 10 working days.',
      ),
      promise: workingDays(7),
      promiseNote: t(
        '本地另有公布的，以公布的为准。',
        'Where your bureau publishes another time, that one holds.',
      ),
    },
    applicantLimits: [],
    fee: {
      items: [
        {
          name: t('登记费', 'Registration'),
          fen: null,
          note: t('由本地规定，以窗口公布的为准。', 'Set locally; see the price list at the counter.'),
        },
      ],
      ...cite(localDogs),
      local: true,
    },
    result: t('养犬登记证和犬牌', 'Dog certificate and tag'),
    delivery: ['pickup', 'post'],
    channels: {
      online: partly('有的地方可以先在网上填信息。', 'Some places take the details online first.'),
      counter,
      home: no('不上门；家人可以代办。', 'Not at home; a relative may do it.'),
      agent: yes('可以请别人代办，带上双方身份证。', 'Another person may act for you, with both ID cards.'),
    },
    ageRule: null,
    identity: { toFile: 'typed', toReceive: 'counter' },
    notes: [
      t(
        '狗搬家、走失也要说一声，期限看本地：上海 15 天内，北京搬家 30 天内。',
        'Tell us if the dog moves or is lost. The time is local: 15 days in Shanghai; 30 days after a move in Beijing.',
      ),
      t(
        '个别地方的老规定还要居委会的材料，和后来的国家规定不一致；遇到了请告诉我们。',
        'A few old local rules still ask for a committee paper, against later national rules; tell us if you meet one.',
      ),
    ],
    basis: [shanghaiDogs15, localDogs],
    searchWords: {
      zh: [
        '狗证',
        '办狗证',
        '养犬登记',
        '养狗',
        '犬证',
        '狗年检',
        '遛狗',
        '狗',
        '狗狗',
        '狗牌',
        '养狗登记',
        '给狗上户口',
        '宠物',
        '宠物登记',
      ],
      en: [
        'dog licence',
        'register dog',
        'dog tag',
        'pet dog',
        'dog permit',
        'dog',
        'pet',
        'dog registration',
        'puppy',
        'licence for dog',
        'dog license',
      ],
    },
    popular: null,
  },
]
