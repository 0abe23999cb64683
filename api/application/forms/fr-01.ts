import { exitEntry39 } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { otherStation, ownPromise, rightStation, t } from './basis.ts'

const lodging = t('登记临时住宿', 'To register the stay')

/** FR-01 境外人员临时住宿登记: a foreign national not in a hotel, or whoever puts them up, within 24 hours of arrival. */
export const fr01: Form = {
  matter: 'FR-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('境外人员临时住宿登记', 'Register where you stay'),
  lead: t(
    '不住宾馆的外国朋友，到了 24 小时内登记，本人或者房东都行；晚了也请来登记。姓名和证件请填住的人的，照着护照写。',
    'If you stay anywhere but a hotel, register within 24 hours of arrival; you or your host may do it, and please still do it if you are late. Give the name and passport of the person who stays, as printed.',
  ),
  permit: false,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'host', name: t('房东、留宿的人', 'The host or landlord') },
      { value: 'employer', name: t('接待单位', 'The organisation that receives them') },
      { value: 'relative', name: t('家人、朋友', 'A relative or friend') },
    ],
    authority: t('不用委托书。', 'No letter is needed.'),
    letter: false,
  },
  promise: ownPromise(1),
  identity: { toFile: 'phone', toReceive: 'verified' },
  questions: [
    {
      key: 'hotel',
      ask: t('住在宾馆、酒店里吗？', 'Is it a hotel?'),
      answers: [
        { value: 'no', name: t('不是，住在别的地方', 'No, somewhere else') },
        {
          value: 'yes',
          name: t('住宾馆、酒店', 'Yes'),
          stop: {
            why: t(
              '住宾馆的由宾馆登记，您不用再办。',
              'A hotel registers its guests; there is nothing for you to do.',
            ),
            instead: t('入住时把护照给前台就行。', 'Show your passport at the desk when you check in.'),
            matter: 'FR-01',
          },
        },
      ],
    },
    {
      key: 'foreign',
      ask: t('住的人用的是外国护照吗？', 'Does the person hold a foreign passport?'),
      answers: [
        { value: 'yes', name: t('是', 'Yes') },
        {
          value: 'no',
          name: t('不是', 'No'),
          stop: {
            why: t('中国公民办居住登记。', 'Chinese citizens register their residence instead.'),
            instead: t(
              '请用“居住登记”；港澳台居民请打电话问住处的派出所。',
              'Please use residence registration; from Hong Kong, Macau or Taiwan, please phone the station.',
            ),
            matter: 'RP-01',
          },
        },
      ],
    },
    rightStation(
      t('选的是住处所在地的派出所吗？', 'Is the station you chose that of the place of the stay?'),
      t('由住处所在地的派出所登记。', 'The station of that place registers it.'),
    ),
  ],
  sections: [
    {
      key: 'person',
      title: t('住的人', 'Who stays'),
      fields: [
        {
          key: 'nationality',
          kind: 'text',
          onResult: true,
          label: t('国籍', 'Nationality'),
          hint: t('照护照上写。', 'As in the passport.'),
          required: true,
          most: 60,
          least: 2,
          purpose: lodging,
        },
        {
          key: 'bornOn',
          kind: 'day',
          label: t('出生日期', 'Day of birth'),
          required: true,
          earliest: -47_500,
          latest: 0,
          purpose: lodging,
        },
        {
          key: 'sex',
          kind: 'choice',
          label: t('护照上的性别', 'Sex, as in the passport'),
          required: true,
          options: [
            { value: 'female', name: t('女 F', 'F') },
            { value: 'male', name: t('男 M', 'M') },
            { value: 'unspecified', name: t('X', 'X') },
          ],
          purpose: lodging,
        },
        {
          key: 'entry',
          kind: 'choice',
          label: t('凭什么入境', 'How you entered'),
          required: true,
          options: [
            { value: 'visa', name: t('签证', 'With a visa') },
            { value: 'residence', name: t('居留许可', 'With a residence permit') },
            { value: 'visa-free', name: t('免签', 'Without a visa') },
            { value: 'permanent', name: t('永久居留身份证', 'With a permanent residence card') },
          ],
          purpose: lodging,
        },
        {
          key: 'stayUntil',
          kind: 'day',
          label: t('签证、居留或者免签，可以停留到哪天', 'Until when you may stay in China'),
          required: true,
          when: [{ field: 'entry', is: ['visa', 'residence', 'visa-free'] }],
          earliest: 0,
          latest: 3700,
          purpose: lodging,
        },
      ],
    },
    {
      key: 'stay',
      title: t('住在哪里', 'Where, and how long'),
      fields: [
        {
          key: 'address',
          kind: 'address',
          onResult: true,
          label: t('住处地址', 'Address of the stay'),
          hint: t('中文、英文都行，写到门牌号。', 'In Chinese or English, down to the number of the flat.'),
          required: true,
          least: 4,
          purpose: lodging,
        },
        {
          key: 'arrivedOn',
          kind: 'day',
          onResult: true,
          label: t('哪天住进来的', 'Day of arrival'),
          required: true,
          earliest: -3700,
          latest: 0,
          purpose: lodging,
        },
        {
          key: 'leavingOn',
          kind: 'day',
          onResult: true,
          label: t('打算住到哪天', 'You mean to stay until'),
          hint: t(
            '比可以停留到的那天还晚的，先写可以停留到的那天；延期办好了再登记一次。',
            'If that is later than you may stay in China, give the last day you may; once it is extended, register again.',
          ),
          required: true,
          earliest: 0,
          latest: 3700,
          purpose: lodging,
        },
      ],
    },
    {
      key: 'host',
      title: t('留宿的人', 'The host'),
      when: [{ field: 'helper', is: ['none', 'employer', 'relative'] }],
      fields: [
        {
          key: 'hostName',
          kind: 'name',
          label: t('房东或者留宿人的姓名', 'Name of the host or landlord'),
          required: true,
          purpose: t('核对住处', 'To check the place'),
        },
        {
          key: 'hostPhone',
          kind: 'phone',
          label: t('他的电话', 'Their phone'),
          required: true,
          purpose: t('核对住处', 'To check the place'),
        },
      ],
    },
  ],
  materials: [
    {
      key: 'passport',
      kind: 'passport',
      name: t('护照', 'Passport'),
      note: t(
        '照片那一页，和签证、居留许可或者入境章那一页。',
        'The page with the photograph, and that with the visa, permit or entry stamp.',
      ),
      from: 'applicant',
      required: true,
      most: 4,
      sensitive: true,
      basis: exitEntry39,
    },
  ],
  pauses: [],
  declines: [
    otherStation(
      t('住处不在本所辖区', 'The place is not in the area of this station'),
      t('住处所在地派出所', 'The station of that place'),
      exitEntry39,
    ),
    {
      key: 'hotel',
      says: t('住在旅馆的，由旅馆登记', 'In a hotel, the hotel registers the guest'),
      basis: exitEntry39,
    },
  ],
  refusals: [
    {
      key: 'not-staying',
      says: t('核对后不能确认住在这个地址', 'The check could not confirm the stay at that address'),
      basis: exitEntry39,
    },
  ],
  duty: t(
    '撤回不等于不用登记：还住在这里的，仍然要登记；写错了的，请马上重新登记一份。',
    'The duty to register stays: if you still stay there, please register again at once, with whatever was wrong put right.',
  ),
  deliveries: ['electronic', 'counter'],
  visit: null,
  result: {
    type: 'lodging',
    validDays: null,
    says: t(
      '临时住宿登记表，请保存好；换了住处要再登记。',
      'The registration form; please keep it, and register again if you move.',
    ),
  },
  keptDays: 365,
}
