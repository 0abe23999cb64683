import { residence } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { helperSeen, identityLookedUp, otherStation, ownPromise, rightStation, t } from './basis.ts'

/** RP-02 首次申领居住证: a permit. Half a year here, and one of lawful steady work, a lawful steady home, or studies. */
export const rp02: Form = {
  matter: 'RP-02',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('申领居住证', 'Apply for a residence permit'),
  lead: t(
    '在这里住满半年，并且有稳定工作、稳定住处、连续上学三样里的一样，就可以办，不收费。先在网上填好、传好一样证明，我们看过再请您来拍照，一次办好。',
    'After half a year here with one of steady work, a steady home or studies. Free. Fill this in and send one proof; once we have looked at it you come once, for the photograph.',
  ),
  permit: true,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'guardian', name: t('监护人', 'The guardian') },
      { value: 'relative', name: t('近亲属', 'A close relative') },
    ],
    authority: t(
      '不满 16 岁、年老、残疾等自己办不方便的，可以由监护人或者近亲属代办。',
      'A guardian or close relative may act for those under 16, elderly or disabled.',
    ),
  },
  promise: ownPromise(10, 'calendar_day'),
  identity: { toFile: 'phone', toReceive: 'counter' },
  questions: [
    {
      key: 'half',
      ask: t('在本地办居住登记满半年了吗？', 'Have you been registered as living here for half a year?'),
      hint: t('半年从居住登记那天算起。', 'The half year runs from the day of registration.'),
      answers: [
        { value: 'yes', name: t('满半年了', 'Yes') },
        {
          value: 'not-yet',
          name: t('登记了，还没满', 'Registered, but not yet half a year'),
          stop: {
            why: t('要住满半年才能领居住证。', 'The permit needs half a year of residence.'),
            instead: t('满半年那天起就可以来申请。', 'Apply from the day the half year is complete.'),
            matter: 'RP-02',
          },
        },
        {
          value: 'not-registered',
          name: t('还没办过居住登记', 'I have not registered yet'),
          stop: {
            why: t(
              '半年从居住登记算起，要先登记。',
              'The half year runs from the registration, which comes first.',
            ),
            instead: t(
              '请先办居住登记。早就住在这里、有东西能说明的，请到窗口当面说。',
              'Please register first. If you have lived here for long and can show it, tell the counter.',
            ),
            matter: 'RP-01',
          },
        },
      ],
    },
    {
      key: 'ground',
      ask: t('您符合哪一样？', 'Which of these is true for you?'),
      hint: t('有一样就够，选最好证明的那样。', 'One is enough; choose what is easiest to show.'),
      answers: [
        { value: 'job', name: t('有合法稳定的工作', 'Lawful steady work') },
        {
          value: 'home',
          name: t('有合法稳定的住处', 'A lawful steady home'),
          note: t('租的也算。', 'A rented one counts.'),
        },
        { value: 'study', name: t('在这里连续上学', 'Continuous studies here') },
        {
          value: 'none',
          name: t('都没有', 'None of them'),
          stop: {
            why: t(
              '条例规定，工作、住处、上学三样里要有一样。',
              'The Regulations ask for one of work, home or studies.',
            ),
            instead: t(
              '租房的合同、房东的说明也能算住处；拿不准就到窗口问一声。',
              'A lease counts as a home; if in doubt, please ask at the counter.',
            ),
            matter: 'RP-02',
          },
        },
      ],
    },
    rightStation(
      t('选的是现在住的地方的派出所吗？', 'Is the station you chose that of the place where you live?'),
      t('居住证由住处的派出所受理。', 'The station of the place where you live takes the application.'),
    ),
  ],
  sections: [
    {
      key: 'home',
      title: t('现在住在哪里', 'Where you live'),
      fields: [
        {
          key: 'address',
          kind: 'address',
          onResult: true,
          label: t('地址', 'Address'),
          hint: t(
            '和居住登记上一样；搬过家的写现在的。',
            'As registered; if you have moved, the present one.',
          ),
          required: true,
          least: 4,
          purpose: t('居住证上要印住址', 'The permit shows the address'),
        },
        {
          key: 'homeKind',
          kind: 'choice',
          label: t('住处是', 'Your home is'),
          required: true,
          when: [{ field: 'question:ground', is: ['home'] }],
          options: [
            { value: 'rented', name: t('租的', 'rented') },
            { value: 'own', name: t('自己的', 'my own') },
            { value: 'employer', name: t('单位提供的', 'provided by my employer') },
            { value: 'school', name: t('学校提供的', 'provided by my school') },
            { value: 'kin', name: t('亲友的', 'that of relatives or friends') },
          ],
          purpose: t('核对有稳定的住处', 'To check that you have a steady home'),
        },
      ],
    },
    {
      key: 'job',
      title: t('工作', 'Work'),
      when: [{ field: 'question:ground', is: ['job'] }],
      fields: [
        {
          key: 'employer',
          kind: 'text',
          label: t('在哪里工作', 'Where you work'),
          hint: t('自己做生意的，写店名。', 'If you have your own business, its name.'),
          required: true,
          most: 100,
          least: 2,
          purpose: t('核对有稳定的工作', 'To check that you have steady work'),
        },
      ],
    },
    {
      key: 'study',
      title: t('上学', 'Studies'),
      when: [{ field: 'question:ground', is: ['study'] }],
      fields: [
        {
          key: 'school',
          kind: 'text',
          label: t('在哪个学校', 'Which school'),
          required: true,
          most: 100,
          least: 2,
          purpose: t('核对在这里上学', 'To check that you study here'),
        },
      ],
    },
  ],
  materials: [
    identityLookedUp(residence),
    {
      key: 'registration',
      kind: 'residence-registration',
      name: t('居住登记', 'Your residence registration'),
      note: t('我们自己查。', 'We look it up.'),
      from: 'state',
      required: true,
      most: 1,
      basis: residence,
    },
    {
      key: 'workProof',
      kind: 'work',
      name: t('工作的证明', 'Proof of your work'),
      note: t(
        '劳动合同、单位开的说明、营业执照，一样就够。',
        'A work contract, a letter of your employer or a business licence; one is enough.',
      ),
      from: 'applicant',
      required: true,
      when: [{ field: 'question:ground', is: ['job'] }],
      most: 5,
      basis: residence,
    },
    {
      key: 'homeProof',
      kind: 'housing',
      name: t('住处的证明', 'Proof of your home'),
      note: t(
        '租房合同、房产证、单位或学校开的说明，一样就够。',
        'A lease, a title deed, or a letter of your employer or school; one is enough.',
      ),
      from: 'applicant',
      required: true,
      when: [{ field: 'question:ground', is: ['home'] }],
      most: 5,
      basis: residence,
    },
    {
      key: 'studyProof',
      kind: 'study',
      name: t('上学的证明', 'Proof of your studies'),
      note: t('学生证，或者学校开的说明。', 'A student card, or a letter of the school.'),
      from: 'applicant',
      required: true,
      when: [{ field: 'question:ground', is: ['study'] }],
      most: 5,
      basis: residence,
    },
    {
      key: 'photo',
      kind: 'photo',
      name: t('照片', 'Photograph'),
      note: t('来的时候现场拍，不用带。', 'Taken when you come; no need to bring one.'),
      from: 'counter',
      required: true,
      most: 1,
      basis: residence,
    },
    ...helperSeen(['guardian', 'relative'], residence),
  ],
  pauses: [],
  declines: [
    otherStation(
      t('住处不在本所辖区', 'The home is not in the area of this station'),
      t('住处所在地派出所', 'The station of the place where you live'),
      residence,
    ),
    {
      key: 'not-for-permit',
      says: t(
        '外国人、港澳台居民另有证件，不领这种居住证',
        'Foreign nationals and residents of Hong Kong, Macau and Taiwan have documents of their own instead',
      ),
      office: t('出入境管理部门', 'The exit and entry office'),
      basis: residence,
    },
  ],
  refusals: [
    {
      key: 'not-half-year',
      says: t('居住登记不满半年', 'Residence has been registered for less than half a year'),
      basis: residence,
    },
    {
      key: 'no-ground',
      says: t(
        '没有合法稳定就业、合法稳定住所、连续就读中的任何一样',
        'None of lawful steady work, a lawful steady home or continuous studies is shown',
      ),
      basis: residence,
    },
  ],
  deliveries: ['counter', 'post', 'electronic'],
  visit: { why: t('要现场拍一张照片。', 'A photograph is taken.'), minutes: 15 },
  result: {
    type: 'residence-permit-receipt',
    validDays: null,
    says: t(
      '受理回执；居住证做好后领取、邮寄。',
      'A receipt; the permit itself is collected or posted when it is made.',
    ),
  },
  keptDays: 730,
}
