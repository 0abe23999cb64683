import type { AuditAction } from '../../api/audit/action.ts'
import { type LeafPromise, promiseSigned } from '../../api/audit/append.ts'
import { makeLeaf } from '../../api/audit/leaf.ts'
import { treeOf } from '../../api/audit/merkle.ts'
import { publishedRoot } from '../../api/audit/published.ts'
import { chainHash, firstPrevious, rootSigned } from '../../api/audit/root.ts'
import { importSignKey, type SignKey, signObject } from '../../api/audit/sign.ts'
import { addDays, MINUTE, startOfDay, toIso } from '../../api/calendar/day.ts'
import type { ProofFile } from '../../site/lib/proofFile.ts'
import { testSecrets } from './secrets.ts'

export const signKey: SignKey = await importSignKey(JSON.parse(testSecrets.SIGN_KEY) as object)

/** A leaf as the record keeps it. */
export interface Row {
  id: string
  action: AuditAction
  subject: string
  body: string
  salt: string
  hash: string
}

export type Roots = ProofFile['chain']

/** The whole record: every day's rows, and what was made of them. Whoever holds it can remake all of it. */
export interface World {
  rows: Map<string, Row[]>
  roots: Roots
}

export const firstDay = '2026-11-20'

/** A leaf about a reference, written at noon of its day; with `at: null` only the day is known. */
export async function rowOf(
  id: string,
  day: string,
  subject: string,
  at: number | null = noon(day),
): Promise<Row> {
  const action = 'appointment.book'
  return {
    id,
    action,
    subject,
    ...(await makeLeaf({ id, action, at, subject, facts: { channel: 'public' } })),
  }
}

const noon = (day: string) => startOfDay(day) + 12 * 60 * MINUTE

/** Days of so many leaves each, from the first day on, sealed. */
export async function worldOf(sizes: readonly number[], first = firstDay): Promise<World> {
  const rows = new Map<string, Row[]>()
  for (const [i, size] of sizes.entries()) {
    const day = addDays(first, i)
    rows.set(
      day,
      await Promise.all(Array.from({ length: size }, (_, n) => rowOf(`lf_${i}_${n}`, day, `A-${i}-${n}`))),
    )
  }
  return { rows, roots: await sealed(rows) }
}

/** The roots of days as the sealer makes them, chained and signed. */
export async function sealed(rows: World['rows'], key = signKey): Promise<Roots> {
  const roots: Roots = []
  let previous = firstPrevious
  for (const [day, leaves] of rows) {
    const { root } = await treeOf(leaves.map(({ hash }) => hash).sort())
    const signed = { day, size: leaves.length, root, previous }
    const signature = await signObject(key, rootSigned(signed))
    const sealedAt = startOfDay(addDays(day, 1)) + 10 * MINUTE
    roots.push(await publishedRoot({ ...signed, signature, publicKey: key.publicJwk.x, sealedAt }))
    previous = await chainHash(signed)
  }
  return roots
}

/** The answer about a reference, as POST /api/v1/audit/proof gives it. */
export async function proofOf({ rows, roots }: World, reference: string): Promise<ProofFile> {
  const leaves: ProofFile['leaves'] = []
  for (const [day, all] of rows) {
    const hashes = all.map(({ hash }) => hash).sort()
    const root = roots.find((one) => one.day === day)
    for (const { id, action, body, salt, hash } of all.filter(({ subject }) => subject === reference)) {
      const place = hashes.indexOf(hash)
      const { pathOf } = await treeOf(hashes)
      const { size = 0, root: top = '', previous = '', signature = '', publicKey = '' } = root ?? {}
      const made = { place, path: pathOf(place), size, root: top, previous, signature, publicKey }
      const sealsAfter = toIso(startOfDay(addDays(day, 1)) + 10 * MINUTE)
      leaves.push({ leaf: id, day, action, body, salt, hash, sealed: root ? made : null, sealsAfter })
    }
  }
  const since = leaves[0]?.day ?? '9999-12-31'
  return {
    reference,
    answeredAt: toIso(startOfDay(addDays([...rows.keys()].at(-1)!, 1)) + 60 * MINUTE),
    leaves,
    more: false,
    held: false,
    chain: roots.filter(({ day }) => day >= since),
    publicKey: signKey.publicJwk,
  }
}

/** The signed promise a receipt carried. */
export async function promiseOf(
  day: string,
  { id, subject, hash }: Row,
  key = signKey,
): Promise<LeafPromise> {
  const signature = await signObject(key, promiseSigned({ leaf: id, day, subject, hash }))
  return { leaf: id, day, subject, hash, signature, publicKeyId: key.publicJwk.kid }
}
