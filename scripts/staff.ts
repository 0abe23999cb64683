/**
 * Invites an administrator of the whole bureau: node scripts/staff.ts invite --name 何静 --account name@example.gov.cn
 * [--remote] [--persist-to folder]. For the first one, and for one who has lost every way in; everybody else is invited
 * on /staff/people. Prints a one-time code, good for three days. Ends with 0 when done, 1 when nothing was written, 2 on
 * a wrong call.
 */
import { parseArgs } from 'node:util'
import { systemClock } from '../api/shared/clock.ts'
import { accountName, isAccountName } from '../api/staff/door/account.ts'
import { inviteAdministrator } from '../api/staff/people/inviteFirst.ts'
import { openDb } from '../db/client.ts'
import { openDatabase } from './import/database.ts'
import { holderOf } from './import/held.ts'

const usage =
  'npm run staff -- invite --name NAME --account name@example.gov.cn [--remote] [--persist-to folder]'

function call() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string', default: '' },
        account: { type: 'string', default: '' },
        remote: { type: 'boolean', default: false },
        'persist-to': { type: 'string', default: '.wrangler/state' },
      },
    })
  } catch {
    return null
  }
}

const given = call()
const name = given?.values.name.trim() ?? ''
const account = given?.values.account ?? ''
if (given?.positionals.join() !== 'invite' || !name || !isAccountName(accountName(account))) {
  console.error(usage)
  process.exit(2)
}
const { values } = given
if (!values.remote && (await holderOf(values['persist-to'], [Number(process.env.PORT) || 8787, 4321]))) {
  console.error('Something has the local database open: stop npm start or npm run dev first.')
  process.exit(2)
}
try {
  const { remote, 'persist-to': persistTo } = values
  const { d1, dispose } = await openDatabase({ remote, persistTo })
  try {
    const { code, expiresAt } = await inviteAdministrator(
      { db: openDb(d1), clock: systemClock },
      { name, account },
    )
    console.log(`${accountName(account)}\n${code}\n/staff/join, until ${expiresAt}`)
  } finally {
    await dispose()
  }
} catch (error) {
  // A database error carries the bound values in its own message: only its cause is shown.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  console.error(`Nothing was written: ${cause instanceof Error ? cause.message.slice(0, 300) : ''}`)
  process.exitCode = 1
}
