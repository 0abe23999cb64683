import type { Ctx } from '../../context.ts'
import { cookiesOf, headersFor, openAuth, orElse, passkeyCookie } from '../auth.ts'
import { devicesOf } from '../door/device.ts'
import type { Door } from '../door/door.ts'
import { type Entered, entered } from './entered.ts'
import type { PasskeyAnswer } from './schema.ts'

/** The question a browser asks its passkeys. No account is named: whichever answers says whose it is. */
export async function askPasskey({ ctx, door }: { ctx: Ctx; door: Door }) {
  const auth = await openAuth({ ctx, door, method: 'passkey' })
  const { headers, response } = await auth.api.generatePasskeyAuthenticationOptions({
    headers: headersFor(door),
    returnHeaders: true,
  })
  return { answer: { ...response, userVerification: 'required' as const }, cookies: cookiesOf(headers) }
}

/**
 * Signing in by passkey, which is two factors: the machine, and the finger, face or number it asked for. Nobody can
 * guess at one, so no wrong tries are counted, and no stranger can stop it. Throws passkey-failed.
 */
export async function signInPasskey({
  ctx,
  door,
  input,
}: {
  ctx: Ctx
  door: Door
  input: PasskeyAnswer
}): Promise<Entered> {
  const auth = await openAuth({ ctx, door, method: 'passkey' })
  const { userHandle, ...signed } = input.response.response
  const response = { ...input.response, response: { ...signed, ...(userHandle && { userHandle }) } }
  const answered = await orElse(
    auth.api.verifyPasskeyAuthentication({
      body: { response },
      headers: headersFor(door, passkeyCookie),
      returnHeaders: true,
    }),
    'passkey-failed',
  )
  const { headers } = answered
  const { user } = answered.response
  const devices = await devicesOf(door, user.email)
  return entered({ ctx, door, userId: user.id, devices, by: 'passkey', cookies: cookiesOf(headers) })
}
