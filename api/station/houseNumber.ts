/** Words of a search, and the house number they ended in. */
export interface Addressed {
  words: string
  number?: number
}

/**
 * Takes a house number off the end of what somebody typed: 鼓楼大街15号, 鼓楼大街 15, `15 Gulou Avenue`, `Gulou Avenue No 15`,
 * a flat behind it included (15号3单元). Digits that are no house number stay words: a telephone, a code, a bare number.
 */
export function addressed(typed: string): Addressed {
  const text = typed.normalize('NFKC').trim()
  const said =
    /^(.*?\D)\s*(?:no\.?\s*)?(\d{1,5})\s*号(?:院|楼|之\d+|[-\d栋幢单元室号#]*)?$/iu.exec(text) ??
    /^(.*\p{L}[.,]?)\s+(?:no\.?\s*)?(\d{1,5})$/iu.exec(text) ??
    /^(.*\p{Script=Han})(\d{1,5})$/u.exec(text)
  if (said?.[1]?.trim()) return { words: said[1].trim().replace(/\s+no\.?$/i, ''), number: Number(said[2]) }
  const english = /^(?:no\.?\s*)?(\d{1,5})\s+(\p{Script=Latin}.*)$/iu.exec(text)
  if (english?.[2]) return { words: english[2], number: Number(english[1]) }
  return { words: text }
}
