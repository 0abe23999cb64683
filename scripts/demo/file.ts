import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '../../api/calendar/day.ts'
import { casefileKeys, fileDemoCasefiles } from './casefiles.ts'
import { type DemoCase, type Desk, demoCases } from './cases.ts'
import { complaintKeys, fileDemoComplaints } from './complaints.ts'
import { issuedFor } from './issued.ts'
import { fileAs } from './resident.ts'
import { demoAccounts, signIn } from './staff.ts'

/** What a stranger may try: a reference or a number, with its code. */
export interface ToTry {
  what: 'track' | 'verify'
  /** The case it belongs to, by its key. */
  of: string
  number: string
  code: string
}

/** What stands in the local state: which cases were begun, and what of them is to be tried. */
interface Marker {
  begun: string[]
  toTry: ToTry[]
}

/**
 * Files the demonstration applications over the API of a server on this machine, once for each state folder: which were
 * begun stands in a marker there before anything is sent, so that no second start files one twice. A bureau without the
 * accounts of the demonstration gets none. Gives what may be tried, now as then, and what went wrong in words.
 */
export async function fileDemoCases(
  origin: string,
  state: string,
  today: Day,
): Promise<{ toTry: ToTry[]; trouble: string[] }> {
  const path = join(state, 'demo-cases.json')
  if (existsSync(path))
    return { toTry: (JSON.parse(readFileSync(path, 'utf8')) as Marker).toTry, trouble: [] }
  const shown = await demoAccounts(origin)
  if (!shown) return { toTry: [], trouble: [] }
  const cases = demoCases(today)
  const keep = (marker: Marker) =>
    writeFileSync(path, `${JSON.stringify(marker, null, 2)}\n`, { mode: 0o600 })
  const begun = [...cases.map(({ key }) => key), ...casefileKeys, ...complaintKeys]
  const [handler, chief, supervisor] = await Promise.all(
    ['handler@demo.invalid', 'chief@demo.invalid', 'supervisor@demo.invalid'].map((account) =>
      signIn(origin, shown, account),
    ),
  )
  if (!handler || !chief || !supervisor) return { toTry: [], trouble: ['nobody is signed in'] }
  const trouble: string[] = []
  keep({ begun, toTry: [] })
  const toTry = await Promise.all(
    cases.map((one) =>
      run(origin, one, { handler, chief }).catch((error: unknown) => {
        trouble.push(`${one.key}: ${error instanceof Error ? error.message : String(error)}`)
        return []
      }),
    ),
  )
  const police = await fileDemoCasefiles(handler)
  const told = await fileDemoComplaints(origin, { handler, supervisor })
  await Promise.all([handler.leave(), chief.leave(), supervisor.leave()])
  const all = [...toTry.flat(), ...police.toTry, ...told.toTry]
  keep({ begun, toTry: all })
  return { toTry: all, trouble: [...trouble, ...police.trouble, ...told.trouble] }
}

async function run(origin: string, one: DemoCase, desk: Desk): Promise<ToTry[]> {
  const filing = await fileAs(origin, one.filled)
  await one.after?.(desk, filing)
  if (!one.tries) return []
  const { reference, accessCode } = filing
  const track: ToTry = { what: 'track', of: one.key, number: reference, code: accessCode }
  return one.tries === 'track' ? [track] : [track, ...(await issuedFor(origin, one.key, filing))]
}
