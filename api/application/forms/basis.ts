import type { Basis, Certainty } from '../../matter/catalogue.ts'
import type { Text } from '../../shared/text.ts'
import type { FormMaterial, Ground, Question } from '../form/declaration.ts'

/** What the forms rest on, each document named once and as the catalogue of matters names it (standards C, D, F). */

export const t = (zh: string, en: string): Text => ({ zh, en })
const basis = (certainty: Certainty, zh: string, en: string): Basis => ({ name: { zh, en }, certainty })

/** The document number is not confirmed, so none is printed. */
export const criminalRecord = basis(
  'P',
  '公安机关办理犯罪记录查询工作规定（2021 年 12 月）',
  'Rules on criminal-record queries by the police (December 2021)',
)
export const certificates2016 = basis(
  'P',
  '公通字〔2016〕21号（十二部门关于规范公安派出所出具证明工作的意见）',
  'Document 公通字〔2016〕21号 (twelve ministries, on certificates issued by police stations)',
)
export const fiveAlways2018 = basis(
  'P',
  '公安部 2018 年“五个一律”',
  'Ministry of Public Security, 2018, the “five always” rules',
)
export const idCardLaw = basis('K1', '居民身份证法', 'Resident Identity Card Law')
export const household = basis('K1', '户口登记条例', 'Household Registration Regulations')
export const household7 = basis('S', '户口登记条例第七条', 'Household Registration Regulations, article 7')
export const household15 = basis(
  'S',
  '户口登记条例第十五条',
  'Household Registration Regulations, article 15',
)
export const household18 = basis(
  'S',
  '户口登记条例第十八条',
  'Household Registration Regulations, article 18',
)
export const residence = basis('K1', '居住证暂行条例', 'Interim Regulations on Residence Permits')
export const residence9 = basis(
  'S',
  '居住证暂行条例第九条',
  'Interim Regulations on Residence Permits, article 9',
)
export const localDogs = basis('K1', '本地养犬管理规定', 'Local dog regulations')
export const exitEntry39 = basis(
  'S',
  '出境入境管理法第三十九条',
  'Exit and Entry Administration Law, article 39',
)
export const elders2020 = basis(
  'P',
  '国办发〔2020〕45号（方便老年人的实施方案）',
  'State Council Office document 国办发〔2020〕45号 (services for older people)',
)
export const accessible = basis(
  'S',
  '无障碍环境建设法第三十九条、第四十条',
  'Barrier-free Environment Law, articles 39 and 40',
)
export const localPractice = basis(
  'P',
  '各地做法，以本地公布的为准',
  'Local practice; see what your bureau publishes',
)

/** What the bureau itself promises, where the law sets the office no time; 0 on the spot is 1 working day online. */
export const ownPromise = (value: number, unit: 'working_day' | 'calendar_day' = 'working_day') => ({
  value,
  unit,
  basis: t('本局的承诺', 'What this bureau promises'),
  certainty: 'K1' as const,
})

/** A limit of the law, promised as it is. */
export const legalPromise = (value: number, unit: 'working_day' | 'calendar_day', of: Basis) => ({
  value,
  unit,
  basis: of.name,
  certainty: of.certainty,
})

/** Who they are is looked up, never asked for again. */
export const identityLookedUp = (of: Basis): FormMaterial => ({
  key: 'identity',
  kind: 'identity-document',
  name: t('本人身份信息', 'Who you are'),
  note: t(
    '我们在人口信息里核对，不用传身份证照片。',
    'We check the population record; no picture of your ID card is needed.',
  ),
  from: 'state',
  required: true,
  most: 1,
  basis: of,
})

/** What shows that a helper may act, and who the helper is; `relations` are those who need a letter. */
export const helperPapers = (relations: string[], of: Basis): FormMaterial[] => [
  {
    key: 'authority',
    kind: 'authority',
    name: t('委托书', 'Letter of authority'),
    note: t(
      '本人签名，写明委托谁、办什么。手写的也可以，拍照上传。',
      'Signed by the person, saying who may do what. By hand is fine; take a picture of it.',
    ),
    from: 'applicant',
    required: true,
    when: [{ field: 'helper', is: relations }],
    most: 3,
    basis: of,
  },
  {
    key: 'helperIdentity',
    kind: 'identity-document',
    name: t('代办人的身份证', 'The helper’s ID card'),
    note: t('取件时给我们看一下，不用上传。', 'Show it when you collect; do not upload it.'),
    from: 'counter',
    required: true,
    when: [{ field: 'helper', is: relations }],
    most: 1,
    basis: of,
  },
]

/** Who the helper is, seen when the result is handed over: where the rules ask for both ID cards but no letter. */
export const helperSeen = (relations: string[], of: Basis): FormMaterial[] =>
  helperPapers(relations, of).filter(({ key }) => key === 'helperIdentity')

/** Where somebody asks at a station that is not theirs. */
export const otherStation = (says: Text, office: Text, of: Basis): Ground => ({
  key: 'other-station',
  says,
  office,
  basis: of,
})

/** Whether the chosen station is the right one; `no` ends the way at the list of stations. */
export const rightStation = (ask: Text, why: Text): Question => ({
  key: 'station',
  ask,
  answers: [
    { value: 'yes', name: t('是', 'Yes') },
    {
      value: 'no',
      name: t('不是', 'No'),
      stop: {
        why,
        instead: t('请改选那里的派出所。', 'Please choose the station there.'),
        path: '/stations',
      },
    },
  ],
})
