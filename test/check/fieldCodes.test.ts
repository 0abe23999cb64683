import { expect, test } from 'vitest'
import { fieldMessages } from '../../api/fieldMessage.ts'
import { type Source, sources, withoutComments } from './sources.ts'

const files = sources('api/**/*.ts').filter(({ path }) => !/^api\/fieldMessage\w*\.ts$/.test(path))

/** The codes of field errors that a file names: in `invalid(…)`, beside a pointer, and as a schema's message. */
function codesOf({ text }: Source): string[] {
  const code = withoutComments(text)
  const named = [
    /\binvalid\(\s*(?:'[^']*'|`[^`]*`|[\w.]+)\s*,\s*'([^']+)'/g,
    /\bpointer(?::[^,{}]+)?,\s*code:\s*'([^']+)'/g,
    /\berror:\s*'([a-z-]+(?:\.[a-z-]+)?)'/g,
  ]
  return named.flatMap((pattern) => [...code.matchAll(pattern)].map(([, found = '']) => found))
}

test('every field code has its words', () => {
  const asked = files.flatMap(codesOf)
  expect(asked.length).toBeGreaterThan(10)
  expect([...new Set(asked)].filter((code) => !(code in fieldMessages))).toEqual([])
})

/** Whole, as 'phone.required', or put together: `phone.${fault}` and somewhere the fault 'short'. */
function namesIt(texts: string, code: string): boolean {
  const [head, tail] = code.split('.')
  const together = tail !== undefined && texts.includes(`\`${head}.$\{`) && texts.includes(`'${tail}'`)
  return texts.includes(`'${code}'`) || together
}

test('every row of words is used', () => {
  const texts = files.map(({ text }) => text).join('\n')
  const unused = Object.keys(fieldMessages).filter((code) => !namesIt(texts, code))
  expect(unused).toEqual([])
  expect(namesIt("'a.b' `c.${fault}` 'd'", 'a.b')).toBe(true)
  expect(namesIt("'a.b' `c.${fault}` 'd'", 'c.d')).toBe(true)
  expect(namesIt("'a.b' `c.${fault}` 'd'", 'c.b')).toBe(false)
})

test('the check can fail', () => {
  const found = (text: string) => codesOf({ path: 'api/x.ts', text })
  expect(found("throw invalid('/name', 'name.odd')")).toEqual(['name.odd'])
  expect(found("errors.push({ pointer: '/note', code: 'note.odd' })")).toEqual(['note.odd'])
  expect(found("z.string({ error: 'x.odd' })")).toEqual(['x.odd'])
})
