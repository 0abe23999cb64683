import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { matters } from '../../db/seed/matters/index.ts'
import { type Source, sources, withoutComments } from './sources.ts'

/** The platform's packages, types, bindings and headers. */
const names =
  /@astrojs\/cloudflare|cloudflare:|\bcf-[a-z-]+|\bcfContext\b|\bD1(Database|Result|PreparedStatement|Meta)\b|\b(Queue|ExportedHandler)<|\b(RateLimit|SendEmail|Fetcher|ExecutionContext|MessageBatch)\b|\bR2(Bucket|Object|ObjectBody)\b|\benv\.(DB|FILES|OUTBOX|EMAIL|ASSETS|\w+_LIMITER)\b|\/d1'/

const knows = ({ text }: Source) => names.test(withoutComments(text))

test('README names every file that knows the platform by name, and no other', () => {
  const readme = readFileSync('README.md', 'utf8')
  const [, said = ''] = /What knows Cloudflare by name is few:([^\n]*)/.exec(readme) ?? []
  const listed = [...said.matchAll(/`((?:api|db|site)\/[\w/.]+)`/g)].map(([, path]) => path)
  const found = sources('{api,db,site}/**/*.{ts,astro}').filter(knows)
  expect(listed.sort()).toEqual(found.map(({ path }) => path).sort())
})

test('README counts the matters of the catalogue', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`: ${matters.length} matters `)
})

test('the check can fail', () => {
  const text = (code: string) => ({ path: 'api/x.ts', text: code })
  expect(knows(text('function f(db: D1Database) {}'))).toBe(true)
  expect(knows(text("c.req.header('cf-connecting-ip')"))).toBe(true)
  expect(knows(text('// D1Database\nconst cost: D1Cost = x'))).toBe(false)
})
