import { z } from '@hono/zod-openapi'
import { typed } from '../appointment/wanted.ts'

const text = z.string().nullable()

export const discoverySchema = z.object({
  changeset: z.string(),
  contact: z.string(),
  key_service: z.string(),
  endpoints: z.array(
    z.object({
      specification: z.string(),
      url: z.string(),
      changeset: z.string(),
      type: z.enum(['production', 'test']),
      formats: z.array(z.string()),
    }),
  ),
})
export type Discovery = z.infer<typeof discoverySchema>

export const serviceSchema = z.object({
  service_code: z.string(),
  service_name: z.string(),
  description: z.string(),
  metadata: z.boolean(),
  type: z.literal('realtime'),
  keywords: z.string(),
  group: z.string(),
})
export type Service = z.infer<typeof serviceSchema>

export const definitionSchema = z.object({
  service_code: z.string(),
  attributes: z.array(
    z.object({
      variable: z.boolean(),
      code: z.string(),
      datatype: z.literal('singlevaluelist'),
      required: z.boolean(),
      datatype_description: text,
      order: z.number().int(),
      description: z.string(),
      values: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  ),
})
export type Definition = z.infer<typeof definitionSchema>

export const requestSchema = z.object({
  service_request_id: z.string(),
  status: z.enum(['open', 'closed']),
  status_notes: text,
  service_name: z.string(),
  service_code: text,
  description: text.openapi({ description: 'While open: nothing. Once published: in words of the office' }),
  agency_responsible: z.string(),
  service_notice: text,
  requested_datetime: z.string().openapi({ description: 'The day alone is public' }),
  updated_datetime: text,
  expected_datetime: text,
  address: text.openapi({ description: 'Community and town' }),
  address_id: text,
  zipcode: text,
  lat: z.number().nullable().openapi({ description: 'To about a hundred metres' }),
  long: z.number().nullable(),
  media_url: text.openapi({ description: 'A photo that was published with it' }),
})
export type ServiceRequest = z.infer<typeof requestSchema>

export const createdSchema = z.object({
  service_request_id: z.string().optional().openapi({ description: 'Where its author agrees to publishing' }),
  token: z.string().optional().openapi({ description: 'Else: the reference, which nobody else can look up' }),
  service_notice: text,
  account_id: text,
  reference: z.string().openapi({ description: 'Beyond the standard: for /complaints/mine and POST /track' }),
  access_code: z.string().openapi({ description: 'Beyond the standard; shown once' }),
})
export type Created = z.infer<typeof createdSchema>

export const jurisdiction = {
  jurisdiction_id: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'The host name of this site; may be left out, there is but one' }),
}

/** The most ids that are asked for at once. */
const mostIds = 100
const listed = (most: number, pattern: RegExp) =>
  z
    .string()
    .max(most * 60)
    .transform((said) => [...new Set(said.split(',').map((one) => one.trim()))].filter(Boolean))
    .pipe(z.array(z.string().regex(pattern, { error: 'wrong-value' })).max(most))
    // An empty one was left empty in a form: it asks for nothing.
    .transform((found) => (found.length ? found : undefined))
    .optional()
/** An instant with its zone, as the standard wants it. */
const instant = z
  .string()
  .max(40)
  // A plus sign in an address is a space to whoever reads it.
  .transform((said) => said.replace(' ', '+'))
  .pipe(z.iso.datetime({ offset: true, error: 'wrong-value' }))
  .transform((said) => Date.parse(said))
  .optional()
const string = (description: string) => ({ type: 'string' as const, description })

export const requestsQuery = z.object({
  ...jurisdiction,
  service_request_id: listed(mostIds, /^[\w-]{1,40}$/).openapi(
    string('Separated by commas; then nothing else is looked at'),
  ),
  service_code: listed(60, /^[\w-]{1,40}$/).openapi(string('Separated by commas')),
  status: listed(2, /^(open|closed)$/).openapi(string('open, closed, or both separated by a comma')),
  start_date: instant.openapi(string('With a zone, as 2026-11-01T00:00:00Z; the default is 90 days back')),
  end_date: instant.openapi(string('No more than 90 days after start_date')),
})
export type RequestsInput = z.infer<typeof requestsQuery>

const degrees = (least: number, most: number) =>
  z
    .string()
    .max(40)
    .regex(/^-?\d{1,3}(\.\d{1,20})?$/, { error: 'wrong-value' })
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .optional()

/** What is sent, with the names of the standard; what we do not keep (e-mail, device, account, media) is let pass and not read. */
export const postSchema = z
  .object({
    ...jurisdiction,
    service_code: typed(40).optional(),
    description: typed(12_000).optional().openapi({ description: 'Needed; at most 3,000 characters' }),
    lat: degrees(3, 54).openapi(string('With `long`, WGS84; kept as it is, public to a hundred metres')),
    long: degrees(73, 136).openapi(string('With `lat`')),
    address_string: typed(2000).optional(),
    first_name: typed(200).optional(),
    last_name: typed(200).optional(),
    phone: typed(60).optional(),
    'attribute[open]': z.enum(['yes', 'no']).optional().openapi({ description: 'May be published' }),
    'attribute[town]': z.string().max(40).optional().openapi({ description: 'Code of the town' }),
  })
  .openapi('Open311Request')
export type PostInput = z.infer<typeof postSchema>
