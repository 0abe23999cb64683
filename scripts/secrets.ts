import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'

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
  }
}

/**
 * Writes this machine's own secrets, readable by its owner only. An existing file stays as it is: what was
 * sealed with other keys could not be opened again.
 */
export function ensureSecrets(path: string): 'written' | 'kept' {
  if (existsSync(path)) return 'kept'
  const lines = Object.entries(freshSecrets()).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(path, lines.join(''), { mode: 0o600, flag: 'wx' })
  return 'written'
}
