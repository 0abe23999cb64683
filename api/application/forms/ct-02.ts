import { certificates2016 } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { identityLookedUp, ownPromise, t } from './basis.ts'

/** CT-02 临时身份证明: a note for one purpose, for somebody without a card at hand; issued only to the person, seen. */
export const ct02: Form = {
  matter: 'CT-02',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('申请临时身份证明', 'Ask for a temporary identity note'),
  lead: t(
    '身份证不在手边，又要坐车、住店、考试或者登记结婚。先在这里填好，本人到派出所核对一下就能拿，不用排队再填表。很急的话直接去最近的派出所，不填也一样办。',
    'For travel, a hotel, an exam or a wedding without your ID card. Fill this in first; at the station we only check that it is you. If you are in a hurry, simply go to the nearest station: it is done without this, too.',
  ),
  permit: false,
  applicant: 'person',
  helper: { may: false, relations: [] },
  promise: ownPromise(1),
  identity: { toFile: 'counter', toReceive: 'counter' },
  questions: [
    {
      key: 'citizen',
      ask: t('您有居民身份证号码吗？', 'Do you have a resident ID number?'),
      answers: [
        { value: 'yes', name: t('有', 'Yes') },
        {
          value: 'no',
          name: t('没有，我用护照或者通行证', 'No, I use a passport or a travel permit'),
          stop: {
            why: t(
              '这份证明靠人口信息核对，里面没有护照和通行证。',
              'The note rests on the population record, which has no passports or permits.',
            ),
            instead: t(
              '证件丢了，请打电话问出入境接待大厅。',
              'If your document is lost, please phone the exit and entry hall.',
            ),
            path: '/stations',
          },
        },
      ],
    },
  ],
  sections: [
    {
      key: 'use',
      title: t('做什么用', 'What it is for'),
      fields: [
        {
          key: 'purpose',
          kind: 'choice',
          onResult: true,
          label: t('用途', 'Purpose'),
          required: true,
          options: [
            { value: 'travel', name: t('坐火车、飞机、汽车', 'Train, plane or coach') },
            { value: 'hotel', name: t('住宾馆', 'A hotel') },
            { value: 'exam', name: t('参加考试', 'An exam') },
            { value: 'marriage', name: t('结婚登记', 'Registering a marriage') },
          ],
          purpose: t(
            '证明上写明用途，只在这件事上有用',
            'The note says what it is for and serves for that only',
          ),
        },
        {
          key: 'day',
          kind: 'day',
          onResult: true,
          label: t('哪天用', 'The day you need it'),
          required: true,
          earliest: 0,
          latest: 30,
          purpose: t('证明上写明期限', 'The note says until when it is good'),
        },
        {
          key: 'detail',
          kind: 'text',
          onResult: true,
          label: t('车次、宾馆、考场这些', 'The train, hotel or exam'),
          required: false,
          most: 80,
          purpose: t('写在证明上，对方好认', 'To be put on the note'),
        },
      ],
    },
  ],
  materials: [identityLookedUp(certificates2016)],
  pauses: [],
  declines: [
    {
      key: 'other-purpose',
      says: t('用途不在可以开的范围内', 'The purpose is not one for which the note may be issued'),
      basis: certificates2016,
    },
    {
      key: 'not-in-record',
      says: t('人口信息里没有您的记录', 'The population record does not have you'),
      office: t('出入境管理部门', 'The exit and entry office'),
      basis: certificates2016,
    },
  ],
  refusals: [
    {
      key: 'not-same',
      says: t('核对后不能确认是本人', 'The check could not confirm that it is you'),
      basis: certificates2016,
    },
  ],
  deliveries: ['counter'],
  visit: null,
  result: {
    type: 'temporary-identity',
    validDays: 7,
    says: t(
      '写明用途和期限的临时身份证明，一次只为一件事开；期限由本局定为 7 天。',
      'A note that says its purpose and how long it is good. This bureau gives it 7 days.',
    ),
  },
  keptDays: 180,
}
