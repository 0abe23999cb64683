import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { unmaskSchema } from '../../record/schema.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { fileParam, linkSchema } from './schema.ts'
import { staffLink } from './staffLink.ts'

const link = staffRoute({
  method: 'post',
  path: '/staff/applications/{reference}/files/{fileId}/link',
  tags: ['application'],
  needs: 'record.unmask',
  summary: 'A link to a file of an application, with a reason; noted like a name or number that was seen',
  request: {
    params: fileParam,
    body: jsonBody(unmaskSchema.pick({ reason: true, words: true })),
  },
  responses: { 200: jsonAnswer(linkSchema, 'The link, good for five minutes') },
  errors: ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'looked-too-often'],
})

/** How staff get at the files of an application. */
export const applicationFileStaffRoutes = newRoutes().openapi(link, async (c) => {
  const input = { ...c.req.valid('param'), ...c.req.valid('json') }
  return c.json(await staffLink({ ctx: c.get('ctx'), input }), 200, { 'Cache-Control': 'no-store' })
})
