import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import type { Ctx } from '../../../api/context.ts'
import { claim, drop, dropDue, dropLater, putUnclaimed } from '../../../api/file/drop.ts'
import { utf8 } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { monday } from '../../support/api.ts'
import { testCtx } from '../../support/ctx.ts'

/** A kept file of this text that something owns: its key. */
async function owned(ctx: Ctx, text: string) {
  const { key } = await putUnclaimed(ctx, { type: 'text/plain', bytes: utf8(text) })
  await ctx.db.batch([...claim(ctx, key)])
  return key
}

/** Three kept files, let go of, in a store that fails for these keys as often as said. */
async function letGo(fails: (keys: string[]) => Record<string, number>) {
  const clock = clockAt(monday)
  const ctx = await testCtx({ clock })
  const keys: string[] = []
  for (const text of ['a', 'b', 'c']) keys.push(await owned(ctx, text))
  await ctx.db.batch([dropLater(ctx, keys)])
  const left = fails(keys)
  const files = {
    ...ctx.files,
    dropFile: async (key: string) => {
      if (left[key]) {
        left[key] -= 1
        throw new Error('10001: We encountered an internal error')
      }
      await ctx.files.dropFile(key)
    },
  }
  const kept = async () => {
    const found = await Promise.all(keys.map(async (key) => (await ctx.files.getFile(key)) !== null))
    const { results } = await env.DB.prepare('SELECT object_key AS key FROM file_drop').all<{ key: string }>()
    return { found, listed: keys.map((key) => results.some((row) => row.key === key)) }
  }
  return { ctx: { ...ctx, files }, clock, keys, kept }
}

test('files go at once, and leave the list', async () => {
  const { ctx, keys, kept } = await letGo(() => ({}))
  expect(await drop(ctx, keys)).toEqual({ dropped: 3, failed: 0 })
  expect(await kept()).toEqual({ found: [false, false, false], listed: [false, false, false] })
  expect(await dropDue(ctx)).toEqual({ dropped: 0, failed: 0 })
})

test('what a Worker that died did not drop is dropped by the job', async () => {
  const { ctx, kept } = await letGo(() => ({}))
  expect(await dropDue(ctx)).toEqual({ dropped: 3, failed: 0 })
  expect((await kept()).found).toEqual([false, false, false])
})

test('a store that fails once is asked again, and the others go meanwhile', async () => {
  const { ctx, clock, keys, kept } = await letGo(([, b = '']) => ({ [b]: 1 }))
  expect(await drop(ctx, keys)).toEqual({ dropped: 2, failed: 1 })
  expect(await kept()).toEqual({ found: [false, true, false], listed: [false, true, false] })
  expect(await dropDue(ctx)).toEqual({ dropped: 0, failed: 0 })
  clock.pass(5 * MINUTE)
  expect(await dropDue(ctx)).toEqual({ dropped: 1, failed: 0 })
  expect(await kept()).toEqual({ found: [false, false, false], listed: [false, false, false] })
})

test('a file that never goes is asked for less and less often, a day apart at the most', async () => {
  const { ctx, clock, keys } = await letGo(([a = '']) => ({ [a]: 100 }))
  const waits: number[] = []
  await drop(ctx, keys)
  for (let i = 0; i < 12; i++) {
    const { at } = (await env.DB.prepare('SELECT next_at AS at FROM file_drop').first<{ at: number }>())!
    waits.push((at - clock.now()) / MINUTE)
    clock.pass(at - clock.now())
    expect(await dropDue(ctx)).toEqual({ dropped: 0, failed: 1 })
  }
  expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40])
  expect(waits.at(-1)).toBe((24 * HOUR) / MINUTE)
})

test('a file that nothing came to own goes after an hour, and cannot be owned after that', async () => {
  const clock = clockAt(monday)
  const ctx = await testCtx({ clock })
  const mine = await owned(ctx, 'a')
  const { key } = await putUnclaimed(ctx, { type: 'text/plain', bytes: utf8('b') })
  clock.pass(HOUR - 1)
  expect(await dropDue(ctx)).toEqual({ dropped: 0, failed: 0 })
  expect(await ctx.files.getFile(key)).not.toBeNull()
  clock.pass(1)
  expect(await dropDue(ctx)).toEqual({ dropped: 1, failed: 0 })
  expect(await ctx.files.getFile(key)).toBeNull()
  expect(await ctx.files.getFile(mine)).not.toBeNull()
  expect(refusalOf(await ctx.db.batch([...claim(ctx, key)]).catch((error) => error))).toBe('stale')
})

test('a file whose bytes never arrived leaves the list like any other', async () => {
  const clock = clockAt(monday)
  const ctx = await testCtx({ clock })
  const dies = { ...ctx.files, putFile: () => Promise.reject(new Error('the Worker died')) }
  await expect(
    putUnclaimed({ ...ctx, files: dies }, { type: 'text/plain', bytes: utf8('a') }),
  ).rejects.toThrow('died')
  clock.pass(HOUR)
  expect(await dropDue(ctx)).toEqual({ dropped: 1, failed: 0 })
  expect(await dropDue(ctx)).toEqual({ dropped: 0, failed: 0 })
})
