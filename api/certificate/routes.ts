import { createRoute } from '@hono/zod-openapi'
import { codeLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { listKeys } from './listKeys.ts'
import { openCertificate } from './open.ts'
import { keysSchema, numberAndCode, openedSchema, verifiedSchema } from './schema.ts'
import { verifyCertificate } from './verify.ts'

const tags = ['certificate']
const posted = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'too-many-tries'] as const

const verify = createRoute({
  method: 'post',
  path: '/certificates/verify',
  tags,
  summary: 'Whether a certificate holds, for whoever was shown it',
  description:
    'Number and code stand on the certificate and in its QR code. An unknown number and a wrong code are both answered `unknown`.',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(numberAndCode) },
  responses: {
    200: jsonAnswer(verifiedSchema, 'What a checker may know'),
    ...errorResponses(...posted),
  },
})

const open = createRoute({
  method: 'post',
  path: '/certificates/open',
  tags,
  summary: 'The whole certificate with its signature, for its holder',
  description: 'Takes the holder’s own code. The code printed on the certificate is for checking only.',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(numberAndCode) },
  responses: {
    200: jsonAnswer(openedSchema, 'The certificate'),
    ...errorResponses(...posted, 'record-not-found'),
  },
})

const keys = createRoute({
  method: 'get',
  path: '/certificates/keys',
  tags,
  summary: 'The public keys of certificates, with when each was used, retired or revoked',
  description: 'Published as `/.well-known/kaimen-keys.json`.',
  responses: { 200: jsonAnswer(keysSchema, 'Keys'), ...errorResponses() },
})

const unkept = { 'Cache-Control': 'no-store' }

/** What anybody can ask about a certificate. */
export const certificateRoutes = newRoutes()
  .openapi(verify, async (c) =>
    c.json(await verifyCertificate({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(open, async (c) =>
    c.json(await openCertificate({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(keys, async (c) =>
    c.json(await listKeys({ ctx: c.get('ctx') }), 200, { 'Cache-Control': 'public, max-age=60' }),
  )
