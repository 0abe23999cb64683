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

/** What a letter that says no carries, unless its writer gives more. */
export const usualRemedies: readonly Remedy[] = [reconsideration]
