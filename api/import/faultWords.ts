import type { Locale, Text } from '../shared/text.ts'
import type { Fault, FaultCode } from './fault.ts'

/** Each in both languages; {name} is filled from the fault's `about`. */
const words: Record<FaultCode, Text> = {
  'file-encoding': {
    zh: '文件既不是 UTF-8，也不是 GB18030（GBK）编码；请另存为“CSV UTF-8”',
    en: 'the file is neither UTF-8 nor GB18030 (GBK); save it again as “CSV UTF-8”',
  },
  'file-quotes': {
    zh: '引号没有成对，从这一行起读不下去',
    en: 'a quote is not closed: reading stopped here',
  },
  'file-empty': { zh: '文件里没有数据行', en: 'the file has no rows' },
  'file-years': {
    zh: '一份放假安排只能是同一年；前面的行是 {year} 年',
    en: 'a holiday list is of one year; the rows before are of {year}',
  },
  'column-missing': { zh: '缺少这一列（也可写作：{names}）', en: 'this column is missing (also: {names})' },
  'column-twice': { zh: '这一列出现了两次', en: 'this column is there twice' },
  'cells-many': {
    zh: '这一行有 {cells} 格，表头只有 {columns} 列；多半是内容里的分隔符没有加引号',
    en: 'this row has {cells} cells, the header {columns}; a separator inside a cell needs quotes',
  },
  required: { zh: '不能空着', en: 'must not be empty' },
  digits: { zh: '应为 {count} 位数字', en: 'must be {count} digits' },
  rounded: {
    zh: '被表格软件改成了科学计数法，数字已经丢失；请把该列设为“文本”后重新填写',
    en: 'a spreadsheet has rounded this number; set the column to “text” and type it again',
  },
  long: { zh: '太长，最多 {most} 字', en: 'too long: {most} characters at most' },
  unreadable: { zh: '有无法辨认的字（乱码），请重新输入', en: 'holds unreadable characters; type it again' },
  characters: { zh: '有不该出现的字符', en: 'holds characters that do not belong here' },
  choice: { zh: '只能填：{choices}', en: 'must be one of: {choices}' },
  time: { zh: '应为时刻，如 08:30', en: 'must be a time such as 08:30' },
  weekday: { zh: '应为星期，如 1、周一、周一至周五', en: 'must be a weekday such as 1, Mon, Mon-Fri' },
  day: { zh: '应为存在的日期，如 2027-02-05', en: 'must be a day that exists, such as 2027-02-05' },
  phone: { zh: '不是完整的电话号码', en: 'is not a whole telephone number' },
  mobile: { zh: '不是手机号码', en: 'is not a mobile number' },
  slug: { zh: '只能用小写字母、数字和连字符', en: 'takes small letters, digits and hyphens only' },
  badge: { zh: '警号只能用字母和数字', en: 'a badge takes letters and digits only' },
  number: { zh: '应为 {least} 到 {most} 的整数', en: 'must be a whole number from {least} to {most}' },
  order: { zh: '结束要晚于开始（{opens}）', en: 'must be later than its start ({opens})' },
  twice: { zh: '与第 {line} 行重复', en: 'is the same as in line {line}' },
  overlap: { zh: '与第 {line} 行的时间重叠', en: 'overlaps with line {line}' },
  'unknown-town': { zh: '没有这个乡镇街道；请先导入 towns', en: 'no such town; import towns first' },
  'unknown-station': {
    zh: '没有这个派出所或大厅；请先导入 stations',
    en: 'no such station or hall; import stations first',
  },
  'own-parent': { zh: '上级不能是自己', en: 'cannot belong to itself' },
  'room-parent': { zh: '上级不能是警务室', en: 'a community room cannot have others under it' },
  'slug-taken': { zh: '已被 {code} 使用', en: 'is taken by {code}' },
  'not-duty': {
    zh: '不在警务室登记的值班时间里，不能放号；请先导入 hours',
    en: 'nobody is declared to be at the community room at this time; import hours first',
  },
  'slots-none': { zh: '这段时间放不下一个号', en: 'is too short for a single slot' },
  'days-many': { zh: '一段最多 {most} 天', en: 'a span is {most} days at most' },
  'works-already': { zh: '这天本来就上班', en: 'is a working day anyway' },
  'no-row-of-area': { zh: '没有 {area} 的行', en: 'there is no row of {area}' },
  'no-catalogue': {
    zh: '还没有办事事项目录，无法设为可预约；请先写入基础数据',
    en: 'the catalogue of matters is empty, so nothing could be booked; write the reference data first',
  },
}

/** Where it is and what is wrong, in one line of the reader's language. */
export function faultLine({ line, column, code, about = {}, found }: Fault, locale: Locale): string {
  const zh = locale === 'zh'
  const what = words[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(about[name] ?? ''))
  const row = line ? (zh ? `第 ${line} 行` : `line ${line}`) : zh ? '文件' : 'file'
  const where = [row, column && (zh ? `“${column}”列` : `column “${column}”`)].filter(Boolean)
  const was = found ? (zh ? `（填的是“${found}”）` : ` (found “${found}”)`) : ''
  return zh ? `${where.join('，')}：${what}${was}` : `${where.join(', ')}: ${what}${was}`
}
