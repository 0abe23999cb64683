import { expect, test } from 'vitest'
import { documentInfo } from '../../../api/openapi.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { apiClient } from '../../support/api.ts'

/** Paths of the document whose body, wherever its shape stands, takes an access code. */
function codePaths(): string[] {
  const { paths = {}, components } = createWholeApp().getOpenAPI31Document(documentInfo)
  return Object.entries(paths).flatMap(([path, item]) => {
    const body = JSON.stringify(item?.post && 'requestBody' in item.post ? item.post.requestBody : {})
    const named = [...body.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name)
    const shapes = [body, ...named.map((name) => JSON.stringify(components?.schemas?.[name]))]
    return shapes.some((shape) => shape.includes('"accessCode"')) ? [path.replace('/api/v1', '')] : []
  })
}

test('every route that takes an access code counts guesses tightly', async () => {
  const full = { limit: async () => ({ success: false }) }
  const free = { limit: async () => ({ success: true }) }
  const api = apiClient({
    bindings: { BOT_CHECKS: 'on', READ_LIMITER: free, WRITE_LIMITER: free, CODE_LIMITER: full },
  })
  const found = codePaths()
  expect(found).toEqual(expect.arrayContaining(['/track', '/audit/proof']))
  for (const path of found) {
    const { status, body } = await api.post(path.replace(/\{\w+\}/, 'A-20261123-7K3M9Q'), {})
    expect([status, body.code], path).toEqual([429, 'too-many'])
  }
})
