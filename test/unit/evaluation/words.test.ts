import { expect, test } from 'vitest'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { levelsNameOf } from '../../../api/evaluation/words.ts'

const satisfaction = indicators.find(({ code }) => code === 'satisfaction')!

test('a cell says which levels it may hold, as a sentence of its language', () => {
  expect(levelsNameOf(satisfaction, { from: 1, to: 1, topped: 5, cells: 1 }, 5)).toEqual({
    zh: '非常不满意（1 到 4 个），其余是非常满意',
    en: 'Very dissatisfied (1 to 4 of them), the others very satisfied',
  })
  expect(levelsNameOf(satisfaction, { from: 1, to: 1, topped: 5, cells: 3 }, 5).en).toContain(
    '3 to 12 of them',
  )
  expect(levelsNameOf(satisfaction, { from: 1, to: 2, topped: null, cells: 1 }, 5)).toEqual({
    zh: '非常不满意、不满意',
    en: 'Very dissatisfied / Dissatisfied',
  })
})
