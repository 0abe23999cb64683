import { describe, expect, test } from 'vitest'
import {
  badge,
  day,
  digits,
  mobile,
  phone,
  slug,
  time,
  weekdaySpan,
  whole,
  yesNo,
} from '../../../api/import/cells.ts'
import type { Reading } from '../../../api/import/fault.ts'
import { anyCounter, readKind } from '../../../api/import/names.ts'
import { shortPinyin, shortTownName, townNameEn, townSpelling } from '../../../api/import/townName.ts'

const value = <T>(reading: Reading<T>) => (reading.ok ? reading.value : reading.code)

describe('cells', () => {
  test.each([
    ['1', [1]],
    ['７', [7]],
    ['周一', [1]],
    ['星期天', [7]],
    ['礼拜日', [7]],
    ['Mon', [1]],
    ['wednesday', [3]],
    ['周一至周五', [1, 2, 3, 4, 5]],
    ['Mon–Wed', [1, 2, 3]],
    ['6-7', [6, 7]],
    ['5-1', 'weekday'],
    ['0', 'weekday'],
    ['8', 'weekday'],
    ['周', 'weekday'],
    ['mo', 'weekday'],
    ['monster', 'weekday'],
    ['1-2-3', 'weekday'],
    ['-', 'weekday'],
  ])('weekday %s', (cell, expected) => expect(value(weekdaySpan(cell))).toEqual(expected))

  test.each([
    ['8:30', '08:30'],
    ['08：30', '08:30'],
    ['０８：３０', '08:30'],
    ['17:30:00', '17:30'],
    ['24:00', '24:00'],
    ['24:01', 'time'],
    ['8:60', 'time'],
    ['8.5', 'time'],
    ['上午', 'time'],
  ])('time %s', (cell, expected) => expect(value(time(cell))).toBe(expected))

  test.each([
    ['2027-02-05', '2027-02-05'],
    ['2027/2/5', '2027-02-05'],
    ['2027年2月5日', '2027-02-05'],
    ['2027-02-29', 'day'],
    ['46058', 'day'],
  ])('day %s', (cell, expected) => expect(value(day(cell))).toBe(expected))

  test('the rest', () => {
    expect(value(digits(12)('411481000001.0'))).toBe('411481000001')
    expect(value(digits(12)('4.11481E+11'))).toBe('rounded')
    expect(value(phone('（000）0000-0011'))).toBe('000-00000011')
    expect(value(phone('110'))).toBe('110')
    expect(value(phone('待定'))).toBe('phone')
    expect(value(mobile('138 0000 0000'))).toBe('13800000000')
    expect(value(mobile('000-00000011'))).toBe('mobile')
    expect(value(slug('South-Bridge'))).toBe('south-bridge')
    expect(value(slug('南桥'))).toBe('slug')
    expect(value(badge('a０12'))).toBe('A012')
    expect(value(whole(5, 240)('4'))).toBe('number')
    expect(['是', 'Yes', '１'].map((cell) => value(yesNo(cell)))).toEqual([true, true, true])
    expect(['否', 'no', '0'].map((cell) => value(yesNo(cell)))).toEqual([false, false, false])
    expect(value(yesNo('也许'))).toBe('choice')
    expect(value(readKind('派出所'))).toBe('station')
    expect(value(anyCounter('户籍窗口'))).toBe('household')
  })
})

test.each([
  ['演集街道', '演集', 'yanji', 'Yanji Subdistrict'],
  ['十八里镇', '十八里', 'shibali', 'Shibali Town'],
  ['陈官庄乡', '陈官庄', 'chenguanzhuang', 'Chenguanzhuang Township'],
  ['于家务回族乡', '于家务', 'yujiawu', 'Yujiawu Ethnic Township'],
  ['西阿超满族蒙古族乡', '西阿超', 'xiachao', 'Xiachao Ethnic Township'],
  ['张镇', '张镇', 'zhangzhen', 'Zhangzhen'],
  ['红旗农场', '红旗农场', 'hongqinongchang', 'Hongqinongchang'],
])('the short name of %s is %s', (name, short, pinyin, english) => {
  expect(shortTownName(name)).toBe(short)
  expect(shortPinyin(name, '')).toBe(pinyin)
  expect(townNameEn(name, '')).toBe(english)
})

test('a list may say how a name is spoken', () => {
  expect(townSpelling('酂城镇', 'cuo cheng zhen')).toEqual({ pinyin: 'cuochengzhen', initials: 'ccz' })
  expect(townNameEn('酂城镇', 'cuo cheng zhen')).toBe('Cuocheng Town')
})
