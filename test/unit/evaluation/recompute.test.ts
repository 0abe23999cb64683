import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cellText, indicatorText } from '../../../api/evaluation/files.ts'
import { FORMULA } from '../../../api/evaluation/formula/evaluate.ts'
import { cellsIn, recompute, rulesIn } from '../../../api/evaluation/formula/files.ts'
import { tableRows, tableText } from '../../../api/evaluation/formula/table.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { ruleOf } from '../../../api/evaluation/rules.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaimen-recompute-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const cell = (station: string, level: number, n: number, more = {}) => ({
  period: '2026Q4',
  closed: '2026-10-12',
  station,
  indicator: 'satisfaction',
  grp: 'traffic',
  fromLevel: level,
  toLevel: level,
  topped: -1,
  n,
  few: 0,
  objection: '',
  ...more,
})
const cells = [
  cell('qingshi', 5, 80),
  cell('qingshi', 1, 5, { toLevel: 2, topped: 4 }),
  cell('nanqiao', 5, 40),
  cell('nanqiao', 3, 30, { grp: 'exit' }),
]

/** Runs the script as somebody at home would. */
function run(...args: string[]): { code: number; said: string } {
  try {
    const said = execFileSync(process.execPath, ['scripts/recompute.ts', ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    return { code: 0, said }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    return { code: status, said: stdout + stderr }
  }
}
const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

test('the script says same, different, or that it could not read', { timeout: 60_000 }, () => {
  const [cellsFile, indicatorsFile] = [cellText(cells), indicatorText(indicators)]
  const results = recompute(cellsFile, indicatorsFile)
  expect(results.split('\r\n')[1]).toMatch(/^"nanqiao","all","1","","\d+\.\d\d"/)
  write({ 'cells.csv': cellsFile, 'indicators.csv': indicatorsFile, 'results.csv': results })
  expect(run(folder)).toMatchObject({ code: 0, said: expect.stringContaining('The same, byte for byte') })
  expect(run(folder, '--print').said).toBe(results)
  write({ 'results.csv': results.replace('"nanqiao","all","1"', '"nanqiao","all","2"') })
  expect(run(folder)).toMatchObject({ code: 1, said: expect.stringContaining('Different') })
  write({ 'cells.csv': cellText([...cells, cell('nanqiao', 1, 5)]), 'results.csv': results })
  expect(run(folder).code).toBe(1)
  expect(run(join(folder, 'nowhere')).code).toBe(2)
})

test('the files are held against the hashes of period.json, by its formula', { timeout: 60_000 }, () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const filesOf = (list: typeof cells) => {
    const [cellsFile, indicatorsFile] = [cellText(list), indicatorText(indicators)]
    const results = recompute(cellsFile, indicatorsFile)
    return { 'cells.csv': cellsFile, 'indicators.csv': indicatorsFile, 'results.csv': results }
  }
  const files = filesOf(cells)
  write(files)
  expect(run(folder).said).toContain('No hashes')
  const inputHash = hash(files['cells.csv'] + files['indicators.csv'])
  const said = { formula: FORMULA, inputHash, resultHash: hash(files['results.csv']) }
  write({ 'period.json': JSON.stringify(said) })
  expect(run(folder)).toMatchObject({ code: 0, said: expect.not.stringContaining('No hashes') })
  // Cells and results altered together still follow from each other, and are not what was attested.
  write(filesOf([...cells, cell('nanqiao', 1, 5)]))
  expect(run(folder)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Different: period.json inputHash, period.json resultHash'),
  })
  write({ ...files, 'period.json': JSON.stringify({ ...said, formula: '1' }) })
  expect(run(folder)).toMatchObject({ code: 2, said: expect.stringContaining('Formula 1 is not in') })
  write({ 'period.json': '{}' })
  expect(run(folder).code).toBe(2)
})

test('what the files hold is what the formula is fed', () => {
  expect(rulesIn(indicatorText(indicators))).toEqual(indicators.map(ruleOf))
  expect(cellsIn(cellText(cells))).toHaveLength(4)
  expect(cellsIn(cellText(cells))).toContainEqual({
    station: 'qingshi',
    indicator: 'satisfaction',
    group: 'traffic',
    from: 1,
    to: 2,
    topped: 4,
    n: 5,
  })
  // The order of the rows of the database changes nothing.
  expect(cellText([...cells].reverse())).toBe(cellText(cells))
})

test('a table comes back as it went in, also as a spreadsheet saves it', () => {
  const table = [
    ['a', 'b'],
    ['1,"2"', '两\n行'],
    ['', '-1'],
  ]
  const rows = [
    { a: '1,"2"', b: '两\n行' },
    { a: '', b: '-1' },
  ]
  expect(tableRows(tableText(table))).toEqual(rows)
  expect(tableRows('\ufeffa,b\n"1,""2""","两\n行"\n,-1')).toEqual(rows)
  expect(() => tableRows('')).toThrow(TypeError)
  expect(() => tableRows('a\n"1"2')).toThrow(TypeError)
})
