import { expect, test } from 'vitest'
import { askedWords } from '../../../api/matter/askedWords.ts'

test.each([
  ['身份证过期了怎么办', '身份证过期'],
  ['我想办居住证', '办居住证'],
  ['请问户口本丢了吗？', '户口本丢'],
  ['My ID card has expired.', 'ID card expired'],
  ['Where do I register with the police?', 'register police'],
  ['改名字', '改名字'],
])('%s is looked up as %s', (question, words) => {
  expect(askedWords(question)).toBe(words)
})

test.each(['怎么办呢', '了', 'what do I do', ''])('%j, which is nothing else, stays', (question) => {
  expect(askedWords(question)).toBe(question)
})
