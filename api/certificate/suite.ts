import { importVerifyKey, type Signable, type SignKey, signObject, verifyWith } from '../audit/sign.ts'

/** Whether a signature over a document is the key's. */
export type Verifier = (document: Signable, signature: string) => Promise<boolean>

/** The public half of a key as it is published, and the name it has in every document. */
export interface PublicKey {
  kid: string
  publicKey: object
}

/**
 * One way of signing certificates. A document names its suite and its key inside what is signed, so a verifier never
 * tries another suite on it. A further suite (SM2 with SM3) is a further row of `suites` and nothing else.
 */
export interface Suite {
  name: string
  publicKeyOf(key: SignKey): PublicKey
  sign(key: SignKey, document: Signable): Promise<string>
  /** The key imported for many checks; null where it is no key of this suite, or its id is not its own. */
  verifier(kid: string, publicKey: object): Promise<Verifier | null>
}

/** Ed25519 (RFC 8032) over `kaimen-signed-v1`, a line feed and the canonical JSON; the key id is the RFC 7638 thumbprint. */
const ed25519: Suite = {
  name: 'ed25519',
  publicKeyOf: ({ publicJwk }) => ({ kid: publicJwk.kid, publicKey: publicJwk }),
  sign: signObject,
  async verifier(kid, publicKey) {
    try {
      const key = await importVerifyKey(publicKey)
      // Or a list of keys could pass one key off under the id of another.
      if (key.publicJwk.kid !== kid) return null
      return (document, signature) => verifyWith(key, document, signature)
    } catch {
      return null
    }
  },
}

/** Every suite a verifier knows. */
const suites: readonly Suite[] = [ed25519]

/** The suite new certificates are signed with. */
export const activeSuite = ed25519

/** The suite of this name, or null: an unknown one is refused, never guessed. */
export const suiteOf = (name: unknown): Suite | null => suites.find((suite) => suite.name === name) ?? null
