import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './tool.ts'

const server = join(root, 'dist/server')

/**
 * The modules that are loaded before the first answer: the entry and whatever it imports outright. What it imports
 * when asked for (the pages, the API for staff, signing in) is not among them.
 */
export function modulesAtStart(entry = join(server, 'entry.mjs')): string[] {
  const found = new Set<string>()
  const walk = (path: string) => {
    if (found.has(path) || !existsSync(path)) return
    found.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, to = ''] of text.matchAll(/(?:\bfrom|^import|;import)\s*"(\.{1,2}\/[^"]+)"/gm))
      walk(join(dirname(path), to))
  }
  walk(entry)
  return [...found]
}

/** What a resident's first request waits for, KiB compressed. */
export const weightAtStart = (): number =>
  modulesAtStart().reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0) / 1024
