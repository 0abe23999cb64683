import { household, household7 } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { otherStation, ownPromise, rightStation, t } from './basis.ts'

const child = t('登记孩子的户口', 'To register the child')
const parent = t('在户口档案里找到父母', 'To find the parents in the register')

/** HK-01 出生登记预审: checked online, so that one visit is enough; the original certificate is seen at the counter. */
export const hk01: Form = {
  matter: 'HK-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('出生登记预审', 'Birth registration: check before you come'),
  lead: t(
    '恭喜！先在网上填好，我们看过、备好，您带着出生医学证明原件来一趟就办完。出生一个月内申报，过了也照样办。爸爸、妈妈、家人、抚养人、邻居都可以报；没有结婚证也一样给孩子上户口。',
    'Congratulations! Fill this in; we check and prepare it, and one visit with the original birth certificate is enough. Report within a month of the birth; we still register the child if you are late. A parent, relative, carer or neighbour may do it, and a child is registered with or without a marriage certificate.',
  ),
  permit: false,
  applicant: 'person',
  helper: { may: false, relations: [] },
  promise: ownPromise(1),
  identity: { toFile: 'phone', toReceive: 'counter' },
  questions: [
    {
      key: 'registered',
      ask: t('孩子上过户口吗？', 'Has the child been registered before?'),
      answers: [
        { value: 'no', name: t('没有', 'No') },
        {
          value: 'yes',
          name: t('在别处上过', 'Yes, elsewhere'),
          stop: {
            why: t('一个人只有一处户口。', 'A person has one registration only.'),
            instead: t('要迁过来，请办户口迁移。', 'To bring it here, move the registration.'),
            matter: 'HK-03',
          },
        },
      ],
    },
    {
      key: 'certificate',
      ask: t('有出生医学证明吗？', 'Is there a medical certificate of birth?'),
      answers: [
        { value: 'yes', name: t('有', 'Yes') },
        {
          value: 'no',
          name: t('没有，或者丢了', 'No, or it is lost'),
          stop: {
            why: t(
              '网上预审要看出生医学证明；没有的，情况各不一样，要当面商量。',
              'The check online needs it; without one every case is different and we talk it over in person.',
            ),
            instead: t(
              '可以先找接生的医院补。实在没有也能上户口，请到户籍窗口，我们告诉您怎么办。',
              'The hospital can issue it again. A child can be registered without it, too: please come to the household counter and we will tell you how.',
            ),
            matter: 'HK-01',
          },
        },
      ],
    },
    rightStation(
      t(
        '选的是爸爸或者妈妈户口所在地的派出所吗？',
        'Is the station you chose where the father or the mother is registered?',
      ),
      t('孩子随爸爸或者妈妈上户口。', 'A child is registered with the father or the mother.'),
    ),
  ],
  sections: [
    {
      key: 'child',
      title: t('孩子', 'The child'),
      lead: t('请照着出生医学证明写，一个字都别差。', 'Please copy the birth certificate exactly.'),
      fields: [
        {
          key: 'childName',
          kind: 'name',
          label: t('孩子的姓名', 'The child’s name'),
          required: true,
          sensitive: true,
          purpose: child,
        },
        {
          key: 'sex',
          kind: 'choice',
          label: t('性别', 'Sex'),
          required: true,
          options: [
            { value: 'female', name: t('女', 'Girl') },
            { value: 'male', name: t('男', 'Boy') },
          ],
          sensitive: true,
          purpose: child,
        },
        {
          key: 'bornOn',
          kind: 'day',
          label: t('出生日期', 'Day of birth'),
          required: true,
          earliest: -36_500,
          latest: 0,
          sensitive: true,
          purpose: child,
        },
        {
          key: 'certificateNumber',
          kind: 'text',
          label: t('出生医学证明编号', 'Number of the birth certificate'),
          hint: t('右上角，一个字母和九位数字。', 'At the top right: a letter and nine digits.'),
          required: false,
          most: 20,
          sensitive: true,
          purpose: t('核对出生医学证明', 'To check the certificate'),
        },
        {
          key: 'registerWith',
          kind: 'choice',
          label: t('随谁上户口', 'Registered with'),
          required: true,
          options: [
            { value: 'father', name: t('爸爸', 'the father') },
            { value: 'mother', name: t('妈妈', 'the mother') },
          ],
          purpose: child,
        },
        {
          key: 'ethnicityOf',
          kind: 'choice',
          label: t('民族随谁', 'Ethnicity as'),
          required: true,
          options: [
            { value: 'father', name: t('爸爸', 'the father') },
            { value: 'mother', name: t('妈妈', 'the mother') },
          ],
          sensitive: true,
          purpose: child,
        },
      ],
    },
    {
      key: 'parents',
      title: t('您和父母', 'You and the parents'),
      fields: [
        {
          key: 'relation',
          kind: 'choice',
          label: t('您是孩子的', 'To the child you are'),
          required: true,
          options: [
            { value: 'father', name: t('爸爸', 'the father') },
            { value: 'mother', name: t('妈妈', 'the mother') },
            { value: 'relative', name: t('其他亲属', 'another relative') },
            { value: 'carer', name: t('抚养人', 'the carer') },
            { value: 'neighbour', name: t('邻居', 'a neighbour') },
          ],
          purpose: t('规定户主、亲属、抚养人、邻居可以申报', 'The rules say who may report a birth'),
        },
        {
          key: 'motherName',
          kind: 'name',
          label: t('妈妈的姓名', 'The mother’s name'),
          required: true,
          when: [{ field: 'relation', is: ['father', 'relative', 'carer', 'neighbour'] }],
          purpose: parent,
        },
        {
          key: 'motherNumber',
          kind: 'document',
          label: t('妈妈的身份证号', 'The mother’s ID number'),
          required: false,
          when: [{ field: 'relation', is: ['father', 'relative', 'carer', 'neighbour'] }],
          purpose: parent,
        },
        {
          key: 'fatherName',
          kind: 'name',
          label: t('爸爸的姓名', 'The father’s name'),
          hint: t('出生医学证明上没有的，不用填。', 'Leave it out if the certificate does not name him.'),
          required: false,
          when: [{ field: 'relation', is: ['mother', 'relative', 'carer', 'neighbour'] }],
          purpose: parent,
        },
        {
          key: 'fatherNumber',
          kind: 'document',
          label: t('爸爸的身份证号', 'The father’s ID number'),
          required: false,
          when: [{ field: 'relation', is: ['mother', 'relative', 'carer', 'neighbour'] }],
          purpose: parent,
        },
      ],
    },
  ],
  materials: [
    {
      key: 'birthCertificate',
      kind: 'birth-certificate',
      name: t('出生医学证明的照片', 'A picture of the birth certificate'),
      note: t('拍清楚四个角；来的时候带上原件。', 'All four corners; bring the original when you come.'),
      from: 'applicant',
      required: true,
      most: 2,
      sensitive: true,
      basis: household,
    },
    {
      key: 'original',
      kind: 'birth-certificate',
      name: t('出生医学证明原件', 'The original birth certificate'),
      note: t('来的时候看一眼，办完还给您。', 'We look at it when you come and give it back.'),
      from: 'counter',
      required: true,
      most: 1,
      basis: household,
    },
    {
      key: 'household',
      kind: 'household-book',
      name: t('父母的户口和身份信息', 'The parents’ registration and identity'),
      note: t(
        '我们自己查，不用上传；来的时候带上要加页的那本户口簿。',
        'We look them up; only bring the household book that gets the new page.',
      ),
      from: 'state',
      required: true,
      most: 1,
      basis: household,
    },
    {
      key: 'marriage',
      kind: 'marriage-certificate',
      name: t('父母的结婚登记', 'The parents’ marriage'),
      note: t('有就查一下，没有也一样办。', 'We look whether there is one; it is done either way.'),
      from: 'state',
      required: false,
      most: 1,
      basis: household,
    },
  ],
  pauses: [],
  declines: [
    otherStation(
      t('父母的户口都不在本所', 'Neither parent is registered with this station'),
      t('父亲或母亲户口所在地派出所', 'The station where either parent is registered'),
      household7,
    ),
    {
      key: 'registered-already',
      says: t('孩子已经登记过户口', 'The child is registered already'),
      basis: household,
    },
  ],
  refusals: [
    {
      key: 'does-not-match',
      says: t(
        '填写的内容和出生医学证明、户口登记对不上，核实后也不能确认',
        'What was given does not match the birth certificate or the register and could not be confirmed',
      ),
      basis: household,
    },
  ],
  deliveries: ['counter'],
  visit: {
    why: t(
      '看一眼原件，当面核对每一个字，领户口簿的新页。',
      'To show the original, check every character and take the new page.',
    ),
    minutes: 20,
  },
  result: {
    type: 'pre-check',
    validDays: 90,
    says: t(
      '预审结果：材料齐了，90 天内来一趟就办好。它不是户口，户口在您来的那天登记。',
      'The result of the check: all is ready, and one visit within 90 days completes it. It is not the registration, which is made the day you come.',
    ),
  },
  keptDays: 180,
}
