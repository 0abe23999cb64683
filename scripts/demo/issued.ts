import type { ToTry } from './file.ts'
import type { Filing } from './resident.ts'
import { call, nextAddress } from './wire.ts'

/** What was issued, with the code printed on the paper: the holder's own, which opens all of it, is nobody else's. */
export async function issuedFor(origin: string, of: string, filing: Filing): Promise<ToTry[]> {
  const { certificates } = (await filing.do('open')) as { certificates: { number: string; code: string }[] }
  return Promise.all(
    certificates.map(async ({ number, code: own }): Promise<ToTry> => {
      const headers = { 'cf-connecting-ip': nextAddress() }
      const { body } = await call(origin, '/certificates/open', { number, code: own }, headers)
      const { check } = body.certificate as { check: { code: string } }
      return { what: 'verify', of, number, code: check.code }
    }),
  )
}
