/** A stretch of a place name: no digits, and nothing of a street or a building (but 路桥区 and 镇江市 begin so). */
const PART = '[镇乡路]?(?:[^\\d０-９\\s路街巷弄号栋镇乡]|[镇乡](?=[市县区]))'

/**
 * Province, city and county, each where the address has it; taken first so that 景德镇市 is not mistaken for a town.
 * 小区, 社区, 超市, 市场 and their like are no divisions.
 */
const CITY_MARK = '(?:自治州|地区|盟|(?<![超夜菜集])市(?!场))'
const COUNTY_MARK = '(?:自治县|自治旗|(?<![小社校园景厂院库])区|县|旗(?![区县])|(?<![超夜菜集])市(?!场))'
const UPPER = new RegExp(
  `^(?:${PART}{2,8}?(?:特别行政区|自治区|省))?(?:${PART}{1,8}?${CITY_MARK})?(?:${PART}{1,8}?${COUNTY_MARK})?`,
  'u',
)

/** A town-level name; 街道 before the shorter marks, and not 古镇路 or 西乡街. */
const TOWN = new RegExp(`^${PART}{1,12}?(?:街道(?:办事处)?|苏木|镇|乡)(?![路街巷道桥村])`, 'u')

/** The part of a Chinese address down to street office, town or township, '' where none can be told. Never a digit. */
export function townOf(address: string): string {
  const text = address.trim()
  const upper = UPPER.exec(text)?.[0] ?? ''
  const town = TOWN.exec(text.slice(upper.length))?.[0] ?? ''
  return upper + town
}
