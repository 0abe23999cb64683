import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { DailyRoot } from './root.ts'

export interface RootRow extends DailyRoot {
  signature: string
  publicKey: string
  sealedAt: number
}

const rootColumns = sql`day, size, root, previous, signature, public_key AS publicKey, sealed_at AS sealedAt`

/** The last sealed day, the leaf that ends it, and whether that leaf's proof is there (the last one written). */
export function lastRoot({ db }: Ctx) {
  return rows<RootRow & { complete: number }>(
    db,
    sql`
    SELECT ${rootColumns}, size = 0 OR EXISTS (
      SELECT 1 FROM audit_proof WHERE leaf_id = (
        SELECT id FROM audit_leaf WHERE audit_leaf.day = audit_root.day ORDER BY hash DESC LIMIT 1)) AS complete
    FROM audit_root ORDER BY day DESC LIMIT 1`,
  )
}

/** The first day that has a leaf at all. */
export function firstLeafDay({ db }: Ctx) {
  return rows<{ day: string }>(db, sql`SELECT day FROM audit_leaf ORDER BY day, hash LIMIT 1`)
}

/** A page of a day's leaves in the order of the tree. */
export function leavesOf({ db }: Ctx, day: string, after: string, limit: number) {
  return rows<{ id: string; hash: string }>(
    db,
    sql`SELECT id, hash FROM audit_leaf WHERE day = ${day} AND hash > ${after} ORDER BY hash LIMIT ${limit}`,
  )
}

/** Writes a day's root, unless leaves were added since they were counted: then it changes no row. */
export function insertRoot({ db }: Ctx, row: RootRow) {
  return exec(
    db,
    sql`
    INSERT INTO audit_root (day, size, root, previous, signature, public_key, sealed_at)
    SELECT ${row.day}, ${row.size}, ${row.root}, ${row.previous}, ${row.signature}, ${row.publicKey}, ${row.sealedAt}
    WHERE (SELECT count(*) FROM audit_leaf WHERE day = ${row.day}) = ${row.size}`,
  )
}

export interface ProofRow {
  leafId: string
  place: number
  path: string[]
}

/** Writes proofs of one day; those already there stay as they are. */
export function insertProofs({ db }: Ctx, day: string, proofs: ProofRow[]) {
  return exec(
    db,
    sql`
    INSERT INTO audit_proof (leaf_id, day, place, path)
    SELECT value ->> 'leafId', ${day}, value ->> 'place', value -> 'path' FROM json_each(${JSON.stringify(proofs)})
    WHERE NOT EXISTS (SELECT 1 FROM audit_proof WHERE leaf_id = value ->> 'leafId')`,
  )
}

/** Those of these leaves that have their proof. */
export function proved({ db }: Ctx, leafIds: string[]) {
  return rows<{ id: string }>(
    db,
    sql`
    SELECT value AS id FROM json_each(${JSON.stringify(leafIds)})
    WHERE EXISTS (SELECT 1 FROM audit_proof WHERE leaf_id = value)`,
  )
}

/** Every sealed day from the first of a reference's leaves on, oldest first: each holds the one before. */
export function rootsSince({ db }: Ctx, subject: string) {
  return rows<RootRow>(
    db,
    sql`
    SELECT ${rootColumns} FROM audit_root
    WHERE day >= (SELECT min(day) FROM audit_leaf WHERE subject = ${subject}) ORDER BY day`,
  )
}

/** The root of a day, if it is sealed. */
export function rootOf({ db }: Ctx, day: string) {
  return rows<RootRow>(db, sql`SELECT ${rootColumns} FROM audit_root WHERE day = ${day}`)
}

/** A page of a sealed day's leaf hashes, in the order of its tree; of a day still open none. */
export function hashesOf({ db }: Ctx, day: string, after: string, limit: number) {
  return rows<{ hash: string }>(
    db,
    sql`
    SELECT hash FROM audit_leaf
    WHERE day = ${day} AND hash > ${after} AND EXISTS (SELECT 1 FROM audit_root WHERE audit_root.day = ${day})
    ORDER BY hash LIMIT ${limit}`,
  )
}

/** Sealed days, newest first, before a day. */
export function rootsBefore({ db }: Ctx, before: string, limit: number) {
  return rows<RootRow>(
    db,
    sql`SELECT ${rootColumns} FROM audit_root WHERE day < ${before} ORDER BY day DESC LIMIT ${limit}`,
  )
}

export interface LeafRow {
  leaf: string
  leafDay: string
  action: string
  body: string
  salt: string
  hash: string
  place: number | null
  path: string | null
  size: number | null
  root: string | null
  previous: string | null
  signature: string | null
  publicKey: string | null
}

/** Everything attested about a reference, with its proof where its day is sealed. */
export function leavesAbout({ db }: Ctx, subject: string, limit: number) {
  return rows<LeafRow>(
    db,
    sql`
    SELECT l.id AS leaf, l.day AS leafDay, l.action, l.body, l.salt, l.hash, p.place, p.path,
      r.size, r.root, r.previous, r.signature, r.public_key AS publicKey
    FROM audit_leaf l
    LEFT JOIN audit_proof p ON p.leaf_id = l.id
    LEFT JOIN audit_root r ON r.day = p.day
    WHERE l.subject = ${subject} ORDER BY l.day LIMIT ${limit}`,
  )
}
