import { call, nextAddress } from './wire.ts'

/** Somebody made up. `pin`: on the list of the stand-in's login, so that they can prove who they are. */
export interface DemoPerson {
  name: string
  phone: string
  idType: 'resident-id' | 'hk-macau-permit' | 'none'
  idNumber?: string
  pin?: string
}

/** What is filled in, as a resident fills it in. */
export interface Filled {
  person: DemoPerson
  matterCode: string
  station: string
  eligibility: Record<string, string>
  /** The answers, by section. */
  answers?: Record<string, Record<string, unknown>>
  /** The materials that are sent, by key; each gets the same marked specimen. */
  papers?: readonly string[]
  /** How it is to be handed over; left out where the form does not ask. */
  delivery?: 'counter' | 'electronic'
}

/** A demonstration application in its holder's hands. */
export interface Filing {
  reference: string
  accessCode: string
  do(verb: string, more?: object): Promise<Record<string, unknown>>
}

/** Fills an application in and sends it over the public API; proves who it is where the person has a PIN. Throws what was answered instead. */
export async function fileAs(origin: string, filled: Filled): Promise<Filing> {
  const { person, matterCode, station, eligibility, delivery, answers = {}, papers = [] } = filled
  const headers = { 'cf-connecting-ip': nextAddress() }
  const { pin, ...applicant } = person
  const begun = await call(origin, '/applications', { matterCode, station, eligibility }, headers)
  const { reference, accessCode } = begun.body as { reference: string; accessCode: string }
  const held = async (verb: string, more: object = {}) =>
    (await call(origin, `/applications/${reference}/${verb}`, { accessCode, ...more }, headers)).body
  await held('save', { applicant, ...(delivery && { delivery }) })
  for (const [section, given] of Object.entries(answers)) await held('save', { section, answers: given })
  for (const material of papers) {
    const form = new FormData()
    form.append('accessCode', accessCode)
    form.append('material', material)
    form.append('file', new File([specimen], '样张.pdf', { type: 'application/pdf' }))
    await call(origin, `/applications/${reference}/files`, form, headers)
  }
  if (pin) {
    const { fields } = (await held('identity/begin')) as { fields: { request: string } }
    const login = await call(
      origin,
      '/identity/stand-in',
      { request: fields.request, idNumber: person.idNumber, pin },
      headers,
    )
    await held('identity', { assertion: login.body.assertion })
  }
  await held('submit', { again: true })
  return { reference, accessCode, do: held }
}

/** One page that says what it is. */
const specimen = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 120]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj',
  '4 0 obj<</Length 50>>stream',
  'BT /F 18 Tf 20 60 Td (SPECIMEN - YANG ZHANG) Tj ET',
  'endstream endobj',
  'trailer<</Root 1 0 R>>',
  '%%EOF\n',
].join('\n')
