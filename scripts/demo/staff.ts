import { call, nextAddress } from './wire.ts'

interface Shown {
  password: string
  accounts: { account: string; code: string }[]
}

/** The accounts anybody may try, as the sign-in page shows them; null where this is no demonstration. */
export async function demoAccounts(origin: string): Promise<Shown | null> {
  const { body } = await call(origin, '/staff/sign-in', null)
  return (body as { demo: Shown | null }).demo
}

interface OpenedCase {
  reference: string
  receipts: { reference: string; accessCode: string | null }[]
}

/** Somebody at work, signed in with both factors. */
export interface AtWork {
  /** Does something with an application as it stands now; gives what was answered. */
  do(reference: string, verb: string, more?: object): Promise<Record<string, unknown>>
  /** The same with a complaint. */
  complain(reference: string, verb: string, more?: object): Promise<void>
  /** Opens a police case at the desk. */
  openCase(body: object): Promise<OpenedCase>
  /** Takes a police case to its next stage. */
  stepCase(reference: string, step: object): Promise<void>
  leave(): Promise<void>
}

/** Signs an account of the demonstration in. Throws when there is none of this name. */
export async function signIn(origin: string, shown: Shown, account: string): Promise<AtWork> {
  const code = shown.accounts.find((one) => one.account === account)?.code
  if (!code) throw new Error(`no account ${account}`)
  const headers = { 'cf-connecting-ip': nextAddress() }
  const first = await call(origin, '/staff/sign-in', { account, password: shown.password }, headers)
  const second = await call(
    origin,
    '/staff/sign-in/code',
    { code },
    { ...headers, cookie: first.cookies.join('; ') },
  )
  const held = { ...headers, cookie: second.cookies.join('; ') }
  return {
    async do(reference, verb, more = {}) {
      const path = `/staff/applications/${reference}`
      const { rev } = (await call(origin, path, null, held)).body
      return (await call(origin, `${path}/${verb}`, { rev, ...more }, held)).body
    },
    async complain(reference, verb, more = {}) {
      const path = `/staff/complaints/${reference}`
      const { rev } = (await call(origin, path, null, held)).body
      await call(origin, `${path}/${verb}`, { rev, ...more }, held)
    },
    async openCase(body) {
      return (await call<OpenedCase>(origin, '/staff/casefiles', body, held)).body
    },
    async stepCase(reference, step) {
      const path = `/staff/casefiles/${reference}`
      const { rev } = (await call(origin, path, null, held)).body
      await call(origin, `${path}/step`, { rev, ...step }, held)
    },
    async leave() {
      await call(origin, '/staff/sign-out', {}, held)
    },
  }
}
