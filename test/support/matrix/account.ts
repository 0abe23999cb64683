import type { Row, Rows, Who } from './row.ts'
import { run, type World } from './world.ts'

/** About one's own account: prepared for each, since nobody can ask about another's. */
const self = (row: Omit<Row, 'about' | 'each'>): Row => ({ ...row, about: 'self', each: true })

async function passkey(world: World, { id }: Who): Promise<string> {
  const key = `sk_${world.next()}`
  if (id !== 'nobody')
    await run(
      `INSERT INTO staff_passkey (id, name, public_key, user_id, credential_id, counter, device_type, backed_up)
       VALUES (?1, '办公室', 'k', ?2, ?1, 0, 'singleDevice', 0)`,
      key,
      id,
    )
  return key
}

/** Another session of somebody's account. */
async function elsewhere(world: World, { id }: Who): Promise<string> {
  const session = `ss_${world.next()}`
  const now = new Date(world.now).toISOString()
  if (id !== 'nobody')
    await run(
      `INSERT INTO staff_session (id, user_id, token, expires_at, created_at, updated_at, method)
       VALUES (?1, ?2, ?1, '2027-01-01T00:00:00.000Z', ?3, ?3, 'code')`,
      session,
      id,
      now,
    )
  return session
}

/** An account with a password and without a second factor: what a password alone may go on with. */
async function withoutFactor(world: World, { id }: Who): Promise<void> {
  if (id === 'nobody') return
  const now = new Date(world.now).toISOString()
  await run('UPDATE staff_user SET two_factor_enabled = 0 WHERE id = ?', id)
  await run(
    `INSERT INTO staff_credential (id, user_id, account_id, provider_id, password, created_at, updated_at)
     VALUES (?1, ?1, ?1, 'credential', 'x', ?2, ?2) ON CONFLICT DO NOTHING`,
    id,
    now,
  )
}

/** Setting up: a request of an account that has no second factor yet. */
const settingUp =
  (path: string, body?: object): Row['make'] =>
  async (world, _, who) => {
    await withoutFactor(world, who)
    return body ? { path, body } : { path }
  }

const credential = { id: 'AA', rawId: 'AA', type: 'public-key' }
const forged = 'no browser made it; with a real one: the browser test of signing in'

/** Coming in, by a password, a code, a passkey or an invitation: open to everybody, from our own pages. */
export const openRows: Rows = {
  'GET /staff/sign-in': { about: 'self', make: () => ({ path: '/staff/sign-in' }) },
  'POST /staff/sign-in': {
    about: 'self',
    make: (world) => ({
      path: '/staff/sign-in',
      body: { account: `nobody.${world.next()}@demo.invalid`, password: 'seven green umbrellas' },
    }),
    answers: [401, 'sign-in-failed', 'there is no such account'],
  },
  'POST /staff/sign-in/code': {
    about: 'self',
    make: () => ({ path: '/staff/sign-in/code', body: { code: '000000' } }),
    answers: [401, 'sign-in-over', 'no password went before it'],
  },
  'POST /staff/sign-in/passkey/options': {
    about: 'self',
    quiet: 'a question, which opens nothing',
    make: () => ({ path: '/staff/sign-in/passkey/options' }),
  },
  'POST /staff/sign-in/passkey': {
    about: 'self',
    make: () => ({
      path: '/staff/sign-in/passkey',
      body: {
        response: {
          ...credential,
          response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
        },
      },
    }),
    answers: [401, 'passkey-failed', forged],
  },
  'POST /staff/join/look': {
    about: 'self',
    quiet: 'it shows whoever holds the code whose invitation it is',
    make: async (world) => ({ path: '/staff/join/look', body: { code: await invited(world) } }),
  },
  'POST /staff/join': {
    about: 'self',
    make: async (world) => ({
      path: '/staff/join',
      body: { code: await invited(world), password: 'short' },
    }),
    answers: [422, 'invalid-input', 'joining runs on the machine’s own clock: the tests of people'],
  },
}

const invited = async (world: World): Promise<string> => {
  const account = `wu.dan.${world.next()}@gaj.example.cn`
  const grants = [{ role: 'clerk', point: 'qingshi' }]
  return (await world.post('/staff/people', { name: '吴丹', account, grants })).code
}

/** One's own account. */
export const accountRows: Rows = {
  'GET /staff/me': self({ make: () => ({ path: '/staff/me' }) }),
  'GET /staff/account': self({ make: () => ({ path: '/staff/account' }) }),
  'POST /staff/account/password': self({
    make: () => ({
      path: '/staff/account/password',
      body: { present: 'seven green umbrellas', wanted: 'eight green umbrellas' },
    }),
    answers: [422, 'invalid-input', 'accounts of the matrix have no password to give'],
  }),
  'DELETE /staff/account/sessions/{id}': self({
    make: async (world, _, who) => ({ path: `/staff/account/sessions/${await elsewhere(world, who)}` }),
  }),
  'DELETE /staff/account/sessions': self({
    make: async (world, _, who) => {
      await elsewhere(world, who)
      return { path: '/staff/account/sessions' }
    },
  }),
  'DELETE /staff/account/passkeys/{id}': self({
    make: async (world, _, who) => ({ path: `/staff/account/passkeys/${await passkey(world, who)}` }),
  }),
  'DELETE /staff/account/code': self({
    make: async (world, _, who) => {
      await passkey(world, who)
      return { path: '/staff/account/code' }
    },
  }),
  'POST /staff/account/backup-codes': self({ make: () => ({ path: '/staff/account/backup-codes' }) }),
  'GET /staff/set-up': self({ make: settingUp('/staff/set-up') }),
  'POST /staff/set-up/code': self({
    quiet: 'nothing is set up before its first code was right',
    make: settingUp('/staff/set-up/code'),
  }),
  'POST /staff/set-up/code/confirm': self({
    make: settingUp('/staff/set-up/code/confirm', { code: '000000' }),
    answers: [401, 'code-failed', 'nothing was begun'],
  }),
  'POST /staff/set-up/passkey/options': self({
    quiet: 'a question, which keeps nothing',
    make: settingUp('/staff/set-up/passkey/options'),
  }),
  'POST /staff/set-up/passkey': self({
    make: settingUp('/staff/set-up/passkey', {
      response: { ...credential, response: { clientDataJSON: 'AA', attestationObject: 'AA' } },
    }),
    answers: [401, 'passkey-failed', forged],
  }),
  'POST /staff/sign-out': self({ make: () => ({ path: '/staff/sign-out' }) }),
}
