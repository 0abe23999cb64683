import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { securityHeaders } from '../../api/middleware/headers.ts'

/** The headers that a `_headers` file sets on every path. */
function headersFor(file: string, pattern = '/*'): Record<string, string> {
  const [, block = ''] = file.split(new RegExp(`^${pattern.replace('*', '\\*')}\\s*$`, 'm'))
  const lines = block.split('\n').filter((line) => /^\s+\S/.test(line))
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s*(.*)/s, 2)) as [string, string][])
}

test('static files carry the headers that the Worker sets', () => {
  expect(headersFor(readFileSync('site/public/_headers', 'utf8'))).toMatchObject(securityHeaders)
})

test('the check can fail', () => {
  const file = '/*\n  X-Frame-Options: DENY\n'
  expect(headersFor(file)).toEqual({ 'X-Frame-Options': 'DENY' })
  expect(headersFor(file)).not.toMatchObject(securityHeaders)
})

test('the policy allows nothing inline and nothing foreign', () => {
  const policy = securityHeaders['Content-Security-Policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  for (const part of ["base-uri 'none'", "object-src 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(part)
  expect(policy).not.toMatch(/unsafe-|https?:|\*/)
})
