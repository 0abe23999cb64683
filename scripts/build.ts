import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must, root, tools } from './tool.ts'

const sources = [
  '{api,db,site}/**/*',
  'astro.config.mjs',
  'package-lock.json',
  'wrangler.toml',
  'tsconfig.json',
]
const stamp = join(root, 'dist/.sources')

/** Changes when a source is added, removed, or written again. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of globSync(sources, { cwd: root }).sort()) {
    const { mtimeMs, size } = statSync(join(root, path))
    hash.update(`${path}\0${mtimeMs}\0${size}\n`)
  }
  return hash.digest('hex')
}

/** Builds the Worker and its static files, unless what stands in dist was built from these very sources. */
export async function buildIfStale(): Promise<'built' | 'fresh'> {
  const wanted = fingerprint()
  const ready = existsSync(join(root, '.wrangler/deploy/config.json')) && existsSync(stamp)
  if (ready && readFileSync(stamp, 'utf8') === wanted) return 'fresh'
  await must('The build', tools.astro, ['build'])
  writeFileSync(stamp, wanted)
  return 'built'
}
