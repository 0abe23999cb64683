import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Asked, ask, load, quantile } from '../../../scripts/bench/load.ts'

let server: Server
let port = 0
let asked = 0

beforeEach(async () => {
  asked = 0
  server = createServer((request, response) => {
    asked += 1
    if (request.url === '/full') return void response.writeHead(409).end('full')
    if (request.url === '/gone')
      return void response.writeHead(200).write('a', () => request.socket.destroy())
    if (request.url === '/nothing') return void response.writeHead(204).end()
    if (request.url === '/pieces') {
      // No length is known, so it goes out in chunks, and this one ends like a last one.
      response.write('开门'.repeat(5000))
      setTimeout(() => response.end('0\r\n'), 5)
      return
    }
    request.pipe(response.writeHead(200, { 'content-length': request.headers['content-length'] ?? '0' }))
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('reads an answer with a length, one in chunks, and an empty one', async () => {
  const body = { name: '张小明' }
  expect(await ask(port, { method: 'POST', path: '/', body })).toEqual({
    status: 200,
    body: JSON.stringify(body),
  })
  expect(await ask(port, { path: '/pieces' })).toEqual({ status: 200, body: `${'开门'.repeat(5000)}0\r\n` })
  expect(await ask(port, { path: '/nothing' })).toEqual({ status: 204, body: '' })
})

test('asks over several connections until nothing is left, and counts what was wrong', async () => {
  const kept: string[] = []
  const list: Asked[] = [
    ...Array.from({ length: 20 }, () => ({
      method: 'POST' as const,
      path: '/',
      body: {},
      keep: (body: string) => kept.push(body),
    })),
    { path: '/full' },
    { path: '/full', status: 409 },
  ]
  const { requests, errors, complaint, times } = await load(port, () => list.pop() ?? null, {
    connections: 4,
    seconds: 30,
  })
  expect([requests, errors, asked]).toEqual([22, 1, 22])
  expect(complaint).toBe('GET /full: 409 full')
  expect(kept).toEqual(Array(20).fill('{}'))
  expect([...times].sort((a, b) => a - b)).toEqual([...times])
  expect(times).toHaveLength(21)
})

test('a lost connection is a wrong answer, and the next request has another', async () => {
  const list: Asked[] = [{ path: '/' }, { path: '/gone' }, { path: '/' }]
  const { requests, errors, complaint } = await load(port, () => list.pop() ?? null, {
    connections: 1,
    seconds: 30,
  })
  expect([requests, errors, complaint]).toEqual([3, 1, 'GET /gone: The server closed the connection'])
})

test('stops when the time is over', async () => {
  const { requests, seconds } = await load(port, () => ({ path: '/' }), { connections: 2, seconds: 0.1 })
  expect(requests).toBeGreaterThan(0)
  expect(seconds).toBeGreaterThanOrEqual(0.1)
})

test('a server that goes away is an error', async () => {
  await expect(ask(port, { path: '/gone' })).rejects.toThrow('closed')
})

test('quantiles of sorted values', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(3)
  expect(quantile([1, 2, 3, 4], 0.99)).toBe(4)
  expect(quantile([], 0.5)).toBeNaN()
})
