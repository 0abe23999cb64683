/** A random id with a readable prefix, e.g. `bk_3f0c…` (128 bits). Ids carry no order and no time. */
export function newId(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`
}
