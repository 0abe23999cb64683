import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from '../../site/locales/en.ts'
import { en as staffEn } from '../../site/locales/staff/en.ts'
import { zh as staffZh } from '../../site/locales/staff/zh.ts'
import { zh } from '../../site/locales/zh.ts'

const sources = globSync('site/**/*.{astro,ts}')
  .filter((path) => !path.startsWith('site/locales/'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

const keys = Object.keys(zh)
const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((m) => m[1]))].sort()

/** `t(`area.${x}.text`)` uses every key with that head and that tail. */
const patterns = [...sources.matchAll(/`([a-z]\w*\.[^`\s]*\$\{[^`\s]*)`/g)].map(
  (m) =>
    new RegExp(
      `^${(m[1] ?? '')
        .split(/\$\{[^}]*\}/)
        .map((s) => s.replace(/[.*+?^()|[\]\\]/g, '\\$&'))
        .join('[\\w.-]+')}$`,
    ),
)

test('English has exactly the Chinese keys', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort())
})

test('no text is empty', () => {
  expect(
    keys.filter((key) => !zh[key as keyof typeof zh].trim() || !en[key as keyof typeof zh].trim()),
  ).toEqual([])
})

test('English uses only parameters the Chinese text names', () => {
  const strange = keys.filter((key) => {
    const known = names(zh[key as keyof typeof zh])
    return names(en[key as keyof typeof zh]).some((name) => !known.includes(name))
  })
  expect(strange).toEqual([])
})

test('every key is used by the site', () => {
  const quoted = new Set([...sources.matchAll(/['"]([a-zA-Z][\w-]*\.[\w.-]+)['"]/g)].map((m) => m[1]))
  expect(keys.filter((key) => !quoted.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([])
})

test('every key the site asks for exists', () => {
  const asked = [...sources.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map((m) => m[1] ?? '')
  expect([...new Set(asked)].filter((key) => !(key in zh) && !(key in staffZh))).toEqual([])
})

test('how sure we are is said in one place, in words that differ', () => {
  const degrees = ['S', 'P', 'K1', 'K2'].map((degree) => `certainty.${degree}`)
  expect(keys.filter((key) => /\.(S|P|K1|K2)$/.test(key)).sort()).toEqual([...degrees].sort())
  for (const words of [zh, en] as Record<string, string>[])
    expect(new Set(degrees.map((key) => words[key])).size).toBe(degrees.length)
})

test('the words for staff: the same keys and parameters in both languages, none empty, all used', () => {
  const quoted = new Set([...sources.matchAll(/['"]([a-zA-Z][\w-]*\.[\w.-]+)['"]/g)].map((m) => m[1]))
  const words: Record<string, string> = staffZh
  const english: Record<string, string> = staffEn
  expect(Object.keys(english).sort()).toEqual(Object.keys(words).sort())
  for (const [key, text] of Object.entries(words)) {
    expect(text.trim() && english[key]?.trim(), key).toBeTruthy()
    expect(names(text), key).toEqual(expect.arrayContaining(names(english[key] ?? '')))
    expect(quoted.has(key) || patterns.some((pattern) => pattern.test(key)), `${key} is used`).toBe(true)
  }
})
