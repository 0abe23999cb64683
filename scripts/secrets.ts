import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

const key = () => randomBytes(32).toString('base64')

/** Fresh secrets in the form api/privacy/keys.ts reads: 32-byte keys, and an Ed25519 key for signing. */
export function freshSecrets(): Record<string, string> {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return {
    FIELD_KEYS: JSON.stringify({ active: 'k1', keys: { k1: key() } }),
    INDEX_KEY: key(),
    CODE_KEY: key(),
    PROOF_KEY: key(),
    SIGN_KEY: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d, x }),
    STAFF_KEY: key(),
  }
}

/**
 * Writes this machine's own secrets, readable by its owner only. What an existing file says stays as it is, since
 * what was sealed with other keys could not be opened again; secrets that came later are added to it.
 */
export function ensureSecrets(path: string): 'written' | 'added' | 'kept' {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const missing = Object.entries(freshSecrets()).filter(
    ([name]) => !new RegExp(`^\\s*(export\\s+)?${name}\\s*=`, 'm').test(before),
  )
  if (missing.length === 0) return 'kept'
  const lines = missing.map(([name, value]) => `${name}='${value}'\n`).join('')
  if (before) {
    appendFileSync(path, `${before.endsWith('\n') ? '' : '\n'}${lines}`)
    return 'added'
  }
  writeFileSync(path, lines, { mode: 0o600 })
  return 'written'
}
