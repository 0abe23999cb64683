import type { Fee } from './catalogue.ts'

/**
 * Whether a service point may charge this of its own: never more than the catalogue's fixed price of an item, nothing of
 * its own making where everything is fixed (a certificate of no record, a first residence permit: standards D5), and
 * nothing at all where the catalogue knows no fee. Only what is set locally is the place's own to name.
 */
export function isLawfulFee(own: Fee, usual: Fee | null): boolean {
  const fixed = new Map(usual?.items.map(({ name, fen }) => [name.zh, fen]))
  return own.items.every(({ name, fen }) => {
    const price = fixed.get(name.zh)
    if (price === null) return true
    if (price === undefined) return fen === 0 || usual?.local === true
    return fen !== null && fen <= price
  })
}

/** A service point's own fee, or null where it has none or the law refuses it: what is shown is never above the fixed one. */
export const lawfulOwnFee = (own: Fee | null | undefined, usual: Fee | null): Fee | null =>
  own && isLawfulFee(own, usual) ? own : null
