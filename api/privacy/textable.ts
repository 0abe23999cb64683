import { FieldError, open } from './field.ts'
import type { Keyring } from './keys.ts'
import { readPhone } from './phone.ts'

interface Numbers {
  /** Where they are sealed. */
  table: 'waiting' | 'booking' | 'application' | 'casefile_party'
  row: string
  phone: string | null
  helperPhone: string | null
}

/**
 * Where texts about a visit, a place on the list or an application go: the helper's mobile, else the applicant's, else
 * nowhere. A number that does not open is logged by its place and passed over: what is to happen does not wait for a text.
 */
export async function textable(
  keys: Keyring,
  { table, row, phone, helperPhone }: Numbers,
): Promise<string | null> {
  for (const [column, value] of [
    ['helper_phone', helperPhone],
    ['phone', phone],
  ] as const) {
    if (!value) continue
    try {
      const read = readPhone(await open(keys, { table, column, row }, value))
      if (read.ok && read.kind === 'mobile') return read.value
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      console.error(JSON.stringify({ sealed: `${table} ${row}`, fault: error.fault }))
    }
  }
  return null
}
