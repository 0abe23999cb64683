import { createHash } from 'node:crypto'
import { createScanner, LanguageVariant, ScriptTarget, SyntaxKind } from 'typescript'
import { expect, test } from 'vitest'
import { formulas } from '../../api/evaluation/formulas.ts'
import { type Source, sources } from './sources.ts'

/*
 * A formula never changes unseen: periods are frozen by it, and anyone recomputes them. Each has a number, a folder and the
 * fingerprint of what the folder does: its words without comments and line breaks.
 */
const known: Record<string, { folder: string; fingerprint: string }> = {
  '2': {
    folder: 'api/evaluation/formula',
    fingerprint: 'c4494ba6a588ba5ceecc94954b6e3be912b2ef1dcd1c9028ab498610682f5c0f',
  },
}

/** A program without what does nothing. */
function tokens(text: string): string {
  const scanner = createScanner(ScriptTarget.Latest, true, LanguageVariant.Standard, text)
  const found: string[] = []
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan())
    found.push(scanner.getTokenText())
  return found.join('\n')
}

const fingerprint = (files: readonly Source[]) => {
  const hash = createHash('sha256')
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${path.split('/').at(-1)}\n${tokens(text)}\n\n`)
  return hash.digest('hex')
}

test('a change of a formula has a new number, and the old one stays', () => {
  expect([...formulas.keys()]).toEqual(Object.keys(known))
  for (const [number, { folder, fingerprint: kept }] of Object.entries(known)) {
    const files = sources(`${folder}/*.ts`)
    expect(files.length).toBeGreaterThan(3)
    expect(
      fingerprint(files),
      `Formula ${number} was changed. Undo it, and make the change in a copy with the next number (api/evaluation/formulas.ts). Only if no period anywhere ever ended with it, put the new fingerprint here.`,
    ).toBe(kept)
  }
})

test('a formula imports nothing but itself, and shapes', () => {
  for (const { folder } of Object.values(known))
    for (const { path, text } of sources(`${folder}/*.ts`))
      for (const [line, from = ''] of text.matchAll(/^import .*from '(.*)'$|^\} from '(.*)'$/gm))
        if (!from.startsWith('./')) expect(line, path).toBe("import type { Rule } from '../indicator.ts'")
})

test('the fingerprint sees a sign and no comment', () => {
  const of = (text: string) => fingerprint([{ path: 'a/b.ts', text }])
  expect(of('const a = 1 // why\n')).toBe(of('/** What. */\nconst a =\n  1'))
  expect(of('const a = 1')).not.toBe(of('const a = 2'))
  expect(of('const a = b + c')).not.toBe(of('const a = b - c'))
})
