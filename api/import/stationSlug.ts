/**
 * The first of these names that no page has yet, else the last with a number behind it; the name is then taken.
 * Letters and digits of ASCII only; where a name has none, the code it ends with serves.
 */
export function freeSlug(candidates: readonly string[], taken: Set<string>): string {
  const usable = candidates.map((name) => name.replace(/^-+|-+$/g, '').slice(0, 60)).filter(Boolean)
  let slug = usable.find((name) => !taken.has(name))
  for (let n = 2; slug === undefined; n++) {
    const name = `${usable.at(-1) ?? 'station'}-${n}`
    if (!taken.has(name)) slug = name
  }
  taken.add(slug)
  return slug
}
