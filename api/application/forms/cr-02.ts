import { criminalRecord } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { legalPromise, otherStation, rightStation, t } from './basis.ts'

/** CR-02 犯罪记录查询（单位）: only where a law or regulation bars people with a record from the job, naming the article. */
export const cr02: Form = {
  matter: 'CR-02',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('单位查询犯罪记录', 'Criminal-record query by an employer'),
  lead: t(
    '法律、行政法规规定有犯罪记录的人不得从事的岗位，单位才能查，并且要写明是哪部法律、第几条。姓名、证件、电话请填经办人的；一份申请查一个人。',
    'A unit may ask only where a law or regulation bars people with a criminal record from the job, and must name the law and the article. Give the name, document and phone of the handler; one application is about one person.',
  ),
  permit: false,
  applicant: 'unit',
  helper: { may: false, relations: [] },
  promise: legalPromise(3, 'working_day', criminalRecord),
  identity: { toFile: 'typed', toReceive: 'counter' },
  questions: [
    {
      key: 'basis',
      ask: t(
        '有没有法律或者行政法规规定，有犯罪记录的人不能做这个岗位？',
        'Does a law or regulation bar people with a criminal record from this job?',
      ),
      hint: t(
        '单位自己的制度、招聘要求、合同约定都不算。',
        'The unit’s own rules, the wording of a vacancy or a contract do not count.',
      ),
      answers: [
        { value: 'yes', name: t('有，我能写出是第几条', 'Yes, and I can name the article') },
        {
          value: 'no',
          name: t('没有，或者不知道', 'No, or I do not know'),
          stop: {
            why: t(
              '没有法律依据，派出所不能把一个人的犯罪记录告诉单位。',
              'Without a legal basis the police may not tell a unit about anybody’s record.',
            ),
            instead: t(
              '也请不要让员工或者应聘的人自己去开证明。查到具体条文后再来申请。',
              'Please do not send staff or candidates for a certificate either. Come back when you can name the article.',
            ),
            matter: 'CR-02',
          },
        },
      ],
    },
    rightStation(
      t('选的是单位所在地的派出所吗？', 'Is the station you chose where the unit is?'),
      t('单位要向所在地的派出所申请。', 'A unit asks the station of the place where it is.'),
    ),
  ],
  sections: [
    {
      key: 'unit',
      title: t('单位', 'The unit'),
      fields: [
        {
          key: 'unitName',
          kind: 'text',
          onResult: true,
          label: t('单位名称', 'Name of the unit'),
          required: true,
          most: 100,
          least: 2,
          purpose: t('告知函写给哪个单位', 'Whom the letter is addressed to'),
        },
        {
          key: 'creditCode',
          kind: 'credit-code',
          onResult: true,
          label: t('统一社会信用代码', 'Unified social credit code'),
          hint: t('营业执照或者登记证上的 18 位。', 'The 18 characters on the licence.'),
          required: true,
          purpose: t('核对单位和所在地', 'To check the unit and where it is'),
        },
      ],
    },
    {
      key: 'post',
      title: t('岗位和法律依据', 'The job and the law'),
      fields: [
        {
          key: 'post',
          kind: 'text',
          onResult: true,
          label: t('什么岗位', 'Which job'),
          hint: t('例如：小学教师。', 'For example: primary school teacher.'),
          required: true,
          most: 60,
          least: 2,
          purpose: t('核对条文管的是不是这个岗位', 'To check that the article is about this job'),
        },
        {
          key: 'article',
          kind: 'law',
          onResult: true,
          label: t('哪部法律、第几条', 'Which law, which article'),
          hint: t(
            '写全，例如：教师法第十四条。只写法律名字不行，只写第几条也不行。',
            'In full, for example: Teachers Law, article 14. The name alone will not do, nor the number alone.',
          ),
          required: true,
          most: 200,
          purpose: t('规定要求写明具体条文', 'The rules ask for the exact article'),
        },
      ],
    },
    {
      key: 'person',
      title: t('查谁', 'Whom it is about'),
      fields: [
        {
          key: 'status',
          kind: 'choice',
          label: t('这个人是', 'The person is'),
          required: true,
          options: [
            { value: 'staff', name: t('本单位在岗人员', 'on our staff') },
            { value: 'candidate', name: t('拟录用的人', 'a candidate for the job') },
          ],
          purpose: t('只能查本单位人员和拟录用人员', 'A query may be about staff and candidates only'),
        },
        {
          key: 'personName',
          kind: 'name',
          onResult: true,
          label: t('姓名', 'Name'),
          required: true,
          purpose: t('查询这个人的记录', 'To search this person’s record'),
        },
        {
          key: 'personDocument',
          kind: 'choice',
          onResult: true,
          label: t('证件', 'Document'),
          required: true,
          options: [
            { value: 'resident-id', name: t('居民身份证', 'Resident ID card') },
            {
              value: 'hk-macau-permit',
              name: t('港澳居民来往内地通行证', 'Mainland travel permit, Hong Kong and Macau'),
            },
            { value: 'taiwan-permit', name: t('台湾居民来往大陆通行证', 'Mainland travel permit, Taiwan') },
            { value: 'passport', name: t('护照', 'Passport') },
          ],
          purpose: t('查询这个人的记录', 'To search this person’s record'),
        },
        {
          key: 'personNumber',
          kind: 'document',
          onResult: true,
          label: t('证件号码', 'Number of the document'),
          required: true,
          documentOf: 'personDocument',
          purpose: t('查询这个人的记录，不和别人弄混', 'To search this person’s record and nobody else’s'),
        },
      ],
    },
  ],
  materials: [
    {
      key: 'letter',
      kind: 'employer-letter',
      name: t('盖章的单位介绍信', 'Letter of introduction with the unit’s seal'),
      note: t('写明经办人是谁、来办什么。', 'Saying who the handler is and what they come for.'),
      from: 'applicant',
      required: true,
      most: 3,
      basis: criminalRecord,
    },
    {
      key: 'request',
      kind: 'legal-article',
      name: t('盖章的查询申请表', 'Application form with the unit’s seal'),
      note: t(
        '填好这份申请后，打印“核对”那一页，盖章，拍照上传。条文要写在上面。',
        'When you have filled this in, print the page “Check your answers”, put the seal on it and upload a picture. The article must stand on it.',
      ),
      from: 'applicant',
      required: true,
      most: 3,
      checkPage: true,
      basis: criminalRecord,
    },
    {
      key: 'employment',
      kind: 'work',
      name: t('本单位人员或者拟录用人员的材料', 'Something that shows they are on your staff or a candidate'),
      note: t(
        '劳动合同、录用通知这类，一样就够；无关的内容可以遮住。',
        'A contract or an offer; one is enough, and you may cover what does not matter.',
      ),
      from: 'applicant',
      required: true,
      most: 3,
      basis: criminalRecord,
    },
    {
      key: 'handlerIdentity',
      kind: 'identity-document',
      name: t('经办人的身份证', 'The handler’s ID card'),
      note: t('取告知函时给我们看，不用上传。', 'Show it when you collect the letter; do not upload it.'),
      from: 'counter',
      required: true,
      most: 1,
      basis: criminalRecord,
    },
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
      key: 'no-legal-article',
      says: t(
        '没有写明法律、行政法规的具体条文，或者所写条文没有规定有犯罪记录的人不得从事这个岗位',
        'No exact article of a law or regulation is named, or the one named does not bar people with a criminal record from this job',
      ),
      basis: criminalRecord,
    },
    otherStation(
      t('单位不在本所辖区', 'The unit is not in the area of this station'),
      t('单位所在地派出所', 'The station of the place where the unit is'),
      criminalRecord,
    ),
    {
      key: 'foreign-national',
      says: t(
        '被查询人是外国人，由出入境管理部门办理',
        'The person is a foreign national; the exit and entry office handles it',
      ),
      office: t('出入境管理部门', 'The exit and entry office'),
      basis: criminalRecord,
    },
  ],
  refusals: [
    {
      key: 'not-staff',
      says: t(
        '不能说明被查询人是本单位人员或者拟录用人员',
        'It is not shown that the person is on the staff or a candidate',
      ),
      basis: criminalRecord,
    },
  ],
  deliveries: ['counter'],
  visit: null,
  result: {
    type: 'employer-result',
    validDays: null,
    says: t(
      '查询结果告知函，只给提出申请的单位，只用于这个岗位。',
      'A letter with the result, for the unit that asked and for this job only.',
    ),
  },
  keptDays: 365,
}
