import { expect, test } from 'vitest'
import { levelAfterEdit, levelWords, reaches, stronger } from '../../../api/identity/level.ts'
import { identityLevels } from '../../../api/matter/catalogue.ts'

test('each level is worth every one in front of it, and none behind it', () => {
  expect(identityLevels).toEqual(['typed', 'phone', 'verified', 'counter'])
  identityLevels.forEach((level, i) => {
    identityLevels.forEach((needed, j) => {
      expect(reaches(level, needed), `${level} for ${needed}`).toBe(i >= j)
      expect(stronger(level, needed)).toBe(identityLevels[Math.max(i, j)])
    })
  })
})

test('each level has words in both languages, all different', () => {
  for (const locale of ['zh', 'en'] as const)
    expect(new Set(identityLevels.map((level) => levelWords[level][locale])).size).toBe(4)
})

test('another person was never proved, another number never confirmed', () => {
  const of = (
    identity: (typeof identityLevels)[number],
    confirmed: boolean,
    person: boolean,
    phone: boolean,
  ) => {
    const left = levelAfterEdit({ identity, phoneConfirmedAt: confirmed ? 1 : null }, { person, phone })
    return [left.identity, left.phoneConfirmedAt]
  }
  for (const level of ['verified', 'counter'] as const) {
    expect(of(level, true, false, false)).toEqual([level, 1])
    expect(of(level, true, false, true)).toEqual([level, null])
    expect(of(level, true, true, false)).toEqual(['phone', 1])
    expect(of(level, false, true, false)).toEqual(['typed', null])
    expect(of(level, true, true, true)).toEqual(['typed', null])
  }
  expect(of('phone', true, true, false)).toEqual(['phone', 1])
  expect(of('phone', true, false, true)).toEqual(['typed', null])
  expect(of('typed', false, false, false)).toEqual(['typed', null])
})
