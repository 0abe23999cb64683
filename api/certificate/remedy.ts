import type { Remedy } from './document.ts'

/** Reconsideration: on every refusal (standards B2, S). Who hears it is told at the counter, for that depends on who refused. */
const reconsideration: Remedy = {
  text: {
    zh: '对本通知不服的，可以自知道之日起 60 日内申请行政复议。',
    en: 'If you do not accept this, you may apply for administrative reconsideration within 60 days of learning of it.',
  },
  basis: {
    zh: '《中华人民共和国行政复议法》（2023 年修订）第二十条',
    en: 'Administrative Reconsideration Law (revised 2023), art. 20',
  },
}

/** A second look by the police at a refused no-record certificate (standards C, CR-01). */
export const secondLook: Remedy = {
  text: {
    zh: '认为查询结果有误的，可以向出具机关申请复查，一般 15 个工作日内答复，最长 30 个工作日。',
    en: 'If you think the result of the query is wrong, you may ask whoever issued this to look again; the answer comes within 15 working days as a rule, 30 at most.',
  },
  basis: {
    zh: '《公安机关办理犯罪记录查询工作规定》',
    en: 'Provisions on the Work of Handling Criminal Record Queries by Public Security Organs',
  },
}

/** What a letter that says no carries, unless its writer gives more. */
export const usualRemedies: readonly Remedy[] = [reconsideration]
