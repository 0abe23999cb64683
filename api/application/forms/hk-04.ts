import { household, household18, localPractice } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { identityLookedUp, otherStation, ownPromise, rightStation, t } from './basis.ts'

const minor = [{ field: 'question:age', is: ['minor'] }]

/** HK-04 姓名变更预审: at 18 or over by oneself; under 18 by oneself or the parents, whose agreement some places ask for. */
export const hk04: Form = {
  matter: 'HK-04',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('姓名变更预审', 'Change of name: check before you come'),
  lead: t(
    '写清想改成什么、为什么，我们先看，再请您来一趟核对。满 18 周岁自己申请；不满 18 周岁，自己或者父母申请。同意不同意，都给您书面结果。',
    'Say what the new name is and why; we look at it first and then ask you to come once. From 18 you apply yourself; under 18, you or your parents do. Either way you get the result in writing.',
  ),
  permit: false,
  applicant: 'person',
  helper: { may: false, relations: [] },
  promise: ownPromise(20),
  identity: { toFile: 'typed', toReceive: 'counter' },
  questions: [
    {
      key: 'age',
      ask: t('改名的人满 18 周岁了吗？', 'Is the person 18 or over?'),
      answers: [
        { value: 'adult', name: t('满了', 'Yes') },
        { value: 'minor', name: t('没满', 'No') },
      ],
    },
    {
      key: 'who',
      ask: t('谁来申请？', 'Who applies?'),
      when: minor,
      answers: [
        { value: 'parent', name: t('爸爸或者妈妈', 'A parent') },
        { value: 'self', name: t('孩子自己', 'The young person') },
        {
          value: 'other',
          name: t('别的人', 'Somebody else'),
          stop: {
            why: t(
              '未成年人改名，由本人或者父母申请。',
              'For somebody under 18, they or their parents apply.',
            ),
            instead: t(
              '父母都不在了，或者由别人监护的，请到户籍窗口当面说。',
              'If the parents are no more, or there is another guardian, please come to the household counter.',
            ),
            matter: 'HK-04',
          },
        },
      ],
    },
    {
      key: 'whose',
      ask: t('改的是您自己的名字吗？', 'Is it your own name?'),
      when: [{ field: 'question:age', is: ['adult'] }],
      answers: [
        { value: 'own', name: t('是', 'Yes') },
        {
          value: 'other',
          name: t('是别人的', 'Somebody else’s'),
          stop: {
            why: t('满 18 周岁的，要本人申请。', 'From 18 on, people apply themselves.'),
            instead: t('请本人来申请。', 'Please let them apply.'),
            matter: 'HK-04',
          },
        },
      ],
    },
    {
      key: 'parents',
      ask: t('父母双方都同意吗？', 'Do both parents agree?'),
      hint: t(
        '有的地方要双方同意；只有一方的，说明情况也可以申请。',
        'Some places ask for both; with one, you may still apply and explain.',
      ),
      when: minor,
      answers: [
        { value: 'both', name: t('都同意', 'Both agree') },
        {
          value: 'one',
          name: t('只有一方', 'One only'),
          note: t('例如另一方去世、联系不上、不同意。', 'One has died, cannot be reached or does not agree.'),
        },
      ],
    },
    rightStation(
      t('选的是户口所在地的派出所吗？', 'Is the station you chose where the person is registered?'),
      t('改名由户口所在地的派出所受理。', 'The station of the registration takes it.'),
    ),
  ],
  sections: [
    {
      key: 'child',
      title: t('改名的孩子', 'The young person'),
      when: [{ field: 'question:who', is: ['parent'] }],
      fields: [
        {
          key: 'childName',
          kind: 'name',
          label: t('现在的姓名', 'Present name'),
          required: true,
          sensitive: true,
          purpose: t('在户口登记里找到孩子', 'To find the child in the register'),
        },
        {
          key: 'childNumber',
          kind: 'document',
          label: t('身份证号', 'ID number'),
          hint: t('户口簿孩子那一页上有。', 'On the child’s page of the household book.'),
          required: true,
          sensitive: true,
          purpose: t('在户口登记里找到孩子', 'To find the child in the register'),
        },
        {
          key: 'childAgrees',
          kind: 'yes-no',
          label: t('跟孩子说过，孩子愿意', 'The child knows and is willing'),
          hint: t('来的时候，我们也听听孩子自己的意思。', 'When you come we also listen to the child.'),
          required: true,
          sensitive: true,
          purpose: t('尊重孩子自己的意思', 'To respect what the child wants'),
        },
      ],
    },
    {
      key: 'name',
      title: t('新名字和理由', 'The new name, and why'),
      fields: [
        {
          key: 'newName',
          kind: 'name',
          label: t('想改成', 'The new name'),
          hint: t('连姓一起写。', 'With the surname.'),
          required: true,
          purpose: t('审核和登记', 'To examine and register it'),
        },
        {
          key: 'reason',
          kind: 'long',
          label: t('为什么要改', 'Why'),
          hint: t(
            '照实写就行，这就是您的改名申请，不用另写。',
            'Simply as it is. This is your written request; no other is needed.',
          ),
          required: true,
          most: 500,
          least: 5,
          sensitive: true,
          purpose: t('规定要写明理由', 'The rules ask for the reason'),
        },
      ],
    },
    {
      key: 'parents',
      title: t('父母', 'The parents'),
      when: minor,
      fields: [
        {
          key: 'otherParent',
          kind: 'name',
          label: t('另一位家长的姓名', 'The other parent’s name'),
          required: true,
          when: [
            { field: 'question:parents', is: ['both'] },
            { field: 'question:who', is: ['parent'] },
          ],
          purpose: t('请双方来核对意愿', 'Both are asked to confirm'),
        },
        {
          key: 'parentNames',
          kind: 'text',
          label: t('父母的姓名', 'The parents’ names'),
          required: true,
          when: [
            { field: 'question:parents', is: ['both'] },
            { field: 'question:who', is: ['self'] },
          ],
          most: 100,
          purpose: t('请双方来核对意愿', 'Both are asked to confirm'),
        },
        {
          key: 'oneParent',
          kind: 'long',
          label: t('为什么只有一方', 'Why it is one parent only'),
          required: true,
          when: [{ field: 'question:parents', is: ['one'] }],
          most: 300,
          least: 2,
          sensitive: true,
          purpose: t('了解情况，告诉您还要什么', 'To know what is needed in your case'),
        },
      ],
    },
  ],
  materials: [
    identityLookedUp(household),
    {
      key: 'book',
      kind: 'household-book',
      name: t('户口登记', 'The household register'),
      note: t(
        '我们自己查；来的时候带上户口簿换页。',
        'We look it up; bring the book for its new page when you come.',
      ),
      from: 'state',
      required: true,
      most: 1,
      basis: household,
    },
    {
      key: 'parentsSign',
      kind: 'statement',
      name: t('父母一起来签个字', 'Both parents sign when they come'),
      note: t('有的地方这样要求，不用提前写。', 'Some places ask for it; nothing to write beforehand.'),
      from: 'counter',
      required: false,
      when: [...minor, { field: 'question:parents', is: ['both'] }],
      most: 1,
      basis: localPractice,
    },
    {
      key: 'support',
      kind: 'own-words',
      name: t('能说明理由的东西', 'Anything that supports your reason'),
      note: t('有就传，没有不用。', 'If you have something; not needed.'),
      from: 'applicant',
      required: false,
      most: 5,
      sensitive: true,
      basis: household18,
    },
  ],
  pauses: [],
  declines: [
    otherStation(
      t('户口不在本所', 'The person is not registered with this station'),
      t('户口所在地派出所', 'The station of the registration'),
      household18,
    ),
    {
      key: 'not-entitled',
      says: t(
        '申请的不是本人，也不是未成年人的父母',
        'The applicant is neither the person nor a parent of the minor',
      ),
      basis: household18,
    },
  ],
  refusals: [
    {
      key: 'no-reason',
      says: t('理由不足以变更姓名', 'The reason given does not support a change of name'),
      basis: household18,
    },
    {
      key: 'not-agreed',
      says: t('未成年人改名，父母的意见没有一致', 'The parents of the minor do not agree'),
      basis: localPractice,
    },
  ],
  deliveries: ['counter'],
  visit: {
    why: t(
      '当面核对本人（或者父母）的意思，换户口簿那一页。',
      'To confirm the wish in person and change the page of the household book.',
    ),
    minutes: 20,
  },
  result: {
    type: 'pre-check',
    validDays: 90,
    says: t(
      '书面结果。同意的，90 天内来一趟换户口簿页，之后建议换身份证。',
      'The result in writing. If granted, come within 90 days for the new page; a new ID card is then advised.',
    ),
  },
  keptDays: 365,
}
