import { z } from '@hono/zod-openapi'
import type { Text } from './shared/text.ts'

/** What the platform hands to the Worker. Only this file, worker.ts and the ports know its names. */
export interface Bindings {
  DB: D1Database
  OUTBOX: Queue<OutboxMessage>
  FILES: R2Bucket
  READ_LIMITER: RateLimit
  WRITE_LIMITER: RateLimit
  CODE_LIMITER: RateLimit
  CREATE_LIMITER: RateLimit
  ASSETS?: Fetcher
  EMAIL?: SendEmail
  FIELD_KEYS: string
  INDEX_KEY: string
  CODE_KEY: string
  PROOF_KEY: string
  SIGN_KEY: string
  /** Signs the sessions of staff, seals their second factors, peppers their passwords. */
  STAFF_KEY: string
  [setting: string]: unknown
}

/** The queue carries ids only; the words stay sealed in D1. */
export interface OutboxMessage {
  id: string
}

const text = (fallback = '') => z.string().default(fallback)

const sender =
  'SENDER is console or webhook; e-mail needs no setting but a binding named EMAIL and EMAIL_FROM'

const standIn =
  'IDENTITY is none or stand-in; the stand-in proves nothing, so it is taken only with DEMO=on, on localhost as anywhere else'

const addresses = (said: string) => said.split(/\s+/).filter(Boolean)

const settingsFields = z.object({
  BUREAU_NAME_ZH: text('公安局'),
  BUREAU_NAME_EN: text('Public Security Bureau'),
  SITE_ORIGIN: z.url().default('http://localhost:8787'),
  DEMO: z.enum(['on', 'off']).default('off'),
  ORGANISER_ZH: text(),
  ORGANISER_EN: text(),
  SITE_CODE: text(),
  ICP_RECORD: text(),
  POLICE_RECORD: text(),
  CONTACT_PHONE: text(),
  SENDER: z.enum(['console', 'webhook'], { error: sender }).default('console'),
  WEBHOOK_URL: text(),
  WEBHOOK_KEY: text(),
  EXCHANGE_URL: text().refine(
    (said) => addresses(said).every((one) => /^https?:$/.test(URL.parse(one)?.protocol ?? '')),
    { error: 'EXCHANGE_URL is one address or several with spaces between them' },
  ),
  EXCHANGE_KEY: text(),
  EMAIL_FROM: text(),
  NO_SCRIPT_PER_HOUR: z.coerce.number().int().min(0).default(120),
  NO_SCRIPT_PER_DAY: z.coerce.number().int().min(0).default(2000),
  FILES_PER_HOUR: z.coerce.number().int().min(1).default(120),
  // An upload is held in memory several times over while it is looked at; a Worker has 128 MB.
  FILE_MEGABYTES: z.coerce.number().int().min(1).max(15).default(10),
  BOT_CHECKS: z.enum(['on', 'off']).default('on'),
  CALLBACK_ONE_IN: z.coerce.number().int().min(1).default(10),
  IDENTITY: z.enum(['none', 'stand-in'], { error: standIn }).default('none'),
})
const settingsSchema = settingsFields.refine(
  ({ IDENTITY, DEMO }) => IDENTITY !== 'stand-in' || DEMO === 'on',
  {
    path: ['IDENTITY'],
    error: standIn,
  },
)

export interface Settings {
  bureauName: Text
  organiser: Text
  origin: string
  demo: boolean
  siteCode: string
  icpRecord: string
  policeRecord: string
  contactPhone: string
  /** How a phone is reached; an e-mail address goes by the EMAIL binding (api/notification/chooseSender.ts). */
  sender: 'console' | 'webhook'
  webhook: { url: string; key: string }
  /** Where batches of finished cases go (docs/exchange.md); none: nothing is sent. */
  exchange: { urls: string[]; key: string }
  emailFrom: string
  /** How many posts without proof of work are taken in an hour, for each operation. */
  noScriptPerHour: number
  /** How many anonymous posts without proof of work are taken in a day: they are counted by no shorter time. */
  noScriptPerDay: number
  /** How many files one network may send to applications in an hour. */
  filesPerHour: number
  /** The most bytes of an uploaded file. */
  fileBytes: number
  botChecks: boolean
  /** Of how many finished records one is drawn for a call-back. */
  callbackOneIn: number
  /** The login that proves who somebody is (api/identity/choose.ts). */
  identity: 'none' | 'stand-in'
}

// By what they say, not by the object that says it: the platform may hand over a new one with each request.
let known: { said: string; settings: Settings } | undefined
const names = Object.keys(settingsFields.shape) as (keyof typeof settingsFields.shape)[]

/** Checks the settings once for each set of them. Throws a ZodError naming the bad setting, never a secret. */
export function settingsOf(env: Bindings): Settings {
  const said = JSON.stringify(names.map((name) => (env as Record<string, unknown>)[name] ?? null))
  if (known?.said === said) return known.settings
  const s = settingsSchema.parse(env)
  const settings: Settings = {
    bureauName: { zh: s.BUREAU_NAME_ZH, en: s.BUREAU_NAME_EN },
    organiser: { zh: s.ORGANISER_ZH, en: s.ORGANISER_EN },
    origin: s.SITE_ORIGIN,
    demo: s.DEMO === 'on',
    siteCode: s.SITE_CODE,
    icpRecord: s.ICP_RECORD,
    policeRecord: s.POLICE_RECORD,
    contactPhone: s.CONTACT_PHONE,
    sender: s.SENDER,
    webhook: { url: s.WEBHOOK_URL, key: s.WEBHOOK_KEY },
    exchange: { urls: addresses(s.EXCHANGE_URL), key: s.EXCHANGE_KEY },
    emailFrom: s.EMAIL_FROM,
    noScriptPerHour: s.NO_SCRIPT_PER_HOUR,
    noScriptPerDay: s.NO_SCRIPT_PER_DAY,
    filesPerHour: s.FILES_PER_HOUR,
    fileBytes: s.FILE_MEGABYTES * 1024 * 1024,
    botChecks: s.BOT_CHECKS === 'on',
    callbackOneIn: s.CALLBACK_ONE_IN,
    identity: s.IDENTITY,
  }
  known = { said, settings }
  return settings
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Bot checks may be off on the own machine only; a request to any other host is refused. */
export function botChecksMisused(settings: Settings, host: string): boolean {
  return !settings.botChecks && !localHosts.has(host)
}
