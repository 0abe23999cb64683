import { spellingOf } from '../../db/seed/spelling.ts'

/** The ethnic groups townships are named after: 于家务回族乡 is called 于家务. */
const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各'

const endings = new RegExp(`(街道办事处|街道|(?:(?:${peoples})族)*(?:民族)?乡|镇|民族苏木|苏木)$`)
const kinds = [
  [/街道(办事处)?$/, 'Subdistrict'],
  [/民族乡$|族乡$/, 'Ethnic Township'],
  [/乡$/, 'Township'],
  [/镇$/, 'Town'],
  [/苏木$/, 'Sum'],
] as const

/** The name people use: 演集街道 is 演集. Kept whole where less than two characters would be left (张镇). */
export function shortTownName(name: string): string {
  const short = name.replace(endings, '')
  return [...short].length >= 2 ? short : name
}

/** How a name is typed, and its syllables, by the list where it says so (酂 is `cuo` in Yongcheng), else by the dictionary. */
export function townSpelling(name: string, said: string) {
  const syllables = said.toLowerCase().split(/\s+/).filter(Boolean)
  if (syllables.length !== [...name].length) return spellingOf(name)
  return { pinyin: syllables.join(''), initials: syllables.map((s) => s.charAt(0)).join('') }
}

/** Pinyin of the short name, one word: `yanji`. '' where a name has no letters at all. */
export function shortPinyin(name: string, said: string): string {
  const short = shortTownName(name)
  const syllables = said.toLowerCase().split(/\s+/).filter(Boolean)
  if (syllables.length !== [...name].length) return spellingOf(short).pinyin
  return syllables.slice(0, [...short].length).join('')
}

/** A plain English name: Yanji Subdistrict. Where the kind is not known, the pinyin alone. */
export function townNameEn(name: string, said: string): string {
  const kept = shortTownName(name) === name
  const kind = kept ? '' : (kinds.find(([ending]) => ending.test(name))?.[1] ?? '')
  return `${capital(shortPinyin(name, said)) || name} ${kind}`.trim()
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
