import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root as folder } from '../../../scripts/tool.ts'
import { firstDay, type World, worldOf } from '../../support/proofWorld.ts'

let world: World
let hashes: string[]

/** A bureau that publishes its days in pages of three. */
const server = createServer(({ url = '' }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const from = Number(searchParams.get('cursor') ?? 0)
  const list = pathname.endsWith('/roots') ? [...world.roots].reverse() : hashes
  const nextCursor = from + 3 < list.length ? String(from + 3) : null
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ items: list.slice(from, from + 3), nextCursor }))
})

beforeAll(async () => {
  world = await worldOf([8, 2, 0, 3, 1])
  hashes = world.rows
    .get(firstDay)!
    .map(({ hash }) => hash)
    .sort()
  await new Promise<void>((done) => server.listen(0, done))
})
afterAll(() => server.close())

function run(...more: string[]): Promise<{ code: number; said: string }> {
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['scripts/verify-day.ts', origin, ...more],
      { cwd: folder },
      (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })
}

it('holds a whole day against its root and a checkpoint that was kept', async () => {
  const { checkpoint } = world.roots[0]!
  expect(await run(firstDay, checkpoint)).toEqual({
    code: 0,
    said: expect.stringContaining(`${firstDay}  8  ${checkpoint}\n对得上`),
  })
  expect((await run(firstDay, world.roots[1]!.checkpoint)).code).toBe(1)
  expect((await run('2020-01-01')).code).toBe(2)
  expect((await run('yesterday')).code).toBe(2)
})

it('finds an entry that was taken out, and one out of order', async () => {
  const whole = hashes
  for (const changed of [whole.toSpliced(4, 1), [...whole].reverse()]) {
    hashes = changed
    expect((await run(firstDay)).code).toBe(1)
  }
  hashes = whole
})
