import { standInPeople } from '../../api/identity/standIn/people.ts'
import type { Known } from './queue.ts'
import { nextAddress } from './visitor.ts'
import { overWire } from './wire.ts'

/** Somebody of the stand-in's closed list, with a number that cannot ring. */
function someone(place: number) {
  const one = standInPeople[place]
  if (!one) throw new Error(`nobody at ${place}`)
  return { ...one, phone: `1380000004${place}` }
}
export const wang = someone(0)
export const chen = someone(1)

/** What a resident answers before the form of a certificate of no criminal record. */
const own = { whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' }

interface Wanted {
  person?: ReturnType<typeof someone>
  matterCode?: string
  station?: string
  eligibility?: Record<string, string>
  /** The answers, by section. */
  answers?: Record<string, Record<string, unknown>>
  delivery?: 'counter' | 'post' | 'electronic' | 'home'
  /** Whether they prove who they are before they send it. */
  proved?: boolean
  locale?: 'zh' | 'en'
}

/** A call of the public API over the wire, as the pages make it. Throws what was answered instead. */
async function call(origin: string, path: string, body: object, more: Record<string, string>) {
  const { status, text } = await overWire(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  })
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text)
}

/** An application in its holder’s hands: what they can do with it, by verb. */
export interface Held extends Known {
  do(verb: string, more?: object): Promise<Record<string, unknown>>
}

/** Fills in an application as residents do, proves who it is by the stand-in unless told not to, and sends it. */
export async function fileOnline(origin: string, wanted: Wanted = {}): Promise<Held> {
  const { person = wang, matterCode = 'CR-01', station = 'qingshi', eligibility = own } = wanted
  const { answers = { use: {} }, delivery = 'counter', proved = true, locale = 'zh' } = wanted
  const headers = { 'cf-connecting-ip': nextAddress(), 'accept-language': locale }
  const { reference, accessCode } = await call(
    origin,
    '/applications',
    { matterCode, station, eligibility },
    { ...headers, 'idempotency-key': `online-${crypto.randomUUID()}` },
  )
  const held = (verb: string, more: object = {}) =>
    call(origin, `/applications/${reference}/${verb}`, { accessCode, ...more }, headers)
  const { name, phone, idType, idNumber, pin } = person
  const where = delivery === 'post' || delivery === 'home' ? { address: '青石路 1 号 2 栋 301 室' } : {}
  await held('save', { applicant: { name, phone, idType, idNumber }, delivery, ...where })
  for (const [section, given] of Object.entries(answers)) await held('save', { section, answers: given })
  if (proved) {
    const { fields } = await held('identity/begin')
    const login = await call(
      origin,
      '/identity/stand-in',
      { request: fields.request, idNumber, pin },
      headers,
    )
    await held('identity', { assertion: login.assertion })
  }
  await held('submit', { again: true })
  return { reference, accessCode, do: held }
}
