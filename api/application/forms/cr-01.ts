import { criminalRecord } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { helperPapers, identityLookedUp, legalPromise, t } from './basis.ts'

/** CR-01 无犯罪记录证明（个人）: for one's own record, at the station of registration or of residence. */
export const cr01: Form = {
  matter: 'CR-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('申请无犯罪记录证明', 'Ask for a certificate of no criminal record'),
  lead: t(
    '我们查法院的生效判决，没有犯罪记录的，给您一份可以核验的证明。被立案、被拘留不算犯罪记录；未成年人的记录依法封存的，照样开给您。',
    'We look for court judgments in force. If there is none, you get a certificate that anyone can check. Being investigated or detained is not a criminal record, and a juvenile record that the law has sealed does not stand in the way.',
  ),
  permit: false,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'relative', name: t('亲属', 'A relative') },
      { value: 'entrusted', name: t('受委托的人', 'Somebody they entrusted') },
      {
        value: 'guardian',
        name: t('监护人', 'Their guardian'),
        note: t('替未满 18 岁或不能自己办事的人申请。', 'For somebody under 18, or who cannot act alone.'),
      },
    ],
    authority: t(
      '代办人要是有完全民事行为能力的成年人，并有本人签名的委托书；监护人不用委托书。',
      'The helper must be a legally capable adult with a letter signed by the person; a guardian needs no letter.',
    ),
  },
  promise: legalPromise(3, 'working_day', criminalRecord),
  identity: { toFile: 'phone', toReceive: 'verified' },
  questions: [
    {
      key: 'whose',
      ask: t('要查谁的记录？', 'Whose record is it about?'),
      answers: [
        {
          value: 'person',
          name: t('我自己的，或者委托我代办的那个人的', 'My own, or that of a person who asked me to act'),
        },
        {
          value: 'staff',
          name: t('我们单位要查员工', 'Our unit wants to check its staff'),
          stop: {
            why: t(
              '单位不能用个人的办法查员工，要写明法律依据，由单位来查。',
              'A unit cannot check its staff this way: it asks itself, naming the law that requires it.',
            ),
            instead: t('请用“单位查询犯罪记录”。', 'Please use the query for employers.'),
            matter: 'CR-02',
          },
        },
      ],
    },
    {
      key: 'foreign',
      ask: t('要证明的人是外国籍吗？', 'Is the person a foreign national?'),
      answers: [
        { value: 'no', name: t('不是', 'No') },
        {
          value: 'yes',
          name: t('是外国籍', 'Yes'),
          stop: {
            why: t(
              '外国人的这份证明由出入境管理部门开，派出所开不了。',
              'For foreign nationals the exit and entry office issues it; a police station cannot.',
            ),
            instead: t(
              '在中国住满 180 天的，到出入境接待大厅申请；不满 180 天的，先打电话问一问。',
              'After 180 days or more in China, apply at the exit and entry hall; below that, please phone first and ask.',
            ),
            path: '/stations',
          },
        },
      ],
    },
    {
      key: 'where',
      ask: t('您选的派出所，是哪里的派出所？', 'What is the station you chose to you?'),
      answers: [
        { value: 'registered', name: t('户口所在地的', 'Where I am registered') },
        { value: 'residence', name: t('现在居住地的', 'Where I live now') },
        {
          value: 'neither',
          name: t('都不是', 'Neither'),
          stop: {
            why: t(
              '只有户口所在地和居住地的派出所可以开。',
              'Only the station where you are registered or where you live can issue it.',
            ),
            instead: t('请改选这两处的派出所。', 'Please choose one of those two stations.'),
            path: '/stations',
          },
        },
      ],
    },
    {
      key: 'times',
      ask: t('今年 1 月 1 日以来，这是第几次开？', 'Since 1 January of this year, which request is this?'),
      hint: t('一年开三次以内，不用说明用途。', 'Up to three a year need no reason.'),
      answers: [
        { value: 'up-to-three', name: t('第一次到第三次', 'The first to the third') },
        { value: 'more', name: t('第四次或者更多', 'The fourth or a later one') },
      ],
    },
  ],
  sections: [
    {
      key: 'use',
      title: t('用途和时间', 'What for, and when'),
      fields: [
        {
          key: 'purpose',
          kind: 'long',
          label: t('用途', 'What it is for'),
          hint: t(
            '例如：到某学校应聘教师，对方要求提供。',
            'For example: a school asks for it for a teaching post.',
          ),
          required: true,
          when: [{ field: 'question:times', is: ['more'] }],
          most: 300,
          least: 2,
          purpose: t(
            '一年开三次以上的，规定要说明用途',
            'The rules ask what it is for beyond the third in a year',
          ),
        },
        {
          key: 'residence',
          kind: 'address',
          label: t('现在住在哪里', 'Where you live now'),
          hint: t('写到门牌号。', 'Down to the number of the flat.'),
          required: true,
          when: [{ field: 'question:where', is: ['residence'] }],
          purpose: t('核对您住在这个派出所的辖区', 'To check that you live in this station’s area'),
        },
        {
          key: 'neededBy',
          kind: 'day',
          label: t('哪天要用', 'The day you need it'),
          hint: t(
            '办的人看得到这一天，会尽量赶在前面。',
            'Whoever handles it sees this day and tries to be in time.',
          ),
          required: false,
          earliest: 0,
          latest: 366,
          purpose: t('让办的人知道哪天要用', 'So that whoever handles it knows the day'),
        },
      ],
    },
  ],
  materials: [
    identityLookedUp(criminalRecord),
    {
      key: 'residencePermit',
      kind: 'residence-permit',
      name: t('居住证', 'Residence permit'),
      note: t('我们自己查，不用上传。', 'We look it up; no need to upload it.'),
      from: 'state',
      required: true,
      when: [{ field: 'question:where', is: ['residence'] }],
      most: 1,
      basis: criminalRecord,
    },
    {
      key: 'purposeProof',
      kind: 'purpose-proof',
      name: t('说明用途的材料', 'Something that shows the purpose'),
      note: t(
        '例如对方的通知、邮件截图，一样就够。',
        'A notice or a picture of an e-mail, for example; one is enough.',
      ),
      from: 'applicant',
      required: true,
      when: [{ field: 'question:times', is: ['more'] }],
      most: 3,
      basis: criminalRecord,
    },
    ...helperPapers(['relative', 'entrusted'], criminalRecord),
  ],
  pauses: [
    {
      key: 'inquiry',
      reason: t(
        '要向其他机关调查核实，这段时间不计入期限',
        'Another authority has to be asked; that time is not counted',
      ),
      basis: criminalRecord,
    },
  ],
  declines: [
    {
      key: 'other-station',
      says: t(
        '户口所在地和居住地都不在本所辖区，本所不能受理',
        'You are neither registered nor living in the area of this station',
      ),
      office: t('户口所在地或居住地派出所', 'The station where you are registered or live'),
      basis: criminalRecord,
    },
    {
      key: 'foreign-national',
      says: t(
        '外国人的证明由出入境管理部门出具',
        'Foreign nationals receive it from the exit and entry office',
      ),
      office: t('出入境管理部门', 'The exit and entry office'),
      basis: criminalRecord,
    },
    {
      key: 'no-authority',
      says: t('代办人没有本人的委托，不能替人申请', 'The helper does not have the person’s authority'),
      basis: criminalRecord,
    },
  ],
  refusals: [
    {
      key: 'record',
      says: t(
        '经查询有犯罪记录，不予出具证明',
        'The search found a criminal record, so no certificate is issued',
      ),
      basis: criminalRecord,
    },
    {
      key: 'no-purpose',
      says: t(
        '一年内申请三次以上，没有说明用途',
        'More than three requests in a year, without saying what it is for',
      ),
      basis: criminalRecord,
    },
  ],
  review: {
    says: t(
      '对结果有异议，可以向开证明的派出所申请复查：15 个工作日内答复，最长 30 个工作日。',
      'If you disagree, ask the same station for a review: answered in 15 working days, 30 at most.',
    ),
    basis: criminalRecord,
  },
  deliveries: ['counter', 'post', 'electronic'],
  visit: null,
  result: {
    type: 'no-record',
    validDays: null,
    says: t(
      '无犯罪记录证明。全国没有统一的有效期，由用的单位定。',
      'A certificate of no criminal record. There is no national validity period; whoever asks for it decides.',
    ),
  },
  keptDays: 365,
}
