import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { randomBase31 } from '../shared/base31.ts'
import { newId } from '../shared/id.ts'
import type { Door } from './door/door.ts'
import { sessionCookie } from './session.ts'

/**
 * The sign-in library (better-auth), on our tables and under our cookies. It is built for each request that needs it,
 * as promises may not outlive a request on Workers, and loaded only then. Its calls of D1 are its own: this is the one
 * file whose database work is not a batch of ours, and its times are the machine's.
 */

/** Between password and code: who has shown a password. */
export const challengeCookie = '__Host-kaimen-second'
/** Between a passkey's question and its answer. */
export const passkeyCookie = '__Host-kaimen-passkey'
const trustCookie = '__Host-kaimen-trust'

/** How a session is opened: two factors, or a password alone, which may only set up the second. */
type Method = 'password' | 'code' | 'passkey'

const SESSION_SECONDS = 12 * 3600
/** A first factor alone is good for setting up the second, and not for long. */
const FIRST_FACTOR_MS = 30 * 60_000

const camel = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  userId: 'user_id',
  expiresAt: 'expires_at',
}
const mapped = <const K extends keyof typeof camel>(...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, camel[name]])) as { [P in K]: string }

const attributes = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const
const cookie = (name: string) => ({ name, attributes })
const prefixes: Record<string, string> = {
  user: 'su',
  session: 'ss',
  account: 'sc',
  passkey: 'sk',
  twoFactor: 'st',
}

interface Standing {
  offAt: number | null
  demo: number
}

/** Whether an account may come in at all: it is on, and one of the demonstration asks from the same machine. */
export const mayEnter = ({ offAt, demo }: Standing, ctx: Ctx, { local }: Pick<Door, 'local'>) =>
  offAt === null && (demo === 0 || (ctx.settings.demo && local))

/**
 * The library for one request; every session it opens is of this `method`. `proven`: the password was looked at
 * already (api/staff/signIn/password.ts), or the session itself is the proof.
 */
export async function openAuth({ ctx, door, method }: { ctx: Ctx; door: Door; method: Method }) {
  const [{ betterAuth }, { twoFactor }, { passkey }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/two-factor'),
    import('@better-auth/passkey'),
  ])
  const verified = (userVerified: boolean) => {
    // A passkey is two factors only when the machine has asked for finger, face or number.
    if (!userVerified) throw new Problem('passkey-failed')
  }
  return betterAuth({
    appName: ctx.settings.bureauName.zh,
    baseURL: door.origin,
    secret: door.key,
    database: ctx.db.$client,
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 1000,
      password: { hash: async () => '', verify: async () => true },
    },
    user: {
      modelName: 'staff_user',
      fields: { ...mapped('createdAt', 'updatedAt'), emailVerified: 'email_verified' },
    },
    session: {
      modelName: 'staff_session',
      fields: {
        ...mapped('createdAt', 'updatedAt', 'userId', 'expiresAt'),
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: { method: { type: 'string', required: false, input: false } },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'staff_credential',
      fields: {
        ...mapped('createdAt', 'updatedAt', 'userId'),
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: {
      modelName: 'staff_verification',
      fields: mapped('createdAt', 'updatedAt', 'expiresAt'),
      // Ours clears them away (purge.ts), not somebody's sign-in.
      disableCleanup: true,
    },
    advanced: {
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: attributes,
      cookies: {
        session_token: cookie(sessionCookie),
        two_factor: cookie(challengeCookie),
        trust_device: cookie(trustCookie),
        [passkeyCookie]: cookie(passkeyCookie),
      },
      database: {
        // Or each request would read the whole schema, some 600 rows; the tests hold the tables to it.
        validateSchema: false,
        generateId: ({ model }) => newId(prefixes[model] ?? 'sv'),
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const [[standing]] = await ctx.db.batch([
              rows<Standing>(
                ctx.db,
                sql`SELECT off_at AS offAt, demo AS demo FROM staff_user WHERE id = ${session.userId}`,
              ),
            ])
            if (!standing || !mayEnter(standing, ctx, door)) return false
            const first = method === 'password'
            const expiresAt = first
              ? new Date(session.createdAt.getTime() + FIRST_FACTOR_MS)
              : session.expiresAt
            return { data: { ...session, expiresAt, method, ipAddress: null, userAgent: door.machine } }
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: ctx.settings.bureauName.zh,
        // It would let strangers lock an account; ours (door/tries.ts) does not.
        accountLockout: { enabled: false },
        backupCodeOptions: {
          customBackupCodesGenerate: () => Array.from({ length: 10 }, () => randomBase31(12)),
        },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'staff_totp',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: door.host,
        rpName: ctx.settings.bureauName.zh,
        origin: door.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: passkeyCookie },
        registration: {
          afterVerification: async ({ verification }) =>
            verified(verification.registrationInfo?.userVerified ?? false),
        },
        authentication: {
          afterVerification: async ({ verification }) =>
            verified(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            modelName: 'staff_passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'user_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  })
}

/** The headers a call of the library reads: only the named cookies, so that no other session is taken for this one. */
export function headersFor({ cookie: sent, origin }: Door, ...names: string[]): Headers {
  const kept = sent
    .split(/;\s*/)
    .filter((pair) => names.includes(pair.slice(0, pair.indexOf('='))))
    .join('; ')
  return new Headers({ cookie: kept, origin })
}

/** The cookies of an answer of the library; of two with one name the last, as a browser would. */
export function cookiesOf(headers: Headers): string[] {
  return [...new Map(headers.getSetCookie().map((line) => [line.slice(0, line.indexOf('=')), line])).values()]
}

/** What the library refuses becomes this problem of ours; what breaks stays broken. */
export async function orElse<T>(
  work: Promise<T>,
  code: ConstructorParameters<typeof Problem>[0],
): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Problem) throw error
    const status = (error as { statusCode?: unknown } | null)?.statusCode
    if (typeof status === 'number') throw new Problem(code)
    throw error
  }
}
