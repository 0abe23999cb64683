import { type Bytes, toHex } from '../shared/bytes.ts'
import { newId } from '../shared/id.ts'

/** A file as it is kept. */
interface StoredFile {
  type: string
  /** Bytes. */
  size: number
  /** SHA-256 of the kept bytes, lower-case hexadecimal. */
  sha256: string
}

/** A kept file with its bytes. */
export interface OpenFile extends StoredFile {
  body: ReadableStream<Uint8Array>
}

/**
 * Where files are kept: the only thing the house knows of it. What a file is called and whom it belongs to stands in
 * the database, so that the bytes can be dropped without a trace of a name.
 */
export interface FileStore {
  /** Keeps the bytes under this new key. What was accepted (api/file/acceptFile.ts) comes here, nothing else. */
  putFile(file: { key: string; type: string; bytes: Bytes }): Promise<StoredFile>
  /** Null when there is no such file. */
  getFile(key: string): Promise<OpenFile | null>
  /** Gone for good; no error when it was not there. */
  dropFile(key: string): Promise<void>
}

/** A key that cannot be guessed and says nothing of what is kept. */
export const newFileKey = () => newId('file')

/** The store over R2. */
export function fileStore(bucket: R2Bucket): FileStore {
  return {
    async putFile({ key, type, bytes }) {
      const hash = await crypto.subtle.digest('SHA-256', bytes)
      const sha256 = toHex(new Uint8Array(hash))
      // R2 computes the hash again and keeps nothing that arrives otherwise.
      await bucket.put(key, bytes, {
        sha256: hash,
        httpMetadata: { contentType: type },
        customMetadata: { sha256 },
      })
      return { type, size: bytes.length, sha256 }
    },
    async getFile(key) {
      const object = await bucket.get(key)
      if (!object) return null
      return {
        type: object.httpMetadata?.contentType ?? 'application/octet-stream',
        size: object.size,
        sha256: object.customMetadata?.sha256 ?? '',
        body: object.body,
      }
    },
    async dropFile(key) {
      await bucket.delete(key)
    },
  }
}
