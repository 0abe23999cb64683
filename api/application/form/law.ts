import { toHalfWidth } from '../../shared/halfWidth.ts'

/** The number of an article: 第十七条, 第 17 条, article 17, art. 17. */
const ARTICLE =
  /第\s*[0-9０-９〇零一二三四五六七八九十百千两]+\s*条(\s*之\s*[一二三四五六七八九十])?|\bart(?:icles?|\.)?\s*[0-9]+\b/iu

/** What Chinese calls its laws and regulations, after the name itself. */
const CHINESE_NAME = /\p{Script=Han}{2,}(法|条例|规定|办法|决定|规则|细则)|\p{Script=Han}法/u
const ENGLISH_NAME =
  /\p{L}{3,}.*\b(law|act|code|regulations?|rules?|measures|provisions|decision)\b|\b(law|act|code|regulations?|rules?|measures|provisions|decision)\b.*\p{L}{4,}/iu

/**
 * Whether one line of words names an exact article of a law: the name of the law and the number of the article, both.
 * Whether that article really bars people with a record from the job is judged by the officer, not here.
 */
export function namesArticle(words: string): boolean {
  const plain = toHalfWidth(words)
  if (!ARTICLE.test(plain)) return false
  // What stands around the number has to be the name.
  const rest = plain.replace(new RegExp(ARTICLE, 'giu'), ' ')
  return CHINESE_NAME.test(rest) || ENGLISH_NAME.test(rest)
}
