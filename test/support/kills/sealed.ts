import type { DatabaseSync } from 'node:sqlite'
import { leafHash, makeLeaf } from '../../../api/audit/leaf.ts'
import { treeOf, verify } from '../../../api/audit/merkle.ts'
import { chainHash, type DailyRoot, firstPrevious, rootSigned } from '../../../api/audit/root.ts'
import { publicJwkOf, verifyObject } from '../../../api/audit/sign.ts'
import { addDays, at, type Day } from '../../../api/calendar/day.ts'

/** Puts leaves into past days, so that there is something to seal: every tenth day, from the second on, has more. */
export async function plantLeaves(
  db: DatabaseSync,
  days: readonly Day[],
  { few, many }: { few: number; many: number },
): Promise<void> {
  const insert = db.prepare(
    'INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  db.exec('BEGIN')
  for (const [n, day] of days.entries()) {
    for (let i = 0; i < (n % 10 === 1 ? many : few); i++) {
      const entry = {
        id: `lf_${day}_${i}`,
        action: 'import.calendar' as const,
        at: at(day, '09:00') + i,
        subject: 'planted',
        facts: { i },
      }
      const { body, salt, hash } = await makeLeaf(entry)
      insert.run(entry.id, day, entry.action, entry.subject, body, salt, hash)
    }
  }
  db.exec('COMMIT')
}

/** What was found whole before; leaves, roots and proofs can only be added to it. */
export interface Seen {
  leaves: number
  days: Map<Day, string>
  proved: Set<Day>
}

export const nothingSeen = (): Seen => ({ leaves: 0, days: new Map(), proved: new Set() })

interface Leaf {
  id: string
  body: string
  salt: string
  hash: string
  place: number | null
  path: string | null
}

type Root = DailyRoot & { signature: string; public_key: string }

/**
 * What is broken in the audit: a leaf that went away, a day left out, a root that is not that of its leaves, a wrong
 * signature or chain, a proof that does not lead to its root. Only the newest day may still lack proofs, unless
 * `finished`.
 */
export async function unsealed(db: DatabaseSync, seen: Seen, { finished = false } = {}): Promise<string[]> {
  const wrong: string[] = []
  const [{ n = 0 } = {}] = db.prepare('SELECT count(*) AS n FROM audit_leaf').all() as { n: number }[]
  if (n < seen.leaves) wrong.push(`${seen.leaves - n} leaves went away`)
  seen.leaves = n
  const stray = `SELECT leaf_id FROM audit_proof p WHERE NOT EXISTS (
    SELECT 1 FROM audit_leaf l JOIN audit_root r ON r.day = l.day WHERE l.id = p.leaf_id AND l.day = p.day)`
  for (const row of db.prepare(stray).all())
    wrong.push(`a proof without its sealed leaf: ${JSON.stringify(row)}`)

  const roots = db.prepare('SELECT * FROM audit_root ORDER BY day').all() as unknown as Root[]
  let previous = firstPrevious
  for (const [index, root] of roots.entries()) {
    const { day } = root
    const before = roots[index - 1]
    if (before && addDays(before.day, 1) !== day) wrong.push(`no root between ${before.day} and ${day}`)
    if (root.previous !== previous) wrong.push(`the root of ${day} is not chained to the one before`)
    previous = await chainHash(root)
    if ((seen.days.get(day) ?? previous) !== previous) wrong.push(`the root of ${day} was changed`)
    if (!seen.proved.has(day))
      wrong.push(...(await wrongDay(db, root, seen, index < roots.length - 1 || finished)))
    seen.days.set(day, previous)
  }
  for (const day of seen.days.keys())
    if (!roots.some((root) => root.day === day)) wrong.push(`the root of ${day} went away`)
  return wrong
}

async function wrongDay(db: DatabaseSync, root: Root, seen: Seen, mustBeProved: boolean): Promise<string[]> {
  const { day, size } = root
  const wrong: string[] = []
  const leaves = db
    .prepare(
      `SELECT id, body, salt, hash, place, path FROM audit_leaf LEFT JOIN audit_proof ON leaf_id = id
       WHERE audit_leaf.day = ? ORDER BY hash`,
    )
    .all(day) as unknown as Leaf[]
  const tree = await treeOf(leaves.map(({ hash }) => hash))
  if (leaves.length !== size || tree.root !== root.root)
    wrong.push(`the root of ${day} is not that of its leaves`)
  const key = await publicJwkOf({ kty: 'OKP', crv: 'Ed25519', x: root.public_key })
  if (!(await verifyObject(key, rootSigned(root), root.signature)))
    wrong.push(`the root of ${day} is not signed`)
  let proved = 0
  for (const { id, body, salt, hash, place, path } of leaves) {
    if ((await leafHash(salt, body)) !== hash) wrong.push(`leaf ${id} is not what its hash says`)
    if (place === null || path === null) continue
    proved += 1
    const steps = JSON.parse(path) as string[]
    if (!(await verify(hash, place, size, steps, root.root))) wrong.push(`the proof of ${id} leads elsewhere`)
  }
  if (proved === leaves.length) seen.proved.add(day)
  else if (mustBeProved) wrong.push(`${leaves.length - proved} leaves of ${day} have no proof`)
  return wrong
}
