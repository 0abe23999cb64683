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

/** Whose page it is: that of a notice, of a service point, or the bureau's. */
export type PagePlace = { of: 'notice'; id: string } | { of: 'station'; slug: string } | { of: 'bureau' }

/** Reads whose page stands at a path, in either language. */
export function placeOf(path: string): PagePlace {
  const [, folder, name] = /^(?:\/en)?\/(notices|stations)\/([\w-]{1,80})(?:\/|$)/.exec(path) ?? []
  if (!name) return { of: 'bureau' }
  return folder === 'notices' ? { of: 'notice', id: name } : { of: 'station', slug: name }
}
