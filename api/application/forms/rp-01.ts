import { household15, residence } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { identityLookedUp, otherStation, ownPromise, rightStation, t } from './basis.ts'

/** RP-01 居住登记: somebody who lives away from where they are registered, filed by them, a landlord, a unit or kin. */
export const rp01: Form = {
  matter: 'RP-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('居住登记', 'Register where you live'),
  lead: t(
    '离开户口所在地来这里住三天以上的，到了三天内登记；晚了也照样办。以后办居住证，从登记这天算半年。房东、单位、学校和家人可以代报。',
    'If you stay away from home for more than three days, register within three days of arrival; we still do it if you are late. The half year towards a residence permit runs from then. A landlord, employer, school or relative may file for you.',
  ),
  permit: false,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'landlord', name: t('房东', 'The landlord') },
      { value: 'employer', name: t('用人单位', 'The employer') },
      { value: 'school', name: t('学校', 'The school') },
      { value: 'relative', name: t('家人', 'A relative') },
    ],
    authority: t('代报不用委托书，请先跟本人说一声。', 'No letter is needed; please tell the person first.'),
    letter: false,
  },
  promise: ownPromise(1),
  identity: { toFile: 'phone', toReceive: 'verified' },
  questions: [
    {
      key: 'foreign',
      ask: t('要登记的人是外国籍吗？', 'Is the person a foreign national?'),
      answers: [
        { value: 'no', name: t('不是', 'No') },
        {
          value: 'yes',
          name: t('是外国籍', 'Yes'),
          stop: {
            why: t(
              '外国人办的是临时住宿登记，24 小时内就要报。',
              'Foreign nationals register their lodging instead, within 24 hours.',
            ),
            instead: t('请用“境外人员临时住宿登记”。', 'Please use the lodging registration.'),
            matter: 'FR-01',
          },
        },
      ],
    },
    {
      key: 'home',
      ask: t('户口就在现在住的这个地方吗？', 'Is the person registered at the place where they live now?'),
      answers: [
        { value: 'no', name: t('不是', 'No') },
        {
          value: 'yes',
          name: t('是', 'Yes'),
          stop: {
            why: t(
              '户口在这里的人不用再登记居住。',
              'People registered here need no residence registration.',
            ),
            instead: t(
              '要改户口地址，看看户口迁移。',
              'To move your household registration, see that matter.',
            ),
            matter: 'HK-03',
          },
        },
      ],
    },
    {
      key: 'stay',
      ask: t('会住三天以上吗？', 'Will it be more than three days?'),
      answers: [
        { value: 'yes', name: t('会', 'Yes') },
        {
          value: 'no',
          name: t('三天以内', 'Three days or fewer'),
          stop: {
            why: t('三天以内不用登记。', 'For three days or fewer there is nothing to register.'),
            instead: t('以后要长住了再来登记。', 'Register later if you stay longer.'),
            matter: 'RP-01',
          },
        },
      ],
    },
    rightStation(
      t(
        '选的是现在住的地方的派出所吗？',
        'Is the station you chose that of the place where the person lives?',
      ),
      t('居住登记由住处的派出所办。', 'The station of the place where one lives registers it.'),
    ),
  ],
  sections: [
    {
      key: 'home',
      title: t('住在哪里', 'Where it is'),
      fields: [
        {
          key: 'address',
          kind: 'address',
          onResult: true,
          label: t('现在住的地址', 'The address'),
          hint: t('写到门牌号、房间号。', 'Down to the number of the flat or room.'),
          required: true,
          least: 4,
          purpose: t('登记住址', 'To register the address'),
        },
        {
          key: 'kind',
          kind: 'choice',
          label: t('是什么住处', 'What kind of place'),
          required: true,
          options: [
            { value: 'rented', name: t('租的', 'Rented') },
            { value: 'own', name: t('自己买的', 'Our own') },
            { value: 'dormitory', name: t('单位、学校宿舍', 'A dormitory of an employer or school') },
            { value: 'kin', name: t('亲友家', 'With relatives or friends') },
            { value: 'other', name: t('其他', 'Something else') },
          ],
          purpose: t('核对住址', 'To check the address'),
        },
        {
          key: 'arrived',
          kind: 'day',
          onResult: true,
          label: t('哪天住进来的', 'The day of moving in'),
          required: true,
          earliest: -36_500,
          latest: 0,
          purpose: t('登记起始日期', 'To register from which day'),
        },
      ],
    },
  ],
  materials: [identityLookedUp(residence)],
  pauses: [],
  declines: [
    otherStation(
      t('这个地址不在本所辖区', 'The address is not in the area of this station'),
      t('住处所在地派出所', 'The station of the place where you live'),
      residence,
    ),
    {
      key: 'not-needed',
      says: t(
        '户口就在这里，不用登记居住',
        'The person is registered here and needs no residence registration',
      ),
      basis: household15,
    },
  ],
  refusals: [
    {
      key: 'not-living',
      says: t('核对后不能确认住在这个地址', 'The check could not confirm that the person lives there'),
      basis: residence,
    },
  ],
  duty: t(
    '撤回不等于不用登记：还住在这里的，仍然要登记。',
    'The duty to register stays: if you still live there, please register again.',
  ),
  deliveries: ['electronic', 'counter'],
  visit: null,
  result: {
    type: 'residence-registration',
    validDays: null,
    says: t('居住登记回执，写明从哪天起登记。', 'A slip that says from which day you are registered.'),
  },
  keptDays: 365,
}
