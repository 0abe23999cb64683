import { expect, test } from 'vitest'
import { formatOf } from '../../site/lib/format.ts'
import { fill } from '../../site/lib/text.ts'

const zh = formatOf('zh')
const en = formatOf('en')

test('days carry their weekday, in Shanghai whatever the machine thinks', () => {
  expect(zh.day('2026-11-23')).toBe('11 月 23 日（星期一）')
  expect(en.day('2026-11-23', { year: true })).toBe('Monday 23 November 2026')
  expect(zh.day('2026-11-22T16:00:00Z')).toBe('11 月 23 日（星期一）')
  expect(zh.day('2026-11-22T15:59:59Z')).toBe('11 月 22 日（星期日）')
})

test('instants are said as a day and a time', () => {
  expect(zh.when('2026-11-23T09:30:00+08:00')).toBe('11 月 23 日（星期一）9:30')
  expect(en.when('2026-11-23T01:30:00Z')).toBe('Monday 23 November, 9:30 am')
  expect([en.time('00:05'), en.time('12:00'), en.time('2026-11-23T13:05:00+08:00')]).toEqual([
    '12:05 am',
    '12:00 pm',
    '1:05 pm',
  ])
  expect(en.timeRange('08:30', '17:30')).toBe('8:30 am to 5:30 pm')
})

test('ranges say the month and the year only where they are needed', () => {
  expect(zh.dayRange('2026-11-23', '2026-11-27')).toBe('11 月 23 日至 27 日')
  expect(zh.dayRange('2026-11-30', '2026-12-04')).toBe('11 月 30 日至 12 月 4 日')
  expect(en.dayRange('2026-12-28', '2027-01-03')).toBe('28 December 2026 to 3 January 2027')
  expect(en.dayRange('2026-11-23', '2026-11-27', { year: true })).toBe('23 to 27 November 2026')
  expect(en.dayRange('2026-11-23', '2026-11-23')).toBe('23 November')
})

test('money, phones and durations', () => {
  expect([zh.fee(2000), en.fee(2050), zh.fee(0), en.fee(0)]).toEqual(['20 元', '¥20.50', '不收费', 'Free'])
  expect([zh.phone('13800000000'), zh.phone('000-0000-0001')]).toEqual(['138 0000 0000', '000-0000-0001'])
  expect([
    zh.duration(90),
    en.duration(61),
    en.duration(20, 'working-day'),
    zh.duration(20, 'working-day'),
  ]).toEqual(['1 小时 30 分钟', '1 hour 1 minute', '20 working days', '20 个工作日'])
})

test('texts take parameters and an English singular', () => {
  expect(fill('{n} {n|place|places}', { n: 1 })).toBe('1 place')
  expect(fill('{n} {n|place|places}', { n: 0 })).toBe('0 places')
  expect(fill('{name}, {unknown}', { name: 'A' })).toBe('A, {unknown}')
})
