import { accessible, elders2020 } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { otherStation, ownPromise, rightStation, t } from './basis.ts'

/** HV-01 上门办证、送证: somebody who cannot come; a phone call does the same, and no paper is asked for beforehand. */
export const hv01: Form = {
  matter: 'HV-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('请民警上门', 'Ask us to come to you'),
  lead: t(
    '卧床、高龄、重度残疾、住院，自己来不了的，我们上门，不收费。不会填的，打派出所的值班电话说一声也一样。我们一个工作日内联系您，约好时间再去；来的民警会先出示证件。',
    'If you are bedridden, very old, severely disabled or in hospital, we come to you, free of charge. A phone call to the station does just as well. We contact you within one working day and agree a time; officers show their credentials first.',
  ),
  permit: false,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'relative', name: t('家人', 'A relative') },
      {
        value: 'guardian',
        name: t('监护人', 'The guardian'),
        note: t(
          '本人没有行为能力的成年人，由同一户口簿上的监护人申请。',
          'For an adult who cannot act, the guardian in the same household book.',
        ),
      },
      { value: 'neighbour', name: t('邻居、朋友', 'A neighbour or friend') },
      { value: 'community', name: t('社区、村里的工作人员', 'Somebody of the community or village') },
    ],
    authority: t('替人申请不用委托书。', 'No letter is needed to ask for somebody.'),
    letter: false,
  },
  promise: ownPromise(5),
  identity: { toFile: 'typed', toReceive: 'counter', withoutNumber: true },
  questions: [
    {
      key: 'can',
      ask: t('要办事的人能到派出所来吗？', 'Can the person come to the station?'),
      hint: t(
        '有人陪、有轮椅就能来的，也可以预约，我们在门口接。',
        'If they can come with help or a wheelchair, you may book and we meet you at the door.',
      ),
      answers: [
        { value: 'no', name: t('来不了', 'No') },
        {
          value: 'yes',
          name: t('能来', 'Yes'),
          stop: {
            why: t('上门先留给来不了的人。', 'Visits are kept for those who cannot come.'),
            instead: t('请约一个时间来，不约直接来也行。', 'Please book a time, or simply come.'),
            path: '/book',
          },
        },
      ],
    },
    rightStation(
      t('选的是要去的那个地方的派出所吗？', 'Is the station you chose that of the place to be visited?'),
      t('由那个地方的派出所上门。', 'The station of that place makes the visit.'),
    ),
  ],
  sections: [
    {
      key: 'what',
      title: t('要办什么', 'What is needed'),
      fields: [
        {
          key: 'matters',
          kind: 'choices',
          onResult: true,
          label: t('哪几件事', 'Which matters'),
          required: true,
          options: [
            { value: 'id-01', name: t('第一次办身份证', 'First ID card') },
            { value: 'id-02', name: t('身份证到期换证', 'Renewing an ID card') },
            { value: 'id-03', name: t('身份证丢了补证', 'Replacing a lost ID card') },
            { value: 'hk-01', name: t('给孩子上户口', 'Registering a baby') },
            { value: 'hk-07', name: t('补、换户口簿', 'A new household book') },
            { value: 'rp-02', name: t('居住证', 'Residence permit') },
            { value: 'deliver', name: t('证件办好了，请送上门', 'Bringing a finished document') },
            { value: 'other', name: t('别的', 'Something else') },
          ],
          most: 4,
          purpose: t('带上要用的设备和材料', 'To bring what is needed'),
        },
        {
          key: 'otherMatter',
          kind: 'text',
          onResult: true,
          label: t('是什么事', 'What it is'),
          required: true,
          when: [{ field: 'matters', is: ['other'] }],
          most: 100,
          least: 2,
          purpose: t('带上要用的设备和材料', 'To bring what is needed'),
        },
      ],
    },
    {
      key: 'why',
      title: t('为什么来不了', 'Why they cannot come'),
      fields: [
        {
          key: 'reason',
          kind: 'choice',
          label: t('原因', 'The reason'),
          hint: t('选最接近的，不用开任何证明。', 'The nearest one; no proof is asked for.'),
          required: true,
          options: [
            { value: 'bedridden', name: t('卧床', 'Bedridden') },
            { value: 'disability', name: t('重度残疾', 'Severely disabled') },
            { value: 'age', name: t('高龄', 'Very old') },
            { value: 'hospital', name: t('住院', 'In hospital') },
            { value: 'other', name: t('别的原因', 'Another reason') },
          ],
          sensitive: true,
          purpose: t('判断是不是需要上门，安排先后', 'To see that a visit is needed, and how soon'),
        },
        {
          key: 'needs',
          kind: 'long',
          label: t('我们要注意什么', 'Anything we should mind'),
          hint: t(
            '例如听力不好、要手语、刚做过手术。',
            'Hard of hearing, sign language, a recent operation, for example.',
          ),
          required: false,
          most: 200,
          sensitive: true,
          purpose: t('上门时照顾到', 'To take care on the visit'),
        },
      ],
    },
    {
      key: 'where',
      title: t('去哪里、什么时候', 'Where and when'),
      fields: [
        {
          key: 'place',
          kind: 'choice',
          label: t('人在', 'The person is'),
          required: true,
          options: [
            { value: 'home', name: t('家里', 'at home') },
            { value: 'hospital', name: t('医院', 'in hospital') },
            { value: 'care-home', name: t('养老院、护理院', 'in a care home') },
          ],
          sensitive: true,
          purpose: t('知道去哪里', 'To know where to go'),
        },
        {
          key: 'address',
          kind: 'address',
          label: t('地址', 'Address'),
          hint: t('医院写到病区、床号。', 'In a hospital, down to the ward and bed.'),
          required: true,
          least: 4,
          purpose: t('知道去哪里', 'To know where to go'),
        },
        {
          key: 'times',
          kind: 'choices',
          label: t('哪些时候方便', 'When it suits'),
          required: true,
          options: [
            { value: 'weekday-morning', name: t('工作日上午', 'Weekday mornings') },
            { value: 'weekday-afternoon', name: t('工作日下午', 'Weekday afternoons') },
            { value: 'any', name: t('都行', 'Any time') },
          ],
          purpose: t('约上门的时间', 'To agree a time'),
        },
        {
          key: 'notBefore',
          kind: 'day',
          label: t('最早从哪天起', 'Not before'),
          required: false,
          earliest: 0,
          latest: 60,
          purpose: t('约上门的时间', 'To agree a time'),
        },
      ],
    },
  ],
  materials: [],
  pauses: [],
  declines: [
    otherStation(
      t('要去的地方不在本所辖区', 'The place is not in the area of this station'),
      t('那个地方的派出所', 'The station of that place'),
      elders2020,
    ),
    {
      key: 'not-at-home',
      says: t(
        '这件事不能上门办，告诉您可以怎么办',
        'This matter cannot be done on a visit; you are told what can be done instead',
      ),
      basis: elders2020,
    },
  ],
  refusals: [
    {
      key: 'can-come',
      says: t('核实后本人可以到窗口办理', 'It turned out that the person can come to the counter'),
      basis: accessible,
    },
  ],
  // It is done where the person is, and the form asks for that address: nothing else is handed over.
  deliveries: [],
  visit: null,
  result: {
    type: 'visit-record',
    validDays: null,
    says: t(
      '上门记录：哪天、谁去的、办了什么。',
      'A record of the visit: the day, who came and what was done.',
    ),
  },
  keptDays: 365,
}
