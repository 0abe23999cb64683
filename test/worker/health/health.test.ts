import { describe, expect, test } from 'vitest'
import { apiClient } from '../../support/api.ts'

describe('GET /health', () => {
  test('answers ok on an empty database', async () => {
    const { status, body } = await apiClient().get('/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'ok', checks: { database: true, lateMessages: 0 } })
  })

  test('an unknown path is a problem document in the language of the reader', async () => {
    const zh = await apiClient().get('/nowhere')
    expect(zh.status).toBe(404)
    expect(zh.headers.get('content-type')).toBe('application/problem+json')
    expect(zh.body.title).toBe('没有找到')
    expect((await apiClient({ locale: 'en' }).get('/nowhere')).body.title).toBe('Not found')
  })

  test('a wrong method is 405 and names what is allowed', async () => {
    const { status, headers } = await apiClient().post('/health', {})
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('GET, HEAD')
  })
})
