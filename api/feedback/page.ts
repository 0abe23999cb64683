/** The longest path taken, characters. */
const longest = 200

/**
 * The path of a page of this site, however it is given: a path, or a whole address of our own. Without query, which may
 * hold what somebody searched for. Null for another site's page and for what is no address.
 */
export function ownPath(typed: string, origin: string): string | null {
  const own = new URL(origin)
  if (!URL.canParse(typed.trim(), own)) return null
  const { protocol, host, username, pathname } = new URL(typed.trim(), own)
  if (protocol !== own.protocol || host !== own.host || username !== '') return null
  return pathname.length <= longest && pathname.startsWith('/') ? pathname : null
}

const slug = '[a-z0-9]+(?:-[a-z0-9]+)*'
const period = '\\d{4}(?:Q[1-4]|H[12])?'
/** The public pages of this site, as their paths are made (site/pages; test/check holds them together). */
const pages = [
  'apply(?:/(?:[A-Z]{2}-[0-9]{2}|copy|form|mine))?',
  'complaints(?:/[a-z]+(?:-[a-z]+)*|/problem/near)?',
  '(?:accessibility|book|certificate|contact|gallery|privacy|queue|refused|report-error|services|sitemap|track|waiting)',
  `evaluations(?:/(?:checklist|method|${period}(?:/stations/${slug})?))?`,
  'identity/stand-in',
  'matters(?:/[A-Z]{2}-[0-9]{2})?',
  'meetings(?:/mt_[0-9a-f]{32}(?:/(?:ask|join))?)?',
  'surveys(?:/cp_[0-9a-f]{32})?',
  'volunteer',
  'notices(?:/nt_[0-9a-f]{32}(?:/opinion)?)?',
  'open(?:/(?:booking|calendar|complaints|deadlines|proof(?:/source)?|releases|problems(?:/P-[0-9A-Z]{8})?))?',
  'papers(?:/[a-z]+(?:-[a-z0-9]+)*)?',
  `rate(?:/here/${slug}(?:/poster)?)?`,
  'verify(?:/offline)?',
  `stations(?:/${slug}(?:/(?:door|queue))?)?`,
]
const known = new RegExp(`^(?:/en)?/(?:${pages.join('|')})?$`)

/**
 * What is kept of the page that somebody names: a path the site has. Of every other one the nearest above it that it has:
 * a column that keeps whatever was typed would keep names and numbers.
 */
export function knownPath(path: string): string {
  const plain = path.replace(/(.)\/+$/, '$1')
  if (known.test(plain)) return plain
  if (plain === '/en') return plain
  const above = plain.slice(0, plain.lastIndexOf('/'))
  return above === '' ? '/' : knownPath(above)
}

/** The list above the page of a notice or a service point that there is not. */
export const listAbove = (path: string): string => path.replace(/(\/(?:notices|stations))\/.*$/, '$1')

/** Whose page it is: that of a notice, of a service point, or the bureau's. */
export type PagePlace = { of: 'notice'; id: string } | { of: 'station'; slug: string } | { of: 'bureau' }

/** Reads whose page stands at a path, in either language. */
export function placeOf(path: string): PagePlace {
  const [, folder, name] = /^(?:\/en)?\/(notices|stations)\/([\w-]{1,80})(?:\/|$)/.exec(path) ?? []
  if (!name) return { of: 'bureau' }
  return folder === 'notices' ? { of: 'notice', id: name } : { of: 'station', slug: name }
}
