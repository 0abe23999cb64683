import { describe, expect, test } from 'vitest'
import { areaAnswers } from '../../../api/station/areaAnswer.ts'
import type { PartRow } from '../../../api/station/areaQuery.ts'
import { addressed } from '../../../api/station/houseNumber.ts'
import { narrowed } from '../../../api/station/narrow.ts'
import { readWeek } from '../../../api/station/week.ts'

describe('a house number behind a street', () => {
  test.each([
    ['鼓楼大街15号', '鼓楼大街', 15],
    ['鼓楼大街 15 号', '鼓楼大街', 15],
    ['鼓楼大街１５号', '鼓楼大街', 15],
    ['鼓楼大街15号3单元201室', '鼓楼大街', 15],
    ['鼓楼大街15号院', '鼓楼大街', 15],
    ['城关街道鼓楼大街15', '城关街道鼓楼大街', 15],
    ['Gulou Avenue 15', 'Gulou Avenue', 15],
    ['Gulou Avenue No. 15', 'Gulou Avenue', 15],
    ['15 Gulou Avenue', 'Gulou Avenue', 15],
    ['gldj 15', 'gldj', 15],
  ])('%s', (typed, words, number) => {
    expect(addressed(typed)).toEqual({ words, number })
  })

  test.each(['鼓楼大街', '990101503000', '000-0000-0003', '15', '15号', 'K15', '', ' 古槐 '])(
    '%s has none',
    (typed) => {
      expect(addressed(typed)).toEqual({ words: typed.trim() })
    },
  )
})

const row = (more: Partial<PartRow>): PartRow => ({
  areaId: '990101003002',
  areaKind: 'community',
  areaZh: '鼓楼社区',
  areaEn: 'Gulou Community',
  townCode: '990101003',
  townZh: '城关街道',
  townEn: 'Chengguan Subdistrict',
  streetZh: '',
  streetEn: '',
  streetPinyin: '',
  streetInitials: '',
  fromNumber: null,
  toNumber: null,
  parity: null,
  slug: 'chengguan',
  kind: 'station',
  nameZh: '城关派出所',
  nameEn: 'Chengguan Police Station',
  addressZh: '',
  addressEn: '',
  phone: '000-0000-0003',
  officerZh: null,
  officerEn: null,
  dutyPhone: null,
  badge: null,
  week: '[]',
  hit: 1,
  ...more,
})
const avenue = {
  streetZh: '鼓楼大街',
  streetEn: 'Gulou Avenue',
  streetPinyin: 'guloudajie',
  streetInitials: 'gldj',
}
const odd = row({ ...avenue, fromNumber: 1, toNumber: 199, parity: 'odd' })
const even = row({ ...avenue, fromNumber: 2, toNumber: 200, parity: 'even', slug: 'guta' })
const lane = row({
  streetZh: '鼓楼后巷',
  streetEn: 'Gulou Back Lane',
  streetPinyin: 'gulouhouxiang',
  streetInitials: 'glhx',
  fromNumber: 1,
  toNumber: 60,
})
const all = [odd, even, lane]

describe('who answers for a street and a number', () => {
  test.each([
    ['鼓楼大街', undefined, [odd, even]],
    ['城关街道鼓楼大街', undefined, [odd, even]],
    ['Gulou Avenue', undefined, [odd, even]],
    ['guloudajie', undefined, [odd, even]],
    ['glhx', undefined, [lane]],
    ['鼓楼社区', undefined, all],
    ['鼓楼大街', 15, [odd]],
    ['鼓楼大街', 16, [even]],
    ['鼓楼', 16, [even, lane]],
    ['glhx', 60, [lane]],
  ])('%s %s', (words, number, rows) => {
    expect(narrowed(all, { words, number })).toEqual({ rows, listed: true })
  })

  test('a number in no stretch leaves them all, and says so', () => {
    for (const number of [201, 99_999])
      expect(narrowed(all, { words: '鼓楼大街', number })).toEqual({ rows: [odd, even], listed: false })
    expect(areaAnswers(all, { words: '鼓楼大街', number: 201 })[0]).toMatchObject({ numberListed: false })
  })

  test('a row of the whole area answers for every street and number in it', () => {
    const whole = row({})
    expect(narrowed([whole], { words: '新街', number: 7 })).toEqual({ rows: [whole], listed: true })
  })
})

test('a usual week is read in order, and a window says whose counters keep it', () => {
  expect(
    readWeek(
      JSON.stringify([
        [6, '09:00', '12:00', 'household'],
        [1, '14:00', '17:30', ''],
        [1, '08:30', '12:00', ''],
        [6, '09:00', '12:00', 'general'],
      ]),
    ),
  ).toEqual([
    {
      weekday: 1,
      windows: [
        { opens: '08:30', closes: '12:00', counters: null },
        { opens: '14:00', closes: '17:30', counters: null },
      ],
    },
    { weekday: 6, windows: [{ opens: '09:00', closes: '12:00', counters: ['household', 'general'] }] },
  ])
})
