import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '../tool.ts'

const path = join(root, 'README.md')
const from = '<!-- bench: written by npm run bench -- --readme -->'
const to = '<!-- /bench -->'

/** The machine the figures are of. */
export function machine(now = new Date()): string {
  const [first] = cpus()
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/workerd/package.json'), 'utf8')) as {
    version: string
  }
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  return `${cpus().length} cores of ${first?.model.trim() ?? 'an unknown processor'}, ${memory} GiB; Node ${process.versions.node}, workerd ${version}; ${now.toISOString().slice(0, 10)}`
}

/** Puts what `npm run bench -- SUBJECT --readme` found between the markers of its subject. Throws where there are none. */
export function intoReadme(subject: string, text: string): void {
  const readme = readFileSync(path, 'utf8')
  const [from, to] = [
    `<!-- ${subject}: written by npm run bench -- ${subject} --readme -->`,
    `<!-- /${subject} -->`,
  ]
  writeFileSync(path, between(readme, from, to, `${text}\n`, subject))
}

/** Puts the tables between the markers. Throws where there are none. */
export function writeReadme(tables: string): void {
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), `Measured on ${machine()}.\n\n${tables}`))
}

/** The document with what stands between its markers replaced. */
export const withTables = (text: string, tables: string): string => between(text, from, to, `${tables}\n`)

/** Throws where the document has not both marks. */
function between(text: string, from: string, to: string, inner: string, subject?: string): string {
  const start = text.indexOf(from)
  const end = text.indexOf(to, start)
  if (start < 0 || end < 0)
    throw new Error(
      `README.md has no place for the tables of npm run bench${subject ? ` -- ${subject}` : ''}`,
    )
  return `${text.slice(0, start + from.length)}\n${inner}${text.slice(end)}`
}
