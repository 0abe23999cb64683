import type { Text } from './shared/text.ts'

/** What stands beside a field of an application form. See fieldMessage.ts. */
export const formFieldMessages: Record<string, Text> = {
  'choice.required': { zh: '请选一项', en: 'Choose one' },
  'choices.required': { zh: '请至少选一项', en: 'Choose at least one' },
  'choices.few': { zh: '至少选 {least} 项', en: 'Choose at least {least}' },
  'yes-no.required': { zh: '请选“是”或“否”', en: 'Choose yes or no' },
  'number.required': { zh: '请填一个数字', en: 'Enter a number' },
  'number.whole': { zh: '请填整数，例如 2', en: 'Enter a whole number, like 2' },
  'number.small': { zh: '不能小于 {least}', en: 'It cannot be less than {least}' },
  'number.big': { zh: '不能大于 {most}', en: 'It cannot be more than {most}' },
  'too-short': { zh: '太短了，至少 {least} 个字', en: 'Too short: at least {least} characters' },
  'words.characters': {
    zh: '里面有看不见的控制字符，请重新输入',
    en: 'This holds characters that cannot be seen; type it again',
  },
  'day.early': { zh: '日期不能早于 {day}', en: 'The day cannot be before {day}' },
  'day.late': { zh: '日期不能晚于 {day}', en: 'The day cannot be after {day}' },
  'address.required': { zh: '请填写地址', en: 'Enter the address' },
  'document.required': { zh: '请填写证件号码', en: 'Enter the number of the document' },
  'document.kind': { zh: '请先选是哪种证件', en: 'Choose which document it is first' },
  'document.check': {
    zh: '号码最后一位对不上，请照着证件再看一遍',
    en: 'The last character does not match; check the number against the document',
  },
  'credit-code.required': { zh: '请填写统一社会信用代码', en: 'Enter the unified social credit code' },
  'credit-code.length': {
    zh: '统一社会信用代码应为 18 位',
    en: 'A unified social credit code has 18 characters',
  },
  'credit-code.characters': {
    zh: '统一社会信用代码只有数字和大写字母，没有 I、O、S、V、Z',
    en: 'A unified social credit code has digits and letters, but never I, O, S, V or Z',
  },
  'credit-code.check': {
    zh: '统一社会信用代码最后一位对不上，请照着执照再看一遍',
    en: 'The last character does not match; check the code against the licence',
  },
  'law.required': { zh: '请写明是哪部法律、第几条', en: 'Name the law and the article' },
  'law.article': {
    zh: '要同时写法律的名字和第几条，例如“教师法第十四条”',
    en: 'Name both the law and the number of the article, like “Teachers Law, article 14”',
  },
}
