import { expect, test } from 'vitest'
import { csvOf } from '../../../api/register/csv.ts'

test('a file begins with its mark, ends lines as spreadsheets do, and quotes what stands in it', () => {
  expect(
    csvOf([
      ['日期', 'a "b"'],
      ['2026-11-23', 'x\ny'],
    ]),
  ).toBe('\ufeff"日期","a ""b"""\r\n"2026-11-23","x y"\r\n')
})

test.each(['=1+1', '+86', '-2', '@SUM(A1)', ' =1', '\t=1', '＝1', '|cmd', '\r=1'])(
  'what a spreadsheet would reckon is text: %j',
  (text) => expect(csvOf([[text]])).toMatch(/^\ufeff"'/),
)
