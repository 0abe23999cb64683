import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { promiseSigned } from '../../../api/audit/append.ts'
import { leafHash, makeLeaf } from '../../../api/audit/leaf.ts'
import { verify } from '../../../api/audit/merkle.ts'
import type { RootRow } from '../../../api/audit/query.ts'
import { chainHash, firstPrevious, rootSigned } from '../../../api/audit/root.ts'
import { seal } from '../../../api/audit/seal.ts'
import { verifyObject } from '../../../api/audit/sign.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { addLeaf } from '../../support/audit.ts'
import { testCtx } from '../../support/ctx.ts'

const DAY = 86_400_000
/** Half past midnight after the Monday of the tests. */
const night = Date.parse('2026-11-24T00:30:00+08:00')

const roots = async () =>
  (await env.DB.prepare('SELECT *, public_key AS publicKey FROM audit_root ORDER BY day').all<RootRow>())
    .results

const proofs = async () =>
  (await env.DB.prepare('SELECT * FROM audit_proof').all<{ leaf_id: string; place: number; path: string }>())
    .results

interface Made {
  id: string
  hash: string
}

/** Leaves of the tests' Monday, written at once. */
async function addMany(n: number): Promise<Made[]> {
  const made = await Promise.all(
    Array.from({ length: n }, async (_, i) => {
      const id = `lf_${i}`
      const entry = { id, action: 'appointment.book', at: monday, subject: 's', facts: {} } as const
      return { id, ...(await makeLeaf(entry)) }
    }),
  )
  for (let i = 0; i < made.length; i += 1_400) {
    await env.DB.prepare(
      `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash)
       SELECT value ->> 'id', '2026-11-23', 'appointment.book', 's', value ->> 'body', value ->> 'salt', value ->> 'hash'
       FROM json_each(?)`,
    )
      .bind(JSON.stringify(made.slice(i, i + 1_400)))
      .run()
  }
  return made
}

/** Every leaf stands in the root of the Monday, each at its place. */
async function expectProved(made: Made[]) {
  const [root] = await roots()
  const byLeaf = new Map((await proofs()).map((proof) => [proof.leaf_id, proof]))
  expect(root!.size).toBe(made.length)
  expect(new Set([...byLeaf.values()].map(({ place }) => place)).size).toBe(made.length)
  const held = await Promise.all(
    made.map(({ id, hash }) => {
      const { place, path } = byLeaf.get(id)!
      return verify(hash, place, made.length, JSON.parse(path), root!.root)
    }),
  )
  expect(held.every(Boolean)).toBe(true)
}

describe('sealing', () => {
  it('keeps every promise in the signed root of its day', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    const leaves = []
    for (let i = 0; i < 7; i++) leaves.push(await addLeaf(ctx, `A-${i}`))
    clock.set(Date.parse('2026-11-24T00:09:59+08:00'))
    expect(await seal(ctx)).toEqual({ sealed: [], leaves: 0 })
    clock.set(night)
    expect(await seal(ctx)).toEqual({ sealed: ['2026-11-23'], leaves: 7 })
    expect(await seal(ctx)).toEqual({ sealed: [], leaves: 0 })
    const key = ctx.keys.sign.publicJwk
    const [root] = await roots()
    expect(root).toMatchObject({ day: '2026-11-23', size: 7, previous: firstPrevious, publicKey: key.x })
    expect(await verifyObject(key, rootSigned(root!), root!.signature)).toBe(true)
    const written = await proofs()
    for (const { promise } of leaves) {
      expect(await verifyObject(key, promiseSigned(promise), promise.signature)).toBe(true)
      const proof = written.find(({ leaf_id }) => leaf_id === promise.leaf)!
      const path = JSON.parse(proof.path)
      expect(await verify(promise.hash, proof.place, root!.size, path, root!.root)).toBe(true)
      expect(await verify(promise.hash, (proof.place + 1) % 7, root!.size, path, root!.root)).toBe(false)
    }
  })

  it('seals silent days too, each chained to the one before', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    clock.set(monday - 5 * DAY)
    expect(await seal(ctx)).toEqual({ sealed: [], leaves: 0 })
    clock.set(monday)
    await addLeaf(ctx)
    clock.set(night + 2 * DAY)
    await addLeaf(ctx)
    expect((await seal(ctx)).sealed).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
    clock.set(night + 3 * DAY)
    expect(await seal(ctx)).toEqual({ sealed: ['2026-11-26'], leaves: 1 })
    const all = await roots()
    expect(all.map(({ size }) => size)).toEqual([1, 0, 0, 1])
    let previous = firstPrevious
    for (const root of all) {
      expect(root.previous).toBe(previous)
      previous = await chainHash(root)
    }
    const bent = await chainHash({ ...all[0]!, size: 2 })
    expect(all[1]!.previous).not.toBe(bent)
  })

  it('catches up a month in one run and the rest in the next', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    await addLeaf(ctx)
    clock.set(night + 39 * DAY)
    expect((await seal(ctx)).sealed).toHaveLength(31)
    expect((await seal(ctx)).sealed).toHaveLength(9)
  })

  it('finishes a large day that was cut short', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    const made = await addMany(5_600)
    clock.set(night)
    let batches = 0
    const cut = new Proxy(ctx.db, {
      get(target, name) {
        if (name !== 'batch') return Reflect.get(target, name, target)
        return (...args: Parameters<typeof target.batch>) => {
          batches += 1
          // The look, the leaves, the root, what is proved, the leaves again and first proofs; then the run dies.
          if (batches > 6) throw new Error('cut short')
          return target.batch(...args)
        }
      },
    })
    await expect(seal({ ...ctx, db: cut })).rejects.toThrow('cut short')
    expect(await proofs()).toHaveLength(5_000)
    expect(await seal(ctx)).toEqual({ sealed: [], leaves: 0 })
    await expectProved(made)
  }, 60_000)

  it.each([8, 16, 21, 23, 40])('seals a day of %i leaves in pieces of 8, two a run', async (n) => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    const made = await addMany(n)
    clock.set(night + DAY)
    const small = { piece: 8, piecesARun: 2 }
    const days = []
    for (let run = 0; run < Math.ceil(n / 16); run++) {
      days.push(...(await seal(ctx, small)).sealed)
      expect(await proofs()).toHaveLength(Math.min(n, 16 * (run + 1)))
    }
    days.push(...(await seal(ctx, small)).sealed)
    expect(days, 'the next day waits for the proofs of this one').toEqual(['2026-11-23', '2026-11-24'])
    await expectProved(made)
  })

  it('does not seal when a leaf came in meanwhile, or another run was first', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    await addLeaf(ctx)
    clock.set(night)
    const late = await testCtx({ clock: clockAt(monday) })
    let once = true
    const between = (work: () => Promise<unknown>) =>
      new Proxy(ctx.db, {
        get(target, name) {
          if (name !== 'batch') return Reflect.get(target, name, target)
          return async (...args: Parameters<typeof target.batch>) => {
            const result = await target.batch(...args)
            const leavesRead = Array.isArray(result[0]) && result[0][0] && 'hash' in result[0][0]
            if (once && leavesRead) {
              once = false
              await work()
            }
            return result
          }
        },
      })
    expect((await seal({ ...ctx, db: between(() => addLeaf(late)) })).sealed).toEqual([])
    expect(await roots()).toEqual([])
    once = true
    expect((await seal({ ...ctx, db: between(() => seal(ctx)) })).sealed).toEqual([])
    expect(await roots()).toMatchObject([{ size: 2 }])
    expect(await proofs()).toHaveLength(2)
  })
})

describe('what is attested', () => {
  it('cannot be changed, taken back or added later', async () => {
    const clock = clockAt(monday)
    const ctx = await testCtx({ clock })
    const { id } = await addLeaf(ctx)
    clock.set(night)
    await seal(ctx)
    for (const attack of [
      "UPDATE audit_leaf SET body = '{}'",
      'DELETE FROM audit_leaf',
      `REPLACE INTO audit_leaf SELECT id, day, action, subject, '{}', salt, hash FROM audit_leaf WHERE id = '${id}'`,
      `INSERT OR REPLACE INTO audit_leaf SELECT 'other', '2026-11-24', action, subject, '{}', salt, hash FROM audit_leaf`,
      `INSERT INTO audit_leaf SELECT 'late', day, action, subject, body, salt, 'x' FROM audit_leaf`,
      `INSERT INTO audit_leaf SELECT 'early', '2026-11-01', action, subject, body, salt, 'x' FROM audit_leaf`,
      'UPDATE audit_root SET size = 0',
      'DELETE FROM audit_root',
      "REPLACE INTO audit_root SELECT day, 0, 'x', previous, signature, sealed_at, public_key FROM audit_root",
      "INSERT INTO audit_root SELECT '2026-11-01', 0, 'x', previous, signature, sealed_at, public_key FROM audit_root",
      "UPDATE audit_proof SET path = '[]'",
      'DELETE FROM audit_proof',
      "REPLACE INTO audit_proof SELECT leaf_id, day, 5, '[]' FROM audit_proof",
    ]) {
      await expect(env.DB.prepare(attack).run(), attack).rejects.toThrow('append-only')
    }
  })

  it('shows any change of salt or body', async () => {
    const { id, hash } = await addLeaf(await testCtx())
    const row = await env.DB.prepare('SELECT body, salt FROM audit_leaf WHERE id = ?')
      .bind(id)
      .first<{ body: string; salt: string }>()
    expect(await leafHash(row!.salt, row!.body)).toBe(hash)
    expect(await leafHash(row!.salt, row!.body.replace('public', 'phone'))).not.toBe(hash)
    expect((await leafHash(`00${row!.salt.slice(2)}`, row!.body)) === hash).toBe(row!.salt.startsWith('00'))
  })
})
