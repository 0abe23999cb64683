import { gramsOfWord, wordsOf } from '../search/grams.ts'

/** Pairs of characters that stand in every question and so say nothing about what is asked. */
const filler = new Set(
  '我的 我要 我想 想要 想办 要办 怎么 么办 什么 哪里 可以 以办 需要 如何 办理 请问 能不 不能 该怎 办呢 开个 想开 要开 么开 以开'.split(
    ' ',
  ),
)

/** The telling pairs of characters of a question asked in whole sentences; `besides` names further fillers. */
export function askedGrams(question: string, besides: readonly string[] = []): string[] {
  const grams = new Set(wordsOf(question).flatMap(gramsOfWord))
  return [...grams].filter((gram) => !filler.has(gram) && !besides.includes(gram)).slice(0, 40)
}
