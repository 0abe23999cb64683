import { env } from 'cloudflare:workers'
import { createRoute, z } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../../../api/context.ts'
import { formAllowance, readUpload } from '../../../api/file/readUpload.ts'
import { body } from '../../../api/middleware/body.ts'
import { tooLargeForPages } from '../../../api/middleware/pageBody.ts'
import { fileBody, takesFile } from '../../../api/middleware/takesFile.ts'
import { Problem, problemOf, problemResponse } from '../../../api/problem.ts'
import { newRoutes } from '../../../api/routing.ts'
import { concat, utf8 } from '../../../api/shared/bytes.ts'
import { apiClient } from '../../support/api.ts'

const most = 200_000
const url = 'http://localhost/api/v1/things/1/files'

/** An application with one route that takes a file and one that does not, mounted as the house mounts them. */
function app() {
  const answers = { 200: { description: 'ok' } }
  const params = z.strictObject({ id: z.string() })
  const routes = newRoutes()
    .openapi(
      createRoute({
        method: 'post',
        path: '/things/{id}/files',
        middleware: takesFile,
        request: { params, body: fileBody },
        responses: answers,
      }),
      async (c) => {
        if (c.req.header('x-stranger')) throw new Problem('not-found')
        const { file, fields } = await readUpload(c.req.raw, most)
        return c.json({ name: file.name, type: file.declaredType, size: file.bytes.length, fields })
      },
    )
    .openapi(
      createRoute({ method: 'post', path: '/things/{id}/words', request: { params }, responses: answers }),
      (c) => c.json({}),
    )
  const whole = new Hono<AppEnv>()
  whole.use(body)
  whole.route('/api/v1', routes)
  whole.onError((error, c) => problemResponse(c, problemOf(error)))
  return { fetch: (request: Request) => Promise.resolve(whole.fetch(request, env)), routes }
}

function form(...parts: [name: string, value: string | File][]): RequestInit {
  const data = new FormData()
  for (const [name, value] of parts) data.append(name, value)
  return { method: 'POST', body: data }
}
const file = (size: number, name = '通知.pdf') =>
  new File([new Uint8Array(size)], name, { type: 'application/pdf' })

test('one file comes with its name, the browser’s type and the other fields', async () => {
  const { fetch } = app()
  const response = await fetch(new Request(url, form(['file', file(1000)], ['title', '附件'])))
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    name: '通知.pdf',
    type: 'application/pdf',
    size: 1000,
    fields: { title: '附件' },
  })
})

test.each([
  ['no file', form(['title', 'x']), 'file.required'],
  ['a field left empty', form(['file', file(0, '')]), 'file.required'],
  ['two files', form(['file', file(1)], ['file', file(2)]), 'file.one'],
  [
    'a form that breaks off',
    {
      method: 'POST',
      body: '--x\r\nContent-',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    },
    'file.unreadable',
  ],
])('refused with a word: %s', async (_, init, code) => {
  const response = await app().fetch(new Request(url, init))
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ errors: [{ pointer: '/file', code }] })
})

/** A form whose file goes on for ever; counts what was asked of it. */
function endless() {
  const counted = { bytes: 0 }
  const head = utf8('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n')
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(head),
      pull: (controller) => {
        counted.bytes += 64 * 1024
        if (counted.bytes > 100 * 1024 * 1024) controller.close()
        else controller.enqueue(new Uint8Array(64 * 1024))
      },
    },
    { highWaterMark: 0 },
  )
  const init = {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  }
  return { counted, init: init as RequestInit }
}

test('a body without end is let go as soon as it is too large', async () => {
  const { counted, init } = endless()
  const response = await app().fetch(new Request(url, init))
  expect(response.status).toBe(413)
  expect(counted.bytes).toBeLessThan(most + formAllowance + 512 * 1024)
})

test('a body announced too large is refused by what it says', async () => {
  const { counted, init } = endless()
  const headers = { ...(init.headers as Record<string, string>), 'Content-Length': String(100 * 1024 * 1024) }
  const response = await app().fetch(new Request(url, { ...init, headers }))
  expect(response.status).toBe(413)
  // Some of it is still read, and thrown away, so that the sender sees the answer.
  expect(counted.bytes).toBeGreaterThan(900_000)
  expect(counted.bytes).toBeLessThan(2 * 1024 * 1024)
})

test('nothing of the body is read before the handler knows who asks', async () => {
  const { counted, init } = endless()
  const headers = { ...(init.headers as Record<string, string>), 'X-Stranger': '1' }
  const response = await app().fetch(new Request(url, { ...init, headers }))
  expect(response.status).toBe(404)
  expect(counted.bytes).toBeLessThan(256 * 1024)
})

test('a route that takes a file takes nothing else, and says what', async () => {
  const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
  const response = await app().fetch(new Request(url, json))
  expect(response.status).toBe(415)
  expect(response.headers.get('accept-post')).toBe('multipart/form-data')
})

test('every other route stays at JSON, and small', async () => {
  const { fetch } = app()
  const words = url.replace('/files', '/words')
  expect((await fetch(new Request(words, form(['file', file(1)])))).status).toBe(415)
  const large = JSON.stringify('x'.repeat(70_000))
  const headers = { 'Content-Type': 'application/json' }
  expect((await fetch(new Request(words, { method: 'POST', body: large, headers }))).status).toBe(413)
  const api = apiClient()
  const sent = await api.post('/appointments', 'x', { 'content-type': 'multipart/form-data; boundary=x' })
  expect(sent.status).toBe(415)
})

test('the document says which routes take a file', () => {
  const document = app().routes.getOpenAPIDocument({ openapi: '3.1.0', info: { title: 'x', version: '1' } })
  expect(document.paths['/things/{id}/files']?.post?.requestBody).toEqual(fileBody)
})

test('a page takes a larger form only where its path is named', async () => {
  const post = (path: string, length: number) =>
    tooLargeForPages(
      new Request(`http://localhost${path}`, {
        method: 'POST',
        body: concat(utf8('x')),
        headers: { 'Content-Length': String(length) },
      }),
      false,
    )
  const twoMegabytes = 2 * 1024 * 1024
  expect(await post('/staff/notices/n_1/files', twoMegabytes)).toBeNull()
  expect(await post('/en/staff/notices/n_1/files', twoMegabytes)).toBeNull()
  expect((await post('/staff/notices/n_1/files', 21 * 1024 * 1024))?.status).toBe(413)
  for (const path of ['/staff/notices/n_1', '/book', '/staff/notices/files', '/x/staff/notices/n_1/files'])
    expect((await post(path, twoMegabytes))?.status, path).toBe(413)
})
