import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { addDays, startOfDay } from '../../../api/calendar/day.ts'
import { dayTree } from '../../../site/check/day.js'
import { check, readSaved } from '../../../site/check/record.js'
import type { ProofFile } from '../../../site/lib/proofFile.ts'
import {
  firstDay,
  promiseOf,
  proofOf,
  type Row,
  rowOf,
  sealed,
  type World,
  worldOf,
} from '../../support/proofWorld.ts'
import { shown } from '../../support/shown.ts'

/** Half of the ten thousand begin from the same place always, half from one drawn for this run, which a failure prints. */
const RUNS = 5_000
const subject = 'A-1-4'
const day = addDays(firstDay, 1)
const now = startOfDay(addDays(firstDay, 5)) + 36_000_000

let world: World
let file: ProofFile
let promise: string
let spare: Row

beforeAll(async () => {
  world = await worldOf([4, 11, 1, 8, 5])
  file = await proofOf(world, subject)
  promise = JSON.stringify(await promiseOf(day, mine()))
  spare = await rowOf('lf_spare', day, 'A-spare')
})

const mine = () => world.rows.get(day)!.find((row) => row.subject === subject)!
const of = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** A text with one bit of one character turned. */
function turned(text: string, n: number): string {
  const at = n % text.length
  const code = text.charCodeAt(at) ^ (1 << ((n >>> 8) % 7))
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)
}

interface Draw {
  a: number
  b: number
  c: number
}

/** What a resident kept: a receipt, or a root of a day not before `since` in one of the forms it is published in. */
function keptSince(since: string, { b, c }: Draw): string {
  const roots = world.roots.filter((root) => root.day >= since)
  const root = of(roots, b)
  // The bare Merkle root of a later day says nothing of the days before; what carries the chain does.
  const bare = root.day === since ? root.root : root.chain
  return of([root.checkpoint, JSON.stringify(root), bare, root.chain, JSON.stringify(world.roots)], c)
}

/** What was tampered with in an answer: found by the check alone, or against the receipt. */
const inAnswer: Record<string, (copy: ProofFile, draw: Draw) => void> = {
  'a bit of a leaf': ({ leaves: [leaf] }, { a, b }) => {
    const name = of(['body', 'salt', 'hash', 'day', 'action', 'leaf'] as const, a)
    Object.assign(leaf!, { [name]: turned(leaf![name]!, b) })
  },
  'a bit of what it is sealed by': ({ leaves: [leaf] }, { a, b }) => {
    const name = of(['root', 'previous', 'signature', 'publicKey'] as const, a)
    leaf!.sealed![name] = turned(leaf!.sealed![name], b)
  },
  'a bit of the path': ({ leaves: [leaf] }, { a, b }) => {
    const { path } = leaf!.sealed!
    path[a % path.length] = turned(of(path, a), b)
  },
  'a bit of a root': ({ chain }, { a, b, c }) => {
    const name = of(['day', 'root', 'previous', 'signature', 'publicKey'] as const, a)
    const root = of(chain, b)
    root[name] = turned(root[name], c)
  },
  'the size of a day': ({ chain }, { a, b }) => {
    of(chain, a).size ^= 1 << (b % 4)
  },
  'the place': ({ leaves: [leaf] }, { a }) => {
    leaf!.sealed!.place += (a % 30) + 1
  },
  'the reference': (copy, { a }) => {
    copy.reference = turned(copy.reference, a)
  },
  'a step of the path left out': ({ leaves: [leaf] }, { a }) => {
    leaf!.sealed!.path.splice(a % leaf!.sealed!.path.length, 1)
  },
  'a step of the path added': ({ leaves: [leaf] }, { a, b }) => {
    const { path } = leaf!.sealed!
    path.splice(a % (path.length + 1), 0, of([...path, spare.hash], b))
  },
  'steps of the path in another order': ({ leaves: [leaf] }, { a }) => {
    const { path } = leaf!.sealed!
    const at = a % (path.length - 1)
    path.splice(at, 2, path[at + 1]!, path[at]!)
  },
  'the leaf left out': (copy) => {
    copy.leaves = []
  },
  'the leaf exchanged for another': ({ leaves: [leaf] }) => {
    Object.assign(leaf!, { leaf: spare.id, body: spare.body, salt: spare.salt, hash: spare.hash })
  },
  'days left out': ({ chain }, { a, b }) => {
    // Never up to the newest: that is the truncation below.
    const at = a % (chain.length - 1)
    chain.splice(at, 1 + (b % (chain.length - 1 - at)))
  },
  'days in another order': ({ chain }, { a }) => {
    const at = a % (chain.length - 1)
    chain.splice(at, 2, chain[at + 1]!, chain[at]!)
  },
  'a day twice': ({ chain }, { a, b }) => {
    chain.splice(a % (chain.length + 1), 0, of(chain, b))
  },
  'the path taken away': ({ leaves: [leaf] }) => {
    leaf!.sealed = null
  },
}

async function answerFound(name: string, draw: Draw): Promise<boolean> {
  const copy = structuredClone(file)
  inAnswer[name]!(copy, draw)
  return (await check(copy, readSaved(promise), now)).verdict === 'bad'
}

/** The newest days held back from somebody who knows of them. */
async function truncationFound(draw: Draw): Promise<boolean> {
  const copy = structuredClone(file)
  copy.chain.splice(-1 - (draw.a % 3))
  const after = addDays(copy.chain.at(-1)!.day, 1)
  return (await check(copy, readSaved(keptSince(after, draw)), now)).verdict === 'bad'
}

/** Whatever is done to a day's rows. */
const withRows: Record<string, (rows: Row[], draw: Draw) => void> = {
  'a row changed': (rows, { a, b }) => {
    const at = a % rows.length
    rows[at] = { ...rows[at]!, hash: changedHash(rows[at]!.hash, b) }
  },
  'rows deleted': (rows, { a, b }) => {
    const at = a % rows.length
    rows.splice(at, 1 + (b % (rows.length - at)))
  },
  'a row inserted': (rows, { a }) => {
    rows.splice(a % (rows.length + 1), 0, { ...spare, hash: changedHash(spare.hash, a) })
  },
  'the day emptied': (rows) => {
    rows.length = 0
  },
}

/** Another hash, so that it stays one. */
function changedHash(hash: string, n: number): string {
  const at = n % 64
  return (
    hash.slice(0, at) +
    ((Number.parseInt(hash[at]!, 16) + 1 + (n % 15)) % 16).toString(16) +
    hash.slice(at + 1)
  )
}

function tamperedDay(name: string, draw: Draw): { changed: string; rows: Row[] } {
  const changed = of([...world.rows.keys()], draw.c)
  const rows = [...world.rows.get(changed)!]
  withRows[name]!(rows, draw)
  return { changed, rows }
}

/** Without new roots: the hashes of the day do not build the published root. */
async function quietFound(name: string, draw: Draw): Promise<boolean> {
  const { changed, rows } = tamperedDay(name, draw)
  const published = world.roots.find((root) => root.day === changed)!
  const built = await dayTree(rows.map(({ hash }) => hash).sort())
  return built.root !== published.root || built.size !== published.size
}

/** The day's hashes shown in another order, or some twice. */
async function disorderFound({ a, b }: Draw): Promise<boolean> {
  const hashes = world.rows
    .get(day)!
    .map(({ hash }) => hash)
    .sort()
  const at = a % (hashes.length - 1)
  hashes.splice(at, 2, hashes[at + 1]!, b % 2 ? hashes[at]! : hashes[at + 1]!)
  return dayTree(hashes).then(
    () => false,
    () => true,
  )
}

/** By somebody who holds the whole database and the key: rewritten, chained and signed anew from that day on. */
async function rewrittenFound(name: string, draw: Draw): Promise<boolean> {
  const { changed, rows } = tamperedDay(name, draw)
  const all = new Map(world.rows).set(changed, rows)
  const forged = { rows: all, roots: await sealed(all) }
  const victim = world.rows.get(changed)!.find(({ id }) => !rows.some((row) => row.id === id))
  // Whose row was deleted holds a receipt; anyone else holds a root of that day or a later one.
  if (victim && draw.b % 2) {
    const receipt = JSON.stringify(await promiseOf(changed, victim))
    const answer = { ...(await proofOf(forged, victim.subject)), chain: forged.roots }
    return (await check(answer, readSaved(receipt), now)).findings.some(({ code }) => code === 'missing')
  }
  const witness = { ...(await proofOf(forged, subject)), chain: forged.roots }
  const { findings } = await check(witness, readSaved(keptSince(changed, draw)), now)
  return findings.some(({ code }) => code === 'differs' || code === 'unknown')
}

const ways: [string, (draw: Draw) => Promise<boolean>][] = [
  ...Object.keys(inAnswer).map((name): (typeof ways)[number] => [name, (draw) => answerFound(name, draw)]),
  ['the newest days held back', truncationFound],
  ['hashes of a day in disorder', disorderFound],
  ...Object.keys(withRows).flatMap((name): typeof ways => [
    [name, (draw) => quietFound(name, draw)],
    [`${name}, and all made anew with the key`, (draw) => rewrittenFound(name, draw)],
  ]),
]

it('holds before anything is touched', async () => {
  const kept = `${promise} ${world.roots.slice(1).map((root) => root.checkpoint)}`
  expect((await check(file, readSaved(kept), now)).verdict).toBe('ok')
  for (const [changed, rows] of world.rows) {
    const published = world.roots.find((root) => root.day === changed)!
    expect(await dayTree(rows.map(({ hash }) => hash).sort())).toEqual({
      root: published.root,
      size: published.size,
    })
  }
})

it.each([
  ['the same each time', 20261123],
  ['drawn', Number(process.env.KAIMEN_SEED) || crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1],
])(
  'finds every tampering, %s (%i)',
  async (_, seed) => {
    const tried = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ways.keys()),
        fc.nat(0x7fffffff),
        fc.nat(0x7fffffff),
        fc.nat(0x7fffffff),
        async (way, a, b, c) => {
          const [name, found] = ways[way]!
          tried.set(name, (tried.get(name) ?? 0) + 1)
          expect(await found({ a, b, c }), name).toBe(true)
        },
      ),
      { numRuns: RUNS, seed },
    )
    expect(Math.min(...ways.map(([name]) => tried.get(name) ?? 0))).toBeGreaterThan(100)
    shown('tamperings of the record', { tried: RUNS, unfound: 0, seed })
  },
  120_000,
)
