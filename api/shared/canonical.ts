/**
 * One spelling of a JSON value (RFC 8785): keys in UTF-16 order, no spaces, numbers as ECMAScript writes them. Members
 * that are undefined are left out. Throws TypeError on what JSON cannot carry faithfully: NaN, infinity, bigint, dates
 * and other objects with a class, functions, holes, lone surrogates, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

function write(value: unknown, above: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical: number is not finite')
    return JSON.stringify(value)
  }
  if (typeof value !== 'object') throw new TypeError(`canonical: ${typeof value} has no JSON form`)
  if (above.includes(value)) throw new TypeError('canonical: value contains itself')
  const path = [...above, value]
  // Array.from turns holes into undefined, which is refused.
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, path)).join(',')}]`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('canonical: not a plain object')
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${writeText(key)}:${write(member, path)}`).join(',')}}`
}

function writeText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('canonical: text has a lone surrogate')
  return JSON.stringify(text)
}
