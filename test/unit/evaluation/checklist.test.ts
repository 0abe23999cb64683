import { describe, expect, test } from 'vitest'
import { checklistOf, staffingGate } from '../../../api/evaluation/checklist/gates.ts'
import { hasHonour, type YearOf } from '../../../api/evaluation/checklist/honour.ts'

const facts = {
  setting: 'town',
  officers: 10,
  communityOfficers: 4,
  residents: 20_000,
  roomsDue: 2,
  rooms: 2,
} as const
const line = (code: string, change: object = {}) =>
  checklistOf({ ...facts, ...change }).find((one) => one.code === code)!

describe('the checklist of grading', () => {
  test.each([
    ['urban', 20],
    ['town', 10],
    ['township', 5],
  ] as const)(
    'the gate of a station that is %s is %d officers, and one fewer does not pass',
    (setting, least) => {
      expect(staffingGate[setting]).toBe(least)
      expect(line('staffing', { setting, officers: least })).toMatchObject({ least, met: true, gate: true })
      expect(line('staffing', { setting, officers: least - 1 }).met).toBe(false)
    },
  )

  test('residents to an officer and rooms are divided, and nothing is divided by nobody', () => {
    expect(line('load')).toMatchObject({ value: 5000, met: true, gate: false })
    expect(line('load', { residents: 20_004 }).met).toBe(false)
    expect(line('load', { communityOfficers: 0 })).toMatchObject({ value: null, met: null })
    expect(line('rooms', { rooms: 1 })).toMatchObject({ value: 50, met: false })
    expect(line('rooms', { roomsDue: 0, rooms: 0 })).toMatchObject({ value: null, met: null })
  })
})

describe('the honour', () => {
  const year: YearOf = {
    year: '2026',
    all: 'A',
    indicators: [
      { code: 'satisfaction', band: 'A' },
      { code: 'waiting.promise', band: 'B' },
      { code: 'application.time', band: '' },
    ],
    quarters: 4,
    rated: 200,
    content: 190,
  }
  test('follows from band A, nothing in C and 95 % who are content', () => expect(hasHonour(year)).toBe(true))
  test.each<[string, Partial<YearOf>]>([
    ['all together is not in A', { all: 'B' }],
    ['satisfaction is not in A', { indicators: [{ code: 'satisfaction', band: 'B' }] }],
    ['there was too little to rate', { indicators: [] }],
    ['something is in C', { indicators: [...year.indicators, { code: 'complaint.time', band: 'C' }] }],
    ['one rating in twenty and one is not content', { content: 189 }],
    ['the year was not whole', { quarters: 3 }],
    ['nobody rated', { rated: 0, content: 0 }],
  ])('not where %s', (_, change) => expect(hasHonour({ ...year, ...change })).toBe(false))
})
