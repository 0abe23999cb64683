import { expect, test } from 'vitest'
import type { ApiDocument } from '../../../api/docs/document.ts'
import { type Answer, apiClient } from '../../support/api.ts'
import { judge } from '../../support/fuzz/answer.ts'
import { operationsOf } from '../../support/fuzz/contract.ts'

// What the fuzzer trusts to find a fault must find each kind of it.

const api = apiClient()

const body = (change: (body: Record<string, unknown>) => void) => (answer: Answer) => {
  change(answer.body)
  answer.text = JSON.stringify(answer.body)
}

const wrongs: [fault: string, method: string, path: string, change: (answer: Answer) => void][] = [
  ['418 is not documented', 'GET', '/health', (answer) => (answer.status = 418)],
  ['500', 'GET', '/health', (answer) => (answer.status = 500)],
  ['/: Unrecognized key: "secret"', 'GET', '/health', body((b) => (b.secret = 'x'))],
  [
    '/checks/deadMessages: Invalid input: expected number, received string',
    'GET',
    '/health',
    body((b) => ((b.checks as Record<string, unknown>).deadMessages = '0')),
  ],
  [
    '/version: Invalid input: expected string, received undefined',
    'GET',
    '/health',
    body((b) => delete b.version),
  ],
  [
    'text/html is not documented for 200',
    'GET',
    '/health',
    ({ headers }) => headers.set('content-type', 'text/html'),
  ],
  ['not JSON', 'GET', '/health', (answer) => (answer.text = '<p>')],
  ['header X-Frame-Options: null', 'GET', '/health', ({ headers }) => headers.delete('x-frame-options')],
  ['no header cache-control', 'GET', '/health', ({ headers }) => headers.delete('cache-control')],
  ['a header that is never sent', 'GET', '/health', ({ headers }) => headers.set('set-cookie', 'a=b')],
  ['code slot-full is not documented for 400', 'POST', '/track', body((b) => (b.code = 'slot-full'))],
  ['the requestId is another', 'POST', '/track', body((b) => (b.requestId = 'x'))],
  ['an error that may be kept', 'POST', '/track', ({ headers }) => headers.set('cache-control', 'public')],
  ['404 is not documented', 'DELETE', '/track', (answer) => (answer.status = 404)],
  ['Allow says GET, the document POST', 'DELETE', '/track', ({ headers }) => headers.set('allow', 'GET')],
]

test('every kind of fault is found, and none where there is none', async () => {
  const document = (await api.get('/openapi.json')).body as ApiDocument
  const faultsOf = judge(document, operationsOf(document))
  for (const [fault, method, path, change] of wrongs) {
    const given = await api.call(method, path, method === 'GET' ? undefined : '{')
    const answer = { ...given, headers: new Headers(given.headers) }
    const asked = { method, path: `/api/v1${path}` }
    expect(faultsOf(asked, answer), `${method} ${path}`).toEqual([])
    change(answer)
    expect(faultsOf(asked, answer)).toContain(fault)
  }
})
