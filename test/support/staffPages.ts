import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/tool.ts'

/** Every page under /staff as its file names it: `/staff/records/[reference]`. */
export const staffPages = readdirSync(join(root, 'site/pages/staff'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.astro'))
  .map((file) => `/staff/${file.replaceAll('\\', '/').replace(/(^|\/)index\.astro$|\.astro$/, '')}`)
  .map((path) => path.replace(/\/$/, ''))
  .sort()

/** The page that answers a path, whatever the language; the more exact one wins. Undefined where none does. */
export function staffPageAt(path: string): string | undefined {
  const plain = path.replace(/^\/en(?=\/|$)/, '').replace(/\/$/, '')
  const fits = (page: string) =>
    new RegExp(`^${page.replaceAll(/\[[^\]]+\]/g, '[^/]+').replaceAll('.', '\\.')}$`).test(plain)
  const named = (page: string) => page.split('[').length
  return staffPages.filter(fits).toSorted((a, b) => named(a) - named(b))[0]
}
