import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { listCertificates } from './desk/list.ts'
import { reissueCertificate } from './desk/reissue.ts'
import { revokeCertificate } from './desk/revoke.ts'
import { revokeKey } from './desk/revokeKey.ts'
import {
  keyParam,
  keyRevokedSchema,
  numberParam,
  reissuedSchema,
  reissueSchema,
  revokedSchema,
  revokeKeySchema,
  revokeSchema,
  shownSchema,
  workQuery,
  workSchema,
} from './desk/schema.ts'
import { showCertificate } from './desk/show.ts'

const tags = ['certificate']
const changes = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'stale'] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/certificates',
  tags,
  needs: 'record.open',
  summary: 'What was issued at the own service points, the newest first, or the one of a number',
  request: { query: workQuery },
  responses: { 200: jsonAnswer(workSchema, 'Certificates; nobody they are about is named') },
  errors: ['invalid-input'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/certificates/{number}',
  tags,
  needs: 'record.open',
  summary: 'Open one certificate: what it says, name and number masked, and its history',
  description: 'That it was opened is noted once a day for each member of staff.',
  request: { params: numberParam },
  responses: { 200: jsonAnswer(shownSchema, 'The certificate') },
  errors: ['invalid-input'],
})

const revoke = staffRoute({
  method: 'post',
  path: '/staff/certificates/{number}/revoke',
  tags,
  needs: 'certificate.revoke',
  summary: 'Revoke a certificate for good; whoever checks it is told the reason',
  request: { params: numberParam, body: jsonBody(revokeSchema) },
  responses: { 200: jsonAnswer(revokedSchema, 'Revoked') },
  errors: [...changes],
})

const reissue = staffRoute({
  method: 'post',
  path: '/staff/certificates/{number}/reissue',
  tags,
  needs: 'certificate.issue',
  summary: 'Correct or re-issue a certificate: a new one takes its place, and the old one stays on record',
  request: { params: numberParam, body: jsonBody(reissueSchema) },
  responses: { 201: jsonAnswer(reissuedSchema, 'The new one; its own code is its holder’s alone') },
  errors: [...changes, 'not-changeable', 'own-certificate'],
})

const revokeOneKey = staffRoute({
  method: 'post',
  path: '/staff/certificate-keys/{kid}/revoke',
  tags,
  needs: 'certificate.revoke',
  summary: 'Revoke a signing key for good, for the bureau itself',
  request: { params: keyParam, body: jsonBody(revokeKeySchema) },
  responses: { 200: jsonAnswer(keyRevokedSchema, 'Revoked') },
  errors: [...changes],
})

const unkept = { 'Cache-Control': 'no-store' }

/** What staff do with certificates once they are issued. */
export const certificateStaffRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listCertificates({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await showCertificate({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(revoke, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await revokeCertificate({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(reissue, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await reissueCertificate({ ctx: c.get('ctx'), input }), 201, unkept)
  })
  .openapi(revokeOneKey, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await revokeKey({ ctx: c.get('ctx'), input }), 200, unkept)
  })
