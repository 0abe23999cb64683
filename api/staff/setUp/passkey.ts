import type { Ctx } from '../../context.ts'
import { cookiesOf, headersFor, openAuth, orElse, passkeyCookie } from '../auth.ts'
import { devicesOf } from '../door/device.ts'
import type { Door } from '../door/door.ts'
import { sessionCookie } from '../session.ts'
import { type Entered, entered } from '../signIn/entered.ts'
import { noteFactor } from './code.ts'
import type { NewPasskey } from './schema.ts'
import { maySetUp, staffOf, standingOf } from './standing.ts'

/** The question with which a browser makes a passkey. Throws factor-there. */
export async function askNewPasskey({ ctx, door }: { ctx: Ctx; door: Door }) {
  maySetUp(await standingOf(ctx))
  const auth = await openAuth({ ctx, door, method: 'passkey' })
  const { headers, response } = await orElse(
    auth.api.generatePasskeyRegistrationOptions({
      headers: headersFor(door, sessionCookie),
      returnHeaders: true,
    }),
    'not-signed-in',
  )
  return { answer: response, cookies: cookiesOf(headers) }
}

/**
 * Keeps a new passkey. As the first second factor it opens a session of two factors in place of the one before.
 * Throws passkey-failed, factor-there.
 */
export async function addPasskey({
  ctx,
  door,
  input,
}: {
  ctx: Ctx
  door: Door
  input: NewPasskey
}): Promise<Entered> {
  const { id, session } = staffOf(ctx)
  const standing = await standingOf(ctx)
  maySetUp(standing)
  const first = standing.method === 'password'
  const auth = await openAuth({ ctx, door, method: 'passkey' })
  const { headers } = await orElse(
    auth.api.verifyPasskeyRegistration({
      body: { response: input.response, name: input.name || door.machine, createSession: first },
      headers: headersFor(door, sessionCookie, passkeyCookie),
      returnHeaders: true,
    }),
    'passkey-failed',
  )
  await noteFactor(ctx, { by: 'passkey', did: 'added' }, first ? session : '')
  const cookies = cookiesOf(headers)
  if (!first) return { answer: { next: 'done' }, cookies }
  const devices = await devicesOf(door, standing.account)
  return entered({ ctx, door, userId: id, devices, by: 'passkey', cookies })
}
