import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkpointOf as serverCheckpoint } from '../../../api/audit/root.ts'
import { importSignKey } from '../../../api/audit/sign.ts'
import { addDays, startOfDay } from '../../../api/calendar/day.ts'
import { check, checkpointOf, readSaved, sayFinding } from '../../../site/check/record.js'
import { checkSource, findingCodes, type ProofFile, proofWords } from '../../../site/lib/proofFile.ts'
import { firstDay, promiseOf, proofOf, rowOf, sealed, type World, worldOf } from '../../support/proofWorld.ts'

let world: World
let file: ProofFile
const subject = 'A-1-2'
const day = addDays(firstDay, 1)
const morning = startOfDay(addDays(firstDay, 4)) + 36_000_000

beforeAll(async () => {
  world = await worldOf([3, 7, 0, 5])
  file = await proofOf(world, subject)
})

const mine = () => world.rows.get(day)!.find((row) => row.subject === subject)!
const codes = async (of: ProofFile, text = '', now = morning) =>
  (await check(of, readSaved(text), now)).findings.map(({ code }) => code)
const bent = (change: (copy: ProofFile) => void): ProofFile => {
  const copy = structuredClone(file)
  change(copy)
  return copy
}
/** The record with one day replaced, all roots from there on made anew with the bureau's own key. */
const rewritten = async (changed: string, rows: World['rows'] extends Map<string, infer R> ? R : never) => {
  const all = new Map(world.rows).set(changed, rows)
  return { rows: all, roots: await sealed(all) }
}

describe('what a resident is told', () => {
  it('says when a step was written, and that it is there', async () => {
    const { verdict, findings, checkpoint } = await check(file, readSaved(''), morning)
    expect(verdict).toBe('ok')
    expect(findings).toMatchObject([
      { code: 'in', at: startOfDay(day) + 43_200_000, day, size: 7 },
      { code: 'alone' },
    ])
    expect(checkpoint).toBe(world.roots.at(-1)!.checkpoint)
    expect(sayFinding(findings[0]!, proofWords('en'))).toContain('booking, written 2026-11-21 12:00')
  })

  it('says of a step whose time is not kept only the day', async () => {
    const row = await rowOf('lf_x', day, 'C-1', null)
    const changed = await rewritten(day, [...world.rows.get(day)!, row])
    const { verdict, findings } = await check(await proofOf(changed, 'C-1'), readSaved(''), morning)
    expect(verdict).toBe('ok')
    expect(sayFinding(findings[0]!, proofWords('zh'))).toContain('2026-11-21 当天')
    expect(sayFinding(findings[0]!, proofWords('en'))).toContain('on that day, 2026-11-21')
  })

  it('says until when a step is not sealed yet, and when that is overdue', async () => {
    const today = addDays(firstDay, 4)
    const rows = new Map(world.rows).set(today, [await rowOf('lf_new', today, 'A-new')])
    const open = await proofOf({ rows, roots: world.roots }, 'A-new')
    open.chain = world.roots.slice(-1)
    const { verdict, findings } = await check(open, readSaved(''), morning)
    expect(verdict).toBe('wait')
    expect(sayFinding(findings[0]!, proofWords('en'))).toContain('sealed after 2026-11-25 00:10')
    expect((await check(open, readSaved(''), morning + 3 * 86_400_000)).findings[0]).toMatchObject({
      code: 'late',
    })
    open.chain = (await sealed(rows)).slice(-1)
    expect(await codes(open)).toEqual(['sealing', 'alone'])
  })

  it('says of a step whose words are not shown only its day', async () => {
    const bare = bent((f) => Object.assign(f.leaves[0]!, { body: null, salt: null, action: null }))
    const { findings } = await check(bare, readSaved(''), morning)
    expect(findings.map(({ code }) => code)).toEqual(['bare', 'alone'])
    bare.leaves[0]!.sealed = null
    bare.chain = []
    const [waits] = (await check(bare, readSaved(''), startOfDay(day))).findings
    expect(sayFinding(waits!, proofWords('en'))).toContain('a step, written 2026-11-21.')
  })

  it('holds the promise of a receipt, and finds the leaf that is gone', async () => {
    const promise = JSON.stringify(await promiseOf(day, mine()))
    expect(await codes(file, promise)).toEqual(['in', 'promised'])
    expect(await codes(file, `my receipt: ${promise} kept`)).toEqual(['in', 'promised'])
    const without = bent((copy) => copy.leaves.splice(0, 1))
    expect(await codes(without, promise)).toEqual(['empty', 'missing'])
    expect(await codes({ ...without, held: true }, promise)).toEqual(['empty', 'held', 'held'])
    expect(await codes(file, promise.replace(/"hash":"../, '"hash":"ff'))).toEqual(['in', 'forged'])
    const other = await promiseOf(day, world.rows.get(day)![0]!)
    expect(await codes(file, JSON.stringify(other))).toEqual(['in', 'other'])
    const stranger = await importSignKey({
      ...(await crypto.subtle.exportKey(
        'jwk',
        ((await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair).privateKey,
      )),
    })
    expect(await codes(file, JSON.stringify(await promiseOf(day, mine(), stranger)))).toEqual([
      'in',
      'forged',
    ])
  })

  it.each<[string, string, (copy: ProofFile) => void]>([
    [
      'a changed body',
      'changed',
      (f) => (f.leaves[0]!.body = f.leaves[0]!.body!.replace('public', 'phone!')),
    ],
    ['another day', 'changed', (f) => (f.leaves[0]!.day = firstDay)],
    ['another step', 'changed', (f) => (f.leaves[0]!.action = 'appointment.cancel')],
    ['another reference', 'changed', (f) => (f.reference = 'A-1-3')],
    ['another place', 'gone', (f) => (f.leaves[0]!.sealed!.place ^= 1)],
    ['no path, though its day is sealed', 'gone', (f) => (f.leaves[0]!.sealed = null)],
    ['a path cut short', 'gone', (f) => f.leaves[0]!.sealed!.path.pop()],
    ['a root of its own', 'root', (f) => (f.leaves[0]!.sealed!.root = 'ab'.repeat(32))],
    ['a root that was not signed', 'root', (f) => (f.chain[0]!.root = 'ab'.repeat(32))],
    ['a day left out', 'chain', (f) => f.chain.splice(1, 1)],
    ['no root at all', 'unreadable', (f) => (f.chain[0]!.root = 'nonsense')],
    ['nothing that can be read', 'unreadable', (f) => Object.assign(f, { leaves: null })],
  ])('finds %s', async (_, code, change) => {
    const { verdict, findings } = await check(bent(change), readSaved(''), morning)
    expect(verdict).toBe('bad')
    expect(findings.map((one) => one.code)).toContain(code)
  })

  it('finds a day signed anew that the next does not carry, and a signature that is none', async () => {
    const forged = (await rewritten(addDays(firstDay, 2), world.rows.get(firstDay)!)).roots
    const swapped = bent((f) => {
      f.chain[1] = forged[2]!
    })
    expect((await check(swapped, readSaved(''), morning)).findings).toMatchObject([
      { code: 'chain', day: addDays(firstDay, 3) },
      { code: 'in' },
      { code: 'alone' },
    ])
    const unsigned = bent((f) => {
      f.chain[1]!.signature = f.chain[0]!.signature
    })
    expect(await codes(unsigned)).toEqual(['root', 'in', 'alone'])
  })

  it('says that the key changed, and that the list of days is old', async () => {
    expect(await codes(bent((f) => (f.publicKey.x = 'x'.repeat(43))))).toEqual(['key', 'in', 'alone'])
    expect(await codes(file, '', morning + 3 * 86_400_000)).toEqual(['late', 'in', 'alone'])
  })

  it('recognises what was kept: root, checkpoint, fingerprint, feed, an older file', async () => {
    const last = world.roots.at(-1)!
    const kept = [JSON.stringify(last), last.checkpoint.toLowerCase(), last.root, last.chain]
    for (const text of kept) expect(await codes(file, text), text).toEqual(['in', 'same'])
    expect(await codes(file, `noted: ${last.checkpoint}, ${last.root}`)).toEqual(['in', 'same', 'same'])
    expect(await codes(file, JSON.stringify(file))).toEqual(['in', 'same', 'same', 'same', 'entry'])
    expect(await codes(file, mine().hash)).toEqual(['in', 'entry'])
    expect(await codes(file, world.roots[0]!.checkpoint)).toEqual(['in', 'before'])
    expect(await codes(file, 'ab'.repeat(32))).toEqual(['in', 'unknown'])
    const short = bent((f) => f.chain.pop())
    expect(await codes(short, last.checkpoint)).toContain('withdrawn')
  })

  it('finds a day that was rewritten, re-chained and re-signed with the same key', async () => {
    const gone = await rewritten(
      day,
      world.rows.get(day)!.filter((row) => row.subject !== 'A-1-0'),
    )
    const now = await proofOf(gone, subject)
    expect((await check(now, readSaved(''), morning)).verdict, 'in itself it fits').toBe('ok')
    for (const { checkpoint } of world.roots.slice(1))
      expect(await codes(now, checkpoint)).toEqual(['in', 'differs'])
    for (const root of world.roots.slice(1))
      expect(await codes(now, JSON.stringify(root))).toContain('differs')
    for (const { chain } of world.roots.slice(1)) expect(await codes(now, chain)).toContain('unknown')
  })
})

it('has words for everything it can find, in both languages', () => {
  const said = [...checkSource.matchAll(/\bsay\(([^{}]*?)(?:, \{|, facts|\))/g)]
  const quoted = said.flatMap(([, text = '']) => [...text.matchAll(/'([a-z]+)'/g)].map(([, code]) => code!))
  expect(quoted.length).toBeGreaterThan(25)
  expect(findingCodes).toEqual(expect.arrayContaining(quoted))
  for (const locale of ['zh', 'en'] as const) {
    const words = proofWords(locale)
    for (const code of findingCodes) expect(words[code], code).toBeTruthy()
    expect(Object.values(words).every(Boolean)).toBe(true)
  }
})

it('makes the checkpoint the server publishes', () => {
  for (const hash of ['00'.repeat(32), 'ff'.repeat(32), world.roots[0]!.chain]) {
    expect(checkpointOf(day, hash)).toBe(serverCheckpoint(day, hash))
    expect(checkpointOf(day, hash)).toMatch(/^20261121(-[2-9A-HJKMNP-Z]{4}){4}$/)
  }
})

it('stays small enough to be read', () => {
  expect(gzipSync(checkSource, { level: 9 }).length).toBeLessThanOrEqual(5_000)
  expect(checkSource).not.toContain('</script')
})
