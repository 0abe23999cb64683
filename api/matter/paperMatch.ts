import { bodyOf } from '../search/grams.ts'
import { askedGrams } from './askedGrams.ts'

/** Half of what was asked must be there; below that a hit is chance. */
const enough = 0.5

/**
 * How well a paper's words answer a question, 0 to 1: the share of the question's pairs of characters found
 * in them. There are a few dozen papers, so each is looked at, and "我想开个单身证明" still finds it.
 */
export function paperMatch(question: string, words: readonly string[]): number {
  const grams = askedGrams(question, ['证明'])
  if (grams.length === 0) return 0
  const body = bodyOf(words)
  const share = grams.filter((gram) => body.includes(gram)).length / grams.length
  return share >= enough ? share : 0
}
