import { describe, expect, it } from 'vitest'
import { apiClient } from '../../support/api.ts'

describe('GET /docs', () => {
  it('explains the problem that an error leads to', async () => {
    const api = apiClient()
    const { body } = await api.get('/nothing-here')
    const [path, anchor] = body.type.split('#')
    const { status, headers, text } = await api.get(path.replace('/api/v1', ''))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('public, max-age=300')
    expect(text).toContain(`id="${anchor}"`)
  })
})
