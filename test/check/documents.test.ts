import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const documents = ['README.md', 'CONTRIBUTING.md', 'DECISIONS.md'].filter((path) => existsSync(path))
const known = /^(?:api|db|site|test|scripts|docs|\.ci)\/[\w./[\]-]*$/

/** Paths of ours that a document names in code or links; patterns with * or <> are not paths. */
function pathsIn(text: string): string[] {
  const found = [...text.matchAll(/`([^`\s]+)`|\]\(([^)\s]+)\)/g)].map(([, code, link]) =>
    (code ?? link ?? '').replace(/^\.\//, ''),
  )
  return found.map((path) => path.replace(/[#:].*$/, '')).filter((path) => known.test(path))
}

test('every path the documents name exists', () => {
  const missing = documents.flatMap((document) =>
    pathsIn(readFileSync(document, 'utf8'))
      .filter((path) => !existsSync(path))
      .map((path) => `${document}: ${path}`),
  )
  expect(missing).toEqual([])
})

test('every command the documents name exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const asked = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name),
  )
  expect([...new Set(asked)].filter((name) => !(name in scripts))).toEqual([])
})

test('the check can fail', () => {
  expect(pathsIn('see `api/nowhere.ts` and [x](./site/none.astro#a), not `api/*/x.ts`, `npm run x`')).toEqual(
    ['api/nowhere.ts', 'site/none.astro'],
  )
})

/** A folder of somebody's machine has no place in a file that others read. */
const machine = new RegExp(
  ['home', 'root', 'Users', 'work', 'tmp'].map((top) => `(?<![\\w.~-])/${top}/\\w`).join('|'),
)

test('no file names a folder of one machine', () => {
  const tracked = existsSync('.git')
    ? execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
    : globSync('{api,db,site,scripts,test}/**/*.{ts,astro,md,sql,css}')
  const text = tracked.filter(
    (path) =>
      existsSync(path) && !/\.(png|jpe?g|ico|xlsx|pdf|zip)$/.test(path) && path !== 'package-lock.json',
  )
  const found = text.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, at) => (machine.test(line) ? [`${path}:${at + 1}`] : [])),
  )
  expect(found).toEqual([])
  expect(machine.test(`see /${'home'}/someone/x`)).toBe(true)
  expect(machine.test('https://example.org/work/x')).toBe(false)
})
