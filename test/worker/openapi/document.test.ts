import { expect, test } from 'vitest'
import type { ApiDocument } from '../../../api/docs/document.ts'
import { apiClient } from '../../support/api.ts'
import { alone } from '../../support/fuzz/answer.ts'
import { operationsOf } from '../../support/fuzz/contract.ts'

const read = async () => (await apiClient().get('/openapi.json')).body as ApiDocument

test('a named schema is never null; what may be null says so where it stands', async () => {
  const document = await read()
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    expect([schema.type].flat(), `${name} belongs in api/named.ts`).not.toContain('null')
  expect(JSON.stringify(document)).not.toMatch(/"allOf":\[\{"\$ref":"[^"]*"\},\{"type":\["\w+","null"\]/)
  const area = document.components?.schemas?.StationItem?.properties?.matchedArea
  expect(area).toEqual({ anyOf: [{ $ref: '#/components/schemas/Text' }, { type: 'null' }] })
})

test('what no operation can say of itself is described once', async () => {
  const document = await read()
  const { NoSuchPath, NoSuchMethod } = document.components?.responses ?? {}
  expect(NoSuchPath?.description).toContain('`not-found`')
  expect(NoSuchMethod?.description).toContain('`method-not-allowed`')
  expect(document.info.description).toMatch(/NoSuchPath.*NoSuchMethod/)
})

test('every operation that takes something says how it refuses it', async () => {
  const document = await read()
  for (const { method, path, operation } of operationsOf(document)) {
    const statuses = Object.keys(operation.responses ?? {})
    const taken = operation.requestBody ? JSON.stringify(operation.requestBody) : null
    // A file is no JSON that could be wrong.
    const wanted = taken ? ['413', '415', '422', ...(taken.includes('application/json') ? ['400'] : [])] : []
    expect(statuses, `${method} ${path}`).toEqual(expect.arrayContaining([...wanted, '429', '500', '503']))
    for (const { content } of Object.values(operation.responses ?? {}))
      for (const { schema } of Object.values(content ?? {}))
        expect(JSON.stringify(alone(document, schema)), `${method} ${path}`).not.toContain('$ref')
  }
})
