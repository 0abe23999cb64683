/** Where else the words of a search may lead, besides to a matter. */

/** Names of places end so; they are found under /stations. */
const place =
  /(社区|居委会|村委会|村|镇|乡|街道|街|路|小区|派出所|警务室|大厅)$|\b(station|hall|town|village|community|subdistrict|street|road)$/iu
/** Papers that somebody asked for. */
const paper = /证明|certificate|proof|letter/iu
/** Passports and visas are the exit-entry hall's, and not in the catalogue. */
const abroad =
  /护照|签证|通行证|居留证|出国|出境|港澳|台胞|\b(passports?|visas?|residence permit for foreigners|hong kong|macau|taiwan)\b/iu

/** What is rated and how the rating turned out is no matter of the catalogue either. */
const rate =
  /评价|考评|评分|打分|评议|满意|好评|差评|问卷|\b(rat(e|es|ing|ings)|evaluat\w*|surveys?|satisf\w*|scores?)\b/iu

export const asksToRate = (words: string) => rate.test(words)
export const looksLikePlace = (words: string) => place.test(words.trim())
export const asksForPaper = (words: string) => paper.test(words)
export const asksForExitEntry = (words: string) => abroad.test(words)
