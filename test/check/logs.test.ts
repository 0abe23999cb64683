import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the platform keeps no line of its own with the address of a request', () => {
  const settings = readFileSync('wrangler.toml', 'utf8')
  const [, logs = ''] = settings.split(/^\[observability\.logs\]$/m)
  expect(logs.split(/^\[/m)[0]).toMatch(/^invocation_logs = false$/m)
})
