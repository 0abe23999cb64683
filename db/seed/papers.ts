import type { Certainty } from '../../api/matter/catalogue.ts'
import type { Paper } from '../../api/matter/paper.ts'
import type { Text } from '../../api/shared/text.ts'

/**
 * "Do I need this paper?" (standards D). The refusals rest on 公通字〔2016〕21号 and, for committees, on a
 * document of six bodies of 2020; where to go instead is often our own knowledge and marked so.
 */

const t = (zh: string, en: string): Text => ({ zh, en })

const ministries = {
  name: t(
    '公通字〔2016〕21号（十二部门，2016 年 9 月 1 日起施行）',
    'Document 公通字〔2016〕21号 (twelve ministries, in force from 1 September 2016)',
  ),
  certainty: 'P' as const,
}
const committees = {
  name: t(
    '民政部等六部门 2020 年规定的居（村）民委员会不应出具证明事项清单；公通字〔2016〕21号列出的派出所可开证明中没有这一项',
    'List of papers that residents’ and villagers’ committees may not issue (six bodies, 2020); not among those a station may issue under document 公通字〔2016〕21号',
  ),
  certainty: 'P' as const,
}

/**
 * The document refuses six facts that are not police business; the text of items 19 and 20 was not found,
 * so they are left out here rather than guessed.
 */
export const unknownRefusals = t(
  '文件里“不归公安核实”的共有六项，第 19、20 两项我们还没有找到原文，所以没有列出。碰到单子上没有的证明，请打电话问派出所，不要白跑。',
  'The document lists six facts that are not for the police to verify. We have not found the text of items 19 and 20, so they are not listed. If your paper is not here, please phone the station before you travel.',
)

interface Common {
  id: string
  name: Text
  zh: string[]
  en: string[]
  whoInstead: Text
  sure?: Certainty
  showInstead?: Text
  exception?: Paper['exception']
  matterCode?: string
  relatedMatters?: string[]
  committeeMayNot?: boolean
}
const entry =
  (category: Paper['category'], answer: Paper['answer'], basis: Paper['basis']) =>
  (from: Common): Paper => ({
    id: from.id,
    name: from.name,
    category,
    answer,
    whoInstead: from.whoInstead,
    whoInsteadCertainty: from.sure ?? 'K1',
    showInstead: from.showInstead ?? null,
    matterCode: from.matterCode ?? null,
    relatedMatters: from.relatedMatters ?? [],
    exception: from.exception ?? null,
    committeeMayNot: from.committeeMayNot ?? category === 'D5-committee',
    basis,
    searchWords: { zh: from.zh, en: from.en },
  })

/** D1: nine facts that ID card, household book or passport prove. */
const idProof = t(
  '居民身份证、户口簿或者护照上有记载，出示其中一件就行。',
  'Your ID card, household book or passport shows it; one of them is enough.',
)
const shownById = (id: string, name: Text, zh: string[], en: string[], more: Partial<Common> = {}): Paper =>
  entry(
    'D1',
    'no-need',
    ministries,
  )({
    id,
    name,
    zh,
    en,
    whoInstead: idProof,
    showInstead: idProof,
    sure: 'P',
    committeeMayNot: true,
    ...more,
  })

/** D2: five facts the household book proves; when it cannot show them, D4 applies. */
const bookProof = t(
  '户口簿上有记载，出示户口簿就行。',
  'The household book shows it; showing the book is enough.',
)
const unlessBookSilent: Paper['exception'] = {
  text: t(
    '户口簿上确实看不出来的，可以到户口所在地派出所查档案开证明。',
    'If the household book really cannot show it, the station where the person is registered can search its archive and certify.',
  ),
  matterCode: 'CT-01',
  certainty: 'P',
}
/** The archive may still help, but a certificate of this kind is not among the nine. */
const unlessBookIncomplete: Paper['exception'] = {
  text: t(
    '户口簿上缺这一页或者没有记载的，先到户口所在地派出所补全户口簿，或者请窗口帮您查。',
    'If the page or entry is missing, ask the station where you are registered to complete the book or to search for you.',
  ),
  matterCode: null,
  certainty: 'K1',
}
const shownByBook = (id: string, name: Text, zh: string[], en: string[], more: Partial<Common> = {}): Paper =>
  entry(
    'D2',
    'no-need',
    ministries,
  )({
    id,
    name,
    zh,
    en,
    whoInstead: bookProof,
    showInstead: bookProof,
    sure: 'P',
    exception: unlessBookSilent,
    ...more,
  })

const notPolice = entry('D3', 'not-police', ministries)
const mayIssue = entry('D4', 'police-issues', ministries)
const nobody = entry('D5-committee', 'not-police-not-committee', committees)

const shownByIdPapers: Paper[] = [
  shownById(
    'name',
    t('姓名证明', 'Proof of name'),
    ['姓名证明', '名字证明', '身份信息证明'],
    ['name', 'identity'],
  ),
  shownById(
    'former-name',
    t('曾用名证明', 'Proof of former name'),
    ['曾用名证明', '以前的名字', '改过名字证明', '曾用名'],
    ['former name', 'previous name'],
    {
      whoInstead: t(
        '户口簿的“曾用名”一栏有记载，出示户口簿就行。',
        'The household book has a line for the former name; showing the book is enough.',
      ),
      showInstead: t('户口簿的“曾用名”一栏。', 'The line for the former name in the household book.'),
      exception: unlessBookSilent,
      relatedMatters: ['CT-01'],
    },
  ),
  shownById('sex', t('性别证明', 'Proof of sex'), ['性别证明'], ['sex', 'gender']),
  shownById(
    'id-number',
    t('身份证号码证明', 'Proof of ID number'),
    ['身份证号码证明', '身份证号证明', '15位升18位证明', '老号码证明', '号码升位'],
    ['id number', '15 digits', '18 digits', 'old id number'],
  ),
  shownById(
    'same-person',
    t('同一人证明', '“Same person” certificate'),
    ['同一人证明', '是同一个人', '两个名字', '名字写错', '名字不一致', '身份证号不一致'],
    ['same person', 'two names', 'names differ'],
    {
      whoInstead: t(
        '改过名字的看户口簿“曾用名”一栏；号码从 15 位升到 18 位的，身份证、户口簿就能说明。',
        'For a changed name, see the former name in the household book. For a number that grew from 15 to 18 digits, ID card and household book show it.',
      ),
      showInstead: t(
        '户口簿（看“曾用名”一栏）和居民身份证。',
        'The household book (line “former name”) and the ID card.',
      ),
      exception: {
        text: t(
          '如果是别的单位的材料把名字、号码写错了，通常请写错的单位核对更正；户口簿上的变更看不出来的，派出所可以查档案开变更更正证明。',
          'If another body wrote the name or number wrongly, it is usually that body which checks and corrects it. If a change cannot be seen in the household book, the station can certify it from its archive.',
        ),
        matterCode: 'CT-01',
        certainty: 'K2',
      },
      relatedMatters: ['CT-01'],
      committeeMayNot: false,
    },
  ),
  shownById(
    'ethnicity',
    t('民族证明', 'Proof of ethnicity'),
    ['民族证明', '民族成份证明'],
    ['ethnicity', 'ethnic group'],
  ),
  shownById(
    'birth-date',
    t('出生日期、年龄证明', 'Proof of birth date or age'),
    ['出生日期证明', '年龄证明', '生日证明'],
    ['birth date', 'age', 'date of birth'],
  ),
  shownById(
    'birthplace',
    t('出生地证明', 'Proof of birthplace'),
    ['出生地证明'],
    ['birthplace', 'place of birth'],
  ),
  shownById(
    'native-place',
    t('籍贯证明', 'Proof of native place'),
    ['籍贯证明', '祖籍证明'],
    ['native place', 'ancestral home'],
  ),
  shownById(
    'registered-address',
    t('户籍地址证明', 'Proof of registered address'),
    ['户籍证明', '户口所在地证明', '住址证明', '户籍地址证明', '家庭住址证明'],
    ['registered address', 'hukou address', 'home address'],
  ),
]

const shownByBookPapers: Paper[] = [
  shownByBook(
    'moves',
    t('户口迁移情况证明', 'Proof of moves of registration'),
    ['户口迁移证明', '迁入证明', '迁出证明', '户口从哪里迁来'],
    ['moved registration', 'hukou moves'],
    { exception: unlessBookIncomplete },
  ),
  shownByBook(
    'address-changes',
    t('住址变动证明', 'Proof of address changes'),
    ['住址变动证明', '地址变更证明', '门牌号变更证明'],
    ['address change', 'renumbered house'],
    { exception: unlessBookIncomplete },
  ),
  shownByBook(
    'changed-items-in-book',
    t('户口登记项目变更更正证明（户口簿上有的）', 'Proof of changed or corrected items (shown in the book)'),
    ['变更证明', '更正证明', '户口变更证明', '改名证明'],
    ['changed item', 'corrected item', 'name change proof'],
    { relatedMatters: ['CT-01'] },
  ),
  shownByBook(
    'cancelled-in-book',
    t('注销户口证明（户口簿上有的）', 'Proof of cancelled registration (shown in the book)'),
    ['注销证明', '销户证明', '户口注销证明'],
    ['cancelled registration', 'cancellation'],
    { relatedMatters: ['CT-01', 'HK-02'] },
  ),
  shownByBook(
    'kinship-in-book',
    t('亲属关系证明（在同一本户口簿上）', 'Proof of kinship (in the same household book)'),
    ['亲属关系证明', '父子关系证明', '母子关系证明', '夫妻关系证明', '证明我妈是我妈', '同户亲属'],
    ['kinship', 'relationship', 'parent and child', 'family relation'],
    {
      whoInstead: t(
        '同一本户口簿上，每个人和户主的关系都写着，出示户口簿就行。',
        'In one household book everybody’s relation to the householder is written down; showing the book is enough.',
      ),
      relatedMatters: ['CT-01'],
      committeeMayNot: true,
    },
  ),
]

const notPolicePapers: Paper[] = [
  notPolice({
    id: 'marital-status',
    name: t('婚姻状况证明', 'Proof of marital status'),
    zh: ['婚姻状况证明', '单身证明', '未婚证明', '结婚证明', '离婚证明', '已婚证明'],
    en: ['marital status', 'single certificate', 'unmarried', 'divorced', 'married'],
    whoInstead: t(
      '归民政部门婚姻登记处；结婚证、离婚证本身就是证明。从没结过婚的，没有证件可以出示；要证明的单位可以去问婚姻登记处。',
      'Civil affairs, at the marriage registry; a marriage or divorce certificate is proof in itself. Those who never married have no document to show; whoever wants the proof may ask the marriage registry.',
    ),
    sure: 'P',
    showInstead: t('结婚证或者离婚证。', 'The marriage or divorce certificate.'),
    relatedMatters: ['HK-06'],
    committeeMayNot: true,
  }),
  notPolice({
    id: 'education',
    name: t('学历、文化程度证明', 'Proof of education'),
    zh: ['学历证明', '文化程度证明', '毕业证明'],
    en: ['education', 'diploma', 'degree'],
    whoInstead: t(
      '归教育部门或者毕业学校；毕业证、学位证本身就是证明。',
      'The education department or the school; a diploma is proof in itself.',
    ),
    sure: 'P',
    showInstead: t('毕业证、学位证。', 'The diploma or degree certificate.'),
    relatedMatters: ['HK-06'],
  }),
  notPolice({
    id: 'residence-elsewhere',
    name: t('在别处居住的证明', 'Proof of living elsewhere'),
    zh: ['居住证明', '实际居住证明', '外地居住证明', '住在这里证明', '居住地证明'],
    en: ['proof of residence', 'living elsewhere', 'actual address'],
    whoInstead: t(
      '离开户口所在地居住的，出示居住证；没有的，由主管部门核实。',
      'If you live away from where you are registered, show your residence permit; otherwise the competent department verifies.',
    ),
    sure: 'P',
    showInstead: t('居住证。', 'The residence permit.'),
    relatedMatters: ['RP-01', 'RP-02'],
  }),
  notPolice({
    id: 'normal-death',
    name: t('正常死亡证明', 'Proof of a normal death'),
    zh: ['死亡证明', '正常死亡证明', '老人去世证明', '在家去世证明'],
    en: ['death certificate', 'normal death', 'died at home'],
    whoInstead: t(
      '归医疗卫生机构，由它出具医学死亡证明。',
      'A medical institution, which issues the medical death certificate.',
    ),
    sure: 'P',
    showInstead: t('医学死亡证明。', 'The medical death certificate.'),
    exception: {
      text: t(
        '非正常死亡的，由办案的派出所出具证明。',
        'For an unnatural death, the station that handled the case issues the certificate.',
      ),
      matterCode: 'CT-03',
      certainty: 'P',
    },
    relatedMatters: ['HK-02', 'CT-03'],
    committeeMayNot: true,
  }),
]

const issuedHere = (zh: string, en: string) => ({ whoInstead: t(zh, en), sure: 'P' as const })
const issuedPapers: Paper[] = [
  mayIssue({
    id: 'changed-items',
    name: t('户口登记项目变更更正证明', 'Certificate of changed or corrected items'),
    zh: ['变更更正证明', '改名证明', '曾用名证明', '更正证明', '户口变更证明'],
    en: ['changed items', 'name change certificate', 'corrected items'],
    ...issuedHere(
      '户口簿上看不出来的，户口所在地派出所开。',
      'The station where you are registered, when the household book does not show it.',
    ),
    matterCode: 'CT-01',
  }),
  mayIssue({
    id: 'cancelled',
    name: t('注销户口证明', 'Certificate of cancelled registration'),
    zh: ['注销户口证明', '销户证明', '注销证明', '参军注销', '出国注销户口'],
    en: ['cancelled registration', 'cancellation certificate'],
    ...issuedHere(
      '户口簿上看不出来的，原户口所在地派出所开。',
      'The station of the former registration, when the household book does not show it.',
    ),
    matterCode: 'CT-01',
    relatedMatters: ['HK-02'],
  }),
  mayIssue({
    id: 'kinship',
    name: t('亲属关系证明（不在同一本户口簿上）', 'Certificate of kinship (not in one household book)'),
    zh: [
      '亲属关系证明',
      '父子关系证明',
      '母子关系证明',
      '兄弟姐妹关系证明',
      '继承亲属关系',
      '证明我妈是我妈',
    ],
    en: ['kinship certificate', 'relationship certificate', 'siblings', 'parent and child'],
    ...issuedHere(
      '户口簿看不出来、户籍档案里能查到的，户口所在地派出所核实后开。',
      'The station where you are registered, when the book does not show it and the archive does.',
    ),
    exception: {
      text: t(
        '户籍档案里也查不到的，派出所没有依据开，可以到公证处咨询。',
        'If the archive does not show it either, the station has no grounds to certify; ask a notary office.',
      ),
      matterCode: null,
      certainty: 'K1',
    },
    matterCode: 'CT-01',
    committeeMayNot: true,
  }),
  mayIssue({
    id: 'abducted-child',
    name: t('被拐儿童身份证明', 'Identity certificate of an abducted child'),
    zh: ['被拐儿童身份证明', '被拐儿童', '解救儿童'],
    en: ['abducted child', 'rescued child'],
    ...issuedHere(
      '办理这起案件的派出所开，请当面来说。',
      'The station that handled the case; please come in person.',
    ),
    matterCode: 'CT-03',
  }),
  mayIssue({
    id: 'found-infant',
    name: t('捡拾弃婴（儿童）报案证明', 'Certificate of reporting a found infant or child'),
    zh: ['捡拾弃婴证明', '捡到孩子证明', '弃婴报案证明', '捡拾证明'],
    en: ['found infant', 'abandoned child', 'foundling'],
    ...issuedHere(
      '接到报案的派出所开，请当面来说。',
      'The station that took the report; please come in person.',
    ),
    matterCode: 'CT-03',
  }),
  mayIssue({
    id: 'unnatural-death',
    name: t('非正常死亡证明', 'Certificate of an unnatural death'),
    zh: ['非正常死亡证明', '意外死亡证明', '事故死亡证明'],
    en: ['unnatural death', 'accidental death'],
    ...issuedHere(
      '办理这起案件的派出所开，请当面来说。',
      'The station that handled the case; please come in person.',
    ),
    matterCode: 'CT-03',
    relatedMatters: ['HK-02'],
    committeeMayNot: true,
  }),
  mayIssue({
    id: 'temporary-identity',
    name: t('临时身份证明', 'Temporary identity note'),
    zh: ['临时身份证明', '没带身份证', '住宿身份证明', '乘车身份证明', '身份证明'],
    en: ['temporary identity', 'forgot id card', 'identity note'],
    ...issuedHere('就近的派出所当场开，本人来就行。', 'The nearest station, at once; come in person.'),
    matterCode: 'CT-02',
    relatedMatters: ['ID-05'],
  }),
  mayIssue({
    id: 'no-criminal-record',
    name: t('无犯罪记录证明', 'Certificate of no criminal record'),
    zh: ['无犯罪记录证明', '无犯罪证明', '政审证明', '无违法犯罪记录证明', '良民证'],
    en: ['no criminal record', 'police clearance', 'police certificate', 'background check'],
    ...issuedHere(
      '户籍地或者居住地派出所开；外国人到出入境管理部门。',
      'The station where you are registered or live; foreign nationals go to the exit and entry office.',
    ),
    exception: {
      text: t(
        '单位要查员工的，只有法律、行政法规规定不得从事的岗位才可以，由单位自己来查。',
        'An employer may have staff checked only for jobs a law or regulation bars, and applies itself.',
      ),
      matterCode: 'CR-02',
      certainty: 'P',
    },
    matterCode: 'CR-01',
    relatedMatters: ['CR-02'],
    committeeMayNot: true,
  }),
  mayIssue({
    id: 'other-by-law',
    name: t('法律规定由公安机关开的其他证明', 'Other certificates a law assigns to the police'),
    zh: ['其他证明', '法律规定的证明', '派出所证明'],
    en: ['other certificate', 'required by law'],
    ...issuedHere(
      '请要证明的单位写明法律名称和条款，带来窗口，我们照法律办。',
      'Ask the unit to name the law and article, bring that to the counter, and we will follow the law.',
    ),
  }),
]

const committeePapers: Paper[] = [
  nobody({
    id: 'item-change-request',
    name: t('户口登记项目变更申请证明', 'Committee paper for a change of household items'),
    zh: ['变更户口项目证明', '村委会改名证明', '居委会改年龄证明', '户口项目变更申请'],
    en: ['household item change', 'committee paper for name change'],
    whoInstead: t(
      '直接到派出所申请变更，不用居委会、村委会开证明。',
      'Apply to the station directly; no committee paper is needed.',
    ),
    relatedMatters: ['HK-04', 'HK-05', 'HK-06'],
  }),
  nobody({
    id: 'dog-keeping',
    name: t('养犬证明', 'Committee paper for keeping a dog'),
    zh: ['养犬证明', '养狗证明', '居委会养犬证明'],
    en: ['dog keeping', 'dog paper'],
    whoInstead: t(
      '直接办养犬登记，不用居委会开证明。',
      'Register the dog directly; no committee paper is needed.',
    ),
    exception: {
      text: t(
        '个别地方的老规定还要，和这份清单不一致，请先问本地派出所。',
        'A few old local rules still ask for it, against this list; please ask your station.',
      ),
      matterCode: 'DOG-01',
      certainty: 'P',
    },
    relatedMatters: ['DOG-01'],
  }),
  nobody({
    id: 'drug-rehabilitation',
    name: t('戒毒康复情况证明', 'Proof of drug-rehabilitation status'),
    zh: ['戒毒证明', '社区戒毒证明', '康复证明', '吸毒人员证明'],
    en: ['drug rehabilitation', 'rehab status'],
    whoInstead: t(
      '由要了解情况的单位依法向主管部门核实；请先问作出决定的机关。',
      'The unit that needs to know verifies it lawfully with the competent body; ask the one that took the decision.',
    ),
    sure: 'K2',
  }),
  nobody({
    id: 'missing-person',
    name: t('失踪证明', 'Proof that a person is missing'),
    zh: ['失踪证明', '下落不明证明', '失联证明', '人口失踪'],
    en: ['missing person', 'whereabouts unknown'],
    whoInstead: t(
      '家人失联请马上报案，派出所给接报案回执；要宣告失踪的，向法院申请。',
      'Report a missing relative at once and keep the receipt; a declaration of absence is for the court.',
    ),
    showInstead: t('接报案回执，或者法院的判决。', 'The receipt of the report, or the court’s judgment.'),
    exception: {
      text: t(
        '向法院申请宣告失踪、宣告死亡的，法律要求附上公安机关或者有关机关的书面证明，这种情形请到报案的派出所说明。',
        'For a declaration of absence or death, the law asks for a written statement from the police or another competent body; in that case ask the station that took the report.',
      ),
      matterCode: null,
      certainty: 'K1',
    },
    relatedMatters: ['CS-01'],
  }),
  nobody({
    id: 'birth',
    name: t('出生证明', 'Proof of birth'),
    zh: ['出生证明', '出生情况证明', '出生医学证明'],
    en: ['birth certificate', 'proof of birth'],
    whoInstead: t(
      '归接生的医院，由它出具出生医学证明；上过户口的看户口簿。',
      'The hospital of the birth issues the medical certificate; once registered, the household book shows it.',
    ),
    showInstead: t('出生医学证明，或者户口簿。', 'The medical certificate of birth, or the household book.'),
    relatedMatters: ['HK-01'],
  }),
  nobody({
    id: 'alive',
    name: t('健在证明', 'Proof of being alive'),
    zh: ['健在证明', '生存证明', '活着证明', '证明我还活着', '养老金认证'],
    en: ['proof of life', 'alive', 'pension check'],
    whoInstead: t(
      '领养老金的，到社保部门做领取资格认证，手机上也能做；本人拿身份证到场，就是最好的证明。',
      'For a pension, the social-insurance office confirms it, by phone too; turning up with your ID card is the best proof.',
    ),
    showInstead: t('本人和居民身份证。', 'Yourself and your ID card.'),
    relatedMatters: ['HV-01'],
  }),
  nobody({
    id: 'illness',
    name: t('疾病状况证明', 'Proof of illness'),
    zh: ['疾病证明', '生病证明', '病情证明', '精神病证明'],
    en: ['illness', 'medical condition', 'sick note'],
    whoInstead: t('归医院，由它出具诊断证明或者病历。', 'The hospital, by a diagnosis or medical record.'),
    showInstead: t('诊断证明或者病历。', 'The diagnosis or medical record.'),
  }),
  nobody({
    id: 'disability',
    name: t('残疾状况证明', 'Proof of disability'),
    zh: ['残疾证明', '残疾人证明'],
    en: ['disability', 'disabled'],
    whoInstead: t(
      '看残疾人证；还没有的，向户籍地残联申请。',
      'The disability card; if you have none, apply to the disabled persons’ federation where you are registered.',
    ),
    showInstead: t('残疾人证。', 'The disability card.'),
  }),
  nobody({
    id: 'marriage-and-child',
    name: t('婚育状况证明', 'Proof of marriage and children'),
    zh: ['婚育证明', '婚育状况证明', '生育证明', '计划生育证明'],
    en: ['marriage and children', 'family planning', 'childbearing'],
    whoInstead: t(
      '婚姻看结婚证、离婚证；生育情况请问卫生健康部门。',
      'For marriage, the marriage or divorce certificate; for children, ask the health department.',
    ),
    showInstead: t('结婚证、离婚证、户口簿。', 'The marriage or divorce certificate and the household book.'),
  }),
  nobody({
    id: 'employment',
    name: t('就业、失业状况证明', 'Proof of employment or unemployment'),
    zh: ['就业证明', '失业证明', '无业证明', '没有工作证明', '待业证明'],
    en: ['employment', 'unemployment', 'no job'],
    whoInstead: t(
      '归用人单位或者人力资源社会保障部门。',
      'The employer, or the human resources and social security office.',
    ),
    showInstead: t(
      '劳动合同、就业登记或者失业登记。',
      'A work contract, or a record of employment or unemployment.',
    ),
  }),
  nobody({
    id: 'personal-file',
    name: t('个人档案证明', 'Proof about a personal file'),
    zh: ['档案证明', '个人档案证明', '人事档案'],
    en: ['personal file', 'personnel archive'],
    whoInstead: t(
      '归保管档案的单位或者人才服务机构。',
      'Whoever keeps the file: the employer or the talent service.',
    ),
  }),
  nobody({
    id: 'property',
    name: t('财产证明', 'Proof of property'),
    zh: ['财产证明', '房产证明', '无房证明', '收入证明', '经济状况证明'],
    en: ['property', 'house ownership', 'assets', 'no house'],
    whoInstead: t(
      '房产问不动产登记机构，存款问银行，其他财产问登记它的部门。',
      'Land and houses: the real-estate registry; savings: the bank; other property: whoever registers it.',
    ),
    showInstead: t('不动产权证等权属证书。', 'The title certificate.'),
  }),
  nobody({
    id: 'inheritance',
    name: t('遗产继承证明', 'Proof of inheritance'),
    zh: ['继承证明', '遗产继承证明', '继承权证明', '法定继承人证明'],
    en: ['inheritance', 'heir', 'estate'],
    whoInstead: t('到公证处办理，有争议的向法院起诉。', 'A notary office; the court if there is a dispute.'),
    relatedMatters: ['CT-01'],
  }),
  nobody({
    id: 'business-address',
    name: t('经营场所证明', 'Proof of business address'),
    zh: ['经营场所证明', '住所证明', '开店地址证明', '营业执照地址证明'],
    en: ['business address', 'premises', 'shop address'],
    whoInstead: t(
      '问市场监管部门；房产证、租赁合同通常就能说明。',
      'Ask the market regulator; a title deed or lease usually shows it.',
    ),
    showInstead: t('房产证或者租赁合同。', 'The title deed or lease.'),
  }),
  nobody({
    id: 'lost-papers',
    name: t('证件遗失证明', 'Proof that papers were lost'),
    zh: ['遗失证明', '丢失证明', '证件遗失证明', '挂失证明', '身份证丢失证明'],
    en: ['lost papers', 'loss certificate', 'lost documents'],
    whoInstead: t(
      '丢了哪个证，直接找发证的部门补办，当面写声明就行；身份证来派出所补。',
      'Go straight to whoever issued the document and declare the loss there; for an ID card, that is the station.',
    ),
    relatedMatters: ['ID-06', 'ID-03', 'HK-07'],
  }),
]

/** Every paper of the checker, in the order D1, D2, D3, D4, D5. */
export const papers: Paper[] = [
  ...shownByIdPapers,
  ...shownByBookPapers,
  ...notPolicePapers,
  ...issuedPapers,
  ...committeePapers,
]
