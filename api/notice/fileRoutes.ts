import { createRoute, z } from '@hono/zod-openapi'
import { fileResponse } from '../file/serve.ts'
import { errorResponses } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { openPublicFile } from './openFile.ts'

const params = z.strictObject({ id: z.string().max(60), fileId: z.string().max(60) })

const file = createRoute({
  method: 'get',
  path: '/notices/{id}/files/{fileId}',
  tags: ['notice'],
  summary: 'An attachment of a published notice; pictures may be shown, everything else is saved',
  request: { params },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    ...errorResponses('not-found', 'invalid-input'),
  },
})

/** What is handed out of notices besides their words. A file can be withdrawn, so it is kept by nobody for long. */
export const noticeFileRoutes = newRoutes().openapi(file, async (c) => {
  const found = await openPublicFile({ ctx: c.get('ctx'), input: c.req.valid('param') })
  return fileResponse(found, { name: found.name, inline: true, cacheControl: 'public, max-age=60' })
})
