/** The two languages of the house. zh-CN is served at `/`, English at `/en/`. */
export type Locale = 'zh' | 'en'

/** One text in both languages. */
export interface Text {
  zh: string
  en: string
}

/** The reader's half of a text; English falls back to Chinese where a bureau has not translated yet. */
export function say(text: Text, locale: Locale): string {
  return locale === 'en' ? text.en || text.zh : text.zh
}
