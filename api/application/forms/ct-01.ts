import { certificates2016, fiveAlways2018 } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { helperPapers, identityLookedUp, otherStation, ownPromise, rightStation, t } from './basis.ts'

const inBook = t('户口簿上看得出来', 'The household book shows it')
const notInBook = t('看不出来', 'It does not')
/** What the book shows already is not certified (standards D2): the page of the paper says which leaf to show. */
const shownByBook = (key: string, about: string, ask: [string, string], paper: string) => ({
  key,
  ask: t(...ask),
  hint: t(
    '翻一翻户口簿首页、本人页和变更记录。',
    'Look at the first page, the person’s page and the changes.',
  ),
  when: [{ field: 'question:about', is: [about] }],
  answers: [
    { value: 'no', name: notInBook },
    {
      value: 'yes',
      name: inBook,
      stop: {
        why: t(
          '户口簿能证明的，派出所不再开证明，别的单位也不该再要。',
          'What the household book proves is not certified again, and nobody should ask you for it.',
        ),
        instead: t(
          '给对方看户口簿的这一页就行；对方不认，可以打印一份说明给他们。',
          'Show that page of the book. If they do not accept it, print our letter for them.',
        ),
        path: `/papers/${paper}`,
      },
    },
  ],
})

/** CT-01 户籍类证明: changed items, cancelled registration and kinship, where the household book cannot show it. */
export const ct01: Form = {
  matter: 'CT-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('申请户籍类证明', 'Ask for a household certificate'),
  lead: t(
    '户口簿、身份证能证明的不用开。它们看不出来的，我们查户籍档案，查得到就给您开。',
    'What the household book or ID card proves needs no certificate. For what they do not show we search the archive, and certify what it shows.',
  ),
  permit: false,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'relative', name: t('亲属', 'A relative') },
      { value: 'entrusted', name: t('受委托的人', 'Somebody they entrusted') },
      { value: 'guardian', name: t('监护人', 'Their guardian') },
    ],
    authority: t(
      '要有本人签名的委托书；监护人不用。',
      'A letter signed by the person; a guardian needs none.',
    ),
  },
  promise: ownPromise(3),
  identity: { toFile: 'phone', toReceive: 'verified' },
  questions: [
    {
      key: 'about',
      ask: t('要证明什么？', 'What is to be certified?'),
      answers: [
        {
          value: 'changed',
          name: t('户口登记的内容改过', 'That an entry was changed or corrected'),
          note: t('例如改过名字、更正过生日。', 'A name or a birth date, for example.'),
        },
        {
          value: 'cancelled',
          name: t('户口已经注销', 'That a registration was cancelled'),
          note: t('例如去世、参军、出国定居。', 'After a death, joining the army or moving abroad.'),
        },
        { value: 'kinship', name: t('亲属关系', 'Kinship') },
        {
          value: 'on-card',
          name: t(
            '姓名、曾用名、性别、民族、生日、身份证号、住址',
            'Name, former name, sex, ethnicity, birth date, ID number or address',
          ),
          stop: {
            why: t(
              '这些身份证、户口簿上就有，派出所不再开证明。',
              'The ID card and the household book show these, so they are not certified.',
            ),
            instead: t(
              '给对方看证件就行；看看是哪一项，有说明可以打印给对方。',
              'Show the document. Find your item to print a letter for whoever asks.',
            ),
            path: '/papers',
          },
        },
        {
          value: 'marital',
          name: t('婚姻状况', 'Marital status'),
          stop: {
            why: t('婚姻登记不归公安。', 'Marriages are not registered by the police.'),
            instead: t('到民政部门的婚姻登记处查。', 'Ask the marriage registry of civil affairs.'),
            path: '/papers/marital-status',
          },
        },
        {
          value: 'other',
          name: t('别的', 'Something else'),
          stop: {
            why: t(
              '派出所能开的证明只有九种，先看看您要的归谁开。',
              'There are only nine certificates a station may issue; see who issues yours.',
            ),
            instead: t('在“这个证明要不要开”里查一查。', 'Look it up in “Do I need this paper?”.'),
            path: '/papers',
          },
        },
      ],
    },
    shownByBook(
      'shownChange',
      'changed',
      ['户口簿上看得出改过吗？', 'Does the household book show the change?'],
      'changed-items-in-book',
    ),
    shownByBook(
      'shownCancelling',
      'cancelled',
      ['户口簿上看得出注销吗？', 'Does the household book show the cancellation?'],
      'cancelled-in-book',
    ),
    shownByBook(
      'shownKinship',
      'kinship',
      ['两个人在同一本户口簿上吗？', 'Do both stand in one household book?'],
      'kinship-in-book',
    ),
    rightStation(
      t(
        '选的是户口所在地（或者注销前所在地）的派出所吗？',
        'Is the station you chose where the person is, or was last, registered?',
      ),
      t('户籍档案在户口所在地的派出所。', 'The archive is with the station of the registration.'),
    ),
  ],
  sections: [
    {
      key: 'change',
      title: t('改过什么', 'What was changed'),
      when: [{ field: 'question:about', is: ['changed'] }],
      fields: [
        {
          key: 'item',
          kind: 'choice',
          onResult: true,
          label: t('哪一项', 'Which entry'),
          required: true,
          options: [
            { value: 'name', name: t('姓名', 'Name') },
            { value: 'birth-date', name: t('出生日期', 'Birth date') },
            { value: 'sex', name: t('性别', 'Sex') },
            { value: 'ethnicity', name: t('民族', 'Ethnicity') },
            { value: 'id-number', name: t('公民身份号码', 'ID number') },
            { value: 'address', name: t('住址', 'Address') },
            { value: 'other', name: t('其他', 'Another one') },
          ],
          purpose: t('在档案里找这一项', 'To find the entry in the archive'),
        },
        {
          key: 'otherItem',
          kind: 'text',
          onResult: true,
          label: t('是什么', 'Which one'),
          required: true,
          when: [{ field: 'item', is: ['other'] }],
          most: 60,
          purpose: t('在档案里找这一项', 'To find the entry in the archive'),
        },
        {
          key: 'formerValue',
          kind: 'text',
          label: t('改之前是什么', 'What it was before'),
          hint: t('记得就写。', 'If you remember.'),
          required: false,
          most: 100,
          purpose: t('在档案里找这一项', 'To find the entry in the archive'),
        },
      ],
    },
    {
      key: 'cancelling',
      title: t('注销的户口', 'The cancelled registration'),
      when: [{ field: 'question:about', is: ['cancelled'] }],
      fields: [
        {
          key: 'cancelReason',
          kind: 'choice',
          onResult: true,
          label: t('因为什么注销', 'Why it was cancelled'),
          required: true,
          options: [
            { value: 'death', name: t('去世', 'A death') },
            { value: 'army', name: t('参军', 'Joining the army') },
            { value: 'abroad', name: t('出国、出境定居', 'Settling abroad') },
            { value: 'duplicate', name: t('重复登记', 'A double registration') },
            { value: 'other', name: t('其他', 'Something else') },
          ],
          purpose: t('在档案里找这份记录', 'To find the record in the archive'),
        },
        {
          key: 'cancelOwn',
          kind: 'yes-no',
          label: t('注销的是我本人的户口', 'It was my own registration'),
          required: true,
          purpose: t('在档案里找这份记录', 'To find the record in the archive'),
        },
        {
          key: 'cancelName',
          kind: 'name',
          onResult: true,
          label: t('注销的是谁的户口', 'Whose registration it was'),
          required: true,
          when: [{ field: 'cancelOwn', is: ['no'] }],
          purpose: t('在档案里找这份记录', 'To find the record in the archive'),
        },
        {
          key: 'cancelRelation',
          kind: 'text',
          label: t('您是他的什么人', 'What you are to them'),
          hint: t('例如：儿子。', 'For example: son.'),
          required: true,
          when: [{ field: 'cancelOwn', is: ['no'] }],
          most: 30,
          purpose: t('核对能不能给您开', 'To check that it may be issued to you'),
        },
      ],
    },
    {
      key: 'kin',
      title: t('和谁的关系', 'Whose kin'),
      when: [{ field: 'question:about', is: ['kinship'] }],
      fields: [
        {
          key: 'kinName',
          kind: 'name',
          onResult: true,
          label: t('对方姓名', 'The other person’s name'),
          required: true,
          purpose: t('在档案里找两个人', 'To find both people in the archive'),
        },
        {
          key: 'kinRelation',
          kind: 'choice',
          onResult: true,
          label: t('对方是我的', 'To me they are'),
          required: true,
          options: [
            { value: 'father', name: t('父亲', 'my father') },
            { value: 'mother', name: t('母亲', 'my mother') },
            { value: 'child', name: t('子女', 'my child') },
            { value: 'sibling', name: t('兄弟姐妹', 'my brother or sister') },
            { value: 'grandparent', name: t('祖父母、外祖父母', 'my grandparent') },
            { value: 'grandchild', name: t('孙子女、外孙子女', 'my grandchild') },
            { value: 'other', name: t('其他亲属', 'another relative') },
          ],
          purpose: t('证明上要写的关系', 'The relation to be certified'),
        },
        {
          key: 'kinOther',
          kind: 'text',
          onResult: true,
          label: t('是什么亲属', 'Which relative'),
          required: true,
          when: [{ field: 'kinRelation', is: ['other'] }],
          most: 30,
          purpose: t('证明上要写的关系', 'The relation to be certified'),
        },
        {
          key: 'kinOnce',
          kind: 'address',
          label: t('两个人曾经在哪里同过户', 'Where both were once registered together'),
          hint: t('知道就写，找起来更快。', 'If you know; it makes the search quicker.'),
          required: false,
          purpose: t('在档案里找两个人', 'To find both people in the archive'),
        },
      ],
    },
    {
      key: 'use',
      title: t('用在哪里', 'What it is for'),
      fields: [
        {
          key: 'recipient',
          kind: 'text',
          onResult: true,
          label: t('交给谁、办什么用', 'Who asked for it, and for what'),
          hint: t(
            '例如：银行，取已故父亲的存款。证明上会写。',
            'For example: the bank, a late father’s savings. The certificate says so.',
          ),
          required: true,
          most: 100,
          least: 2,
          purpose: t(
            '证明只写用得着的内容，并写明用途',
            'The certificate says its purpose and no more than it needs',
          ),
        },
      ],
    },
  ],
  materials: [
    identityLookedUp(certificates2016),
    {
      key: 'archive',
      kind: 'archive',
      name: t('户籍档案', 'The household archive'),
      note: t('我们自己查，不用您找旧户口簿。', 'We search it; you need not find old books.'),
      from: 'state',
      required: true,
      most: 1,
      basis: certificates2016,
    },
    ...helperPapers(['relative', 'entrusted'], certificates2016),
  ],
  pauses: [],
  declines: [
    {
      key: 'shown-already',
      says: t(
        '身份证、户口簿已经能证明，依规定不再出具证明',
        'The ID card or household book proves it already, so it is not certified again',
      ),
      basis: certificates2016,
    },
    {
      key: 'not-police',
      says: t('不属于公安派出所出具的证明', 'It is not a certificate that police stations issue'),
      office: t('主管这件事的部门，或者公证处', 'The office in charge of it, or a notary office'),
      basis: certificates2016,
    },
    otherStation(
      t(
        '户口不在本所，本所没有这份档案',
        'The registration is not with this station, which has no such archive',
      ),
      t('户口所在地派出所', 'The station of the registration'),
      certificates2016,
    ),
  ],
  refusals: [
    {
      key: 'not-in-archive',
      says: t(
        '户籍档案里查不到，没有依据出具',
        'The archive does not show it, so there are no grounds to certify',
      ),
      basis: certificates2016,
    },
    {
      key: 'no-right',
      says: t(
        '申请的不是本人，也没有本人的委托或者其他合法理由',
        'The applicant is not the person, has no authority from them and no other lawful reason',
      ),
      basis: fiveAlways2018,
    },
  ],
  deliveries: ['counter', 'post', 'electronic'],
  visit: null,
  result: {
    type: 'household',
    validDays: null,
    says: t(
      '写明内容和用途的户籍证明。',
      'A household certificate that says what it shows and what it is for.',
    ),
  },
  keptDays: 365,
}
