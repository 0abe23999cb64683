import { globSync, readFileSync } from 'node:fs'

/** One file of ours: its path from the root, with forward slashes, and its text. */
export interface Source {
  path: string
  text: string
}

/** Files matching these patterns, in order. Throws when there are none: a check of nothing proves nothing. */
export function sources(...patterns: string[]): Source[] {
  const paths = globSync(patterns).sort()
  if (paths.length === 0) throw new Error(`No file matches ${patterns.join(', ')}`)
  return paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** The text with comments blanked out, lines kept: prose may speak of what code may not do. */
export function withoutComments(text: string): string {
  const blank = (piece: string) => piece.replace(/[^\n]/g, ' ')
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[^:'"`\\])\/\/.*$/gm, blank)
}

/** `path:line: what` for every match outside comments. */
export function matches({ path, text }: Source, pattern: RegExp, what: string): string[] {
  const code = withoutComments(text)
  return [...code.matchAll(pattern)].map(
    ({ index }) => `${path}:${code.slice(0, index).split('\n').length}: ${what}`,
  )
}
