import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Columns, readRows } from '../../../api/import/columns.ts'
import { faultLine } from '../../../api/import/faultWords.ts'
import { holidayColumns } from '../../../api/import/holidays.ts'
import { hoursColumns } from '../../../api/import/hours.ts'
import { officerColumns } from '../../../api/import/officers.ts'
import { scheduleColumns } from '../../../api/import/schedules.ts'
import { stationColumns } from '../../../api/import/stationColumns.ts'
import { townColumns } from '../../../api/import/towns.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const towns = (text: string) => readRows(bytes(text), townColumns)
const lines = (text: string) => towns(text).faults.map((fault) => faultLine(fault, 'en'))

const expected = [
  { line: 2, code: '411481001', name: '演集街道' },
  { line: 3, code: '411481104', name: '酂城镇' },
]

/** 代码,名称 / 411481001,演集街道 / 411481104,酂城镇 as Excel saves it in China (酂 needs GBK). */
const gbk = [
  0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a, 0x34, 0x31, 0x31, 0x34, 0x38, 0x31, 0x30,
  0x30, 0x31, 0x2c, 0xd1, 0xdd, 0xbc, 0xaf, 0xbd, 0xd6, 0xb5, 0xc0, 0x0d, 0x0a, 0x34, 0x31, 0x31, 0x34, 0x38,
  0x31, 0x31, 0x30, 0x34, 0x2c, 0xe0, 0x9f, 0xb3, 0xc7, 0xd5, 0xf2, 0x0d, 0x0a,
]

describe('what people save is read', () => {
  test.each([
    ['UTF-8', bytes('code,name\n411481001,演集街道\n411481104,酂城镇\n')],
    ['a byte order mark and CRLF', bytes('\ufeffcode,name\r\n411481001,演集街道\r\n411481104,酂城镇')],
    ['UTF-16 with tabs', utf16('code\tname\n411481001\t演集街道\n411481104\t酂城镇\n')],
    ['semicolons and quotes', bytes('"Code";"Name"\n"411481001";"演集街道"\n411481104;"酂城镇"\n')],
    ['tabs and Chinese names', bytes('行政区划代码\t 名称 \n411481001\t演集街道\n411481104\t酂城镇\n')],
    ['full-width digits', bytes('code,name\n４１１４８１００１,演集街道\n411481104 ,酂城镇\n')],
    ['text marks of a spreadsheet', bytes('code,name\n="411481001",演集街道\n\'411481104,酂城镇\n')],
    ['the statistical twelve digits', bytes('code,name\n411481001000,演集街道\n411481104000,酂城镇\n')],
  ])('%s', (_, file) => {
    const { rows, faults } = readRows(file, townColumns)
    expect(faults).toEqual([])
    expect(rows).toEqual(expected)
  })

  test('GB18030', () => {
    const { rows, faults } = readRows(new Uint8Array(gbk), townColumns)
    expect(faults).toEqual([])
    expect(rows).toEqual(expected)
  })

  test('the real county, whole, with the columns nobody needs passed over in silence', () => {
    const file = new Uint8Array(readFileSync('db/data/411481-towns.csv'))
    const { rows, faults, notes } = readRows(file, townColumns, ['areaCode', 'provinceCode', 'cityCode'])
    expect([rows.length, faults.length, notes.length]).toEqual([31, 0, 0])
  })

  test('names of any script', () => {
    const names = ['阿勒泰ئالتاي', 'བོད་ལྗོངས', '𠮷野镇', '101农场', 'Ā-b·C']
    const { rows, faults } = towns(`code,name\n${names.map((name, i) => `41148100${i},${name}`).join('\n')}`)
    expect(faults).toEqual([])
    expect(rows.map(({ name }) => name)).toEqual(names)
  })
})

function utf16(text: string): Uint8Array {
  const units = [0xfeff, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))]
  return new Uint8Array(units.flatMap((unit) => [unit & 0xff, unit >> 8]))
}

describe('every fault is named', () => {
  test('by line, column and reason, all of them', () => {
    expect(
      lines(
        'code,name\n41148,演集街道\n\n4.11481E+08,\n"411481002","两\n行"\n411481003,城\ufffd镇\n411481004,a,b',
      ),
    ).toEqual([
      'line 2, column “code”: must be 9 digits (found “41148”)',
      'line 4, column “code”: a spreadsheet has rounded this number; set the column to “text” and type it again (found “4.11481E+08”)',
      'line 4, column “name”: must not be empty',
      'line 7, column “name”: holds unreadable characters; type it again (found “城\ufffd镇”)',
      'line 8: this row has 3 cells, the header 2; a separator inside a cell needs quotes',
    ])
  })

  test('in Chinese too', () => {
    const [fault] = towns('代码,名称\n41148,演集街道').faults
    expect(faultLine(fault!, 'zh')).toBe('第 2 行，“代码”列：应为 9 位数字（填的是“41148”）')
  })

  test('columns missing, twice, and unknown ones as a remark', () => {
    expect(lines('代码\n411481001')[0]).toMatch(/^line 1, column “name”: this column is missing/)
    expect(lines('code,name,代码\n1,2,3')).toEqual(['line 1, column “代码”: this column is there twice'])
    const { faults, notes } = towns('code,name,备注\n411481001,演集街道,无')
    expect(faults).toEqual([])
    expect(notes.map(({ text }) => text.en)).toEqual(['there is no such column as “备注”: not read'])
  })

  test('files that are no lists', () => {
    expect(lines('')).toEqual(['file: the file has no rows'])
    expect(lines('code,name\n,\n')).toEqual(['file: the file has no rows'])
    expect(lines('code,name\n411481001,"演集')[0]).toMatch(/^line \d+: a quote is not closed/)
    const workbook = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0xff, 0xff])
    expect(readRows(workbook, townColumns).faults.map(({ code }) => code)).toEqual(['file-encoding'])
  })
})

const lists: [string, Columns][] = [
  ['towns', townColumns],
  ['stations', stationColumns],
  ['officers', officerColumns],
  ['hours', hoursColumns],
  ['schedules', scheduleColumns],
  ['holidays', holidayColumns],
]

describe.each(lists)('%s: whatever comes in', (_, columns) => {
  const header = Object.values(columns).map(({ names }) => names[0])
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '1',
      '是',
      'yes',
      '08:30',
      '24:00',
      '周一至周五',
      '1-5',
      '7-1',
      '2027-02-29',
      '12345678',
      '"',
      '""',
      '\t',
      ';',
    ),
    fc.stringMatching(/^\d{0,12}$/),
  )

  test('bytes never make the reader throw: it gives rows or names faults', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (file) => {
        const { rows, faults } = readRows(file, columns)
        expect(rows.length + faults.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  test('nor do cells, quoted or not: every row is read whole or named', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: header.length + 1 }), { maxLength: 5 }),
        fc.boolean(),
        (table, quoted) => {
          const row = (cells: string[]) =>
            cells.map((text) => (quoted ? `"${text.replaceAll('"', '""')}"` : text)).join(',')
          const file = bytes([header.join(','), ...table.map(row)].join('\n'))
          const { rows, faults } = readRows(file, columns)
          expect(rows.length + faults.length).toBeGreaterThan(0)
          for (const fault of faults) {
            for (const locale of ['zh', 'en'] as const) {
              const line = faultLine(fault, locale)
              expect(line).not.toBe('')
              expect(line).not.toMatch(/[{]\w+[}]/)
            }
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
