import type { Basis, Certainty } from './catalogue.ts'

/** The documents that the catalogue and the forms rest on, each named once (standards C, basis codes). */

const basis = (certainty: Certainty, zh: string, en: string): Basis => ({
  name: { zh, en },
  certainty,
})

export const idCardLaw = basis('K1', '居民身份证法', 'Resident Identity Card Law')
export const idCardLaw5 = basis('S', '居民身份证法第五条', 'Resident Identity Card Law, article 5')
export const idCardLaw12 = basis('S', '居民身份证法第十二条', 'Resident Identity Card Law, article 12')
export const idCardElsewhere = basis(
  'P',
  '公安部 2015 年关于异地受理居民身份证的意见',
  'Ministry of Public Security, 2015, on ID cards applied for away from home',
)
export const temporaryCard = basis(
  'K1',
  '临时居民身份证管理办法（公安部令第 78 号）',
  'Measures on Temporary ID Cards (ministry order 78)',
)
export const temporaryCard12 = basis(
  'P',
  '临时居民身份证管理办法（公安部令第 78 号）第十二条',
  'Measures on Temporary ID Cards (ministry order 78), article 12',
)
export const household = basis('K1', '户口登记条例', 'Household Registration Regulations')
export const household7 = basis('S', '户口登记条例第七条', 'Household Registration Regulations, article 7')
export const household8 = basis('S', '户口登记条例第八条', 'Household Registration Regulations, article 8')
export const household13 = basis(
  'S',
  '户口登记条例第十三条',
  'Household Registration Regulations, article 13',
)
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
export const ethnicity = basis(
  'P',
  '中国公民民族成份登记管理办法',
  'Measures on the Registration of Ethnicity',
)
export const residence = basis('K1', '居住证暂行条例', 'Interim Regulations on Residence Permits')
export const residence9 = basis(
  'S',
  '居住证暂行条例第九条',
  'Interim Regulations on Residence Permits, article 9',
)
export const residence21 = basis(
  'S',
  '居住证暂行条例第二十一条',
  'Interim Regulations on Residence Permits, article 21',
)
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
export const caseAcceptance2015 = basis(
  'P',
  '公安部 2015 年关于改革完善受案立案制度的意见',
  'Ministry of Public Security, 2015, on accepting and filing cases',
)
export const shanghaiDogs15 = basis(
  'S',
  '上海市养犬管理条例第十五条（地方规定）',
  'Shanghai Dog Regulations, article 15 (a local rule)',
)
export const localDogs = basis('K1', '本地养犬管理规定', 'Local dog regulations')
export const exitEntry = basis('K1', '出境入境管理法', 'Exit and Entry Administration Law')
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
export const fees2003 = basis('P', '发改价格〔2003〕2322号', 'Document 发改价格〔2003〕2322号 (ID card fees)')
export const fees2018 = basis('P', '财税〔2018〕37号', 'Document 财税〔2018〕37号 (first ID card free)')
export const fees2012 = basis('P', '财综〔2012〕97号', 'Document 财综〔2012〕97号 (household document fees)')
export const localPractice = basis(
  'P',
  '各地做法，以本地公布的为准',
  'Local practice; see what your bureau publishes',
)
