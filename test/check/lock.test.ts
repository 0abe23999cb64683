import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { complete, type Lock, missing } from '../../scripts/lock.ts'

test('package-lock.json names every platform’s build, so that `npm ci` takes it (else: npm run lock)', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Lock }
  expect(missing(packages)).toEqual([])
})

test('the check can fail, and the script mends it', () => {
  const lock: Lock = {
    'node_modules/tool': { version: '1.0.0', optionalDependencies: { '@tool/linux-x64-musl': '1.0.0' } },
    'node_modules/other/node_modules/tool': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { '@tool/linux-x64-musl': '2.0.0' },
    },
  }
  expect(missing(lock)).toHaveLength(2)
  complete(lock)
  expect(missing(lock)).toEqual([])
  expect(lock['node_modules/@tool/linux-x64-musl']).toEqual({
    version: '1.0.0',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
  })
})
