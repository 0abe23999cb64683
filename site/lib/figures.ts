import type { FiguresAnswer } from '../../api/complaint/figures/schema.ts'
import { K } from '../../api/privacy/suppress.ts'

/** The smallest number that is shown as it is. */
export const smallest = K

/** Where the file of a month is, of one place or of the whole bureau. */
export function filePath(month: string | null, station: string | undefined): string {
  const asked = new URLSearchParams({ ...(month && { month }), ...(station && { station }) })
  return `/api/v1/open-data/complaints.csv?${asked}`
}

/** The SHA-256 of the bureau's file, as its audit leaf attests it. */
export function fingerprintOf({ body }: NonNullable<FiguresAnswer['proof']>): string {
  const { facts }: { facts?: { sha256?: string } } = JSON.parse(body)
  return facts?.sha256 ?? ''
}
