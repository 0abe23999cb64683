import { readUpload } from '../file/readUpload.ts'
import { fileLimits } from '../file/refusal.ts'
import { fileResponse } from '../file/serve.ts'
import { fileBody } from '../middleware/takesFile.ts'
import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { attach, detach } from './attach.ts'
import { openStaffFile } from './openFile.ts'
import { attachedSchema, detachedSchema, fileParam, noticeParam, seenSchema } from './staffSchema.ts'

const moves = ['invalid-input', 'too-large', 'wrong-content-type', 'notice-step', 'stale'] as const
const tags = ['notice']

const upload = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/files',
  tags,
  needs: 'notice.write',
  summary: 'Put a file to a draft',
  request: { params: noticeParam, body: fileBody },
  takesFile: true,
  responses: { 201: jsonAnswer(attachedSchema, 'Attached') },
  errors: [...moves],
})
const takeOut = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/files/{fileId}/drop',
  tags,
  needs: 'notice.write',
  summary: 'Take a file out of a draft; versions that had it keep it',
  request: { params: fileParam, body: jsonBody(seenSchema.partial()) },
  responses: { 200: jsonAnswer(detachedSchema, 'Taken out') },
  errors: [...moves, 'bad-json'],
})
const file = staffRoute({
  method: 'get',
  path: '/staff/notices/{id}/files/{fileId}',
  tags,
  needs: 'notice.review',
  summary: 'An attachment, for those who work on the notice',
  request: { params: fileParam },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
  },
  errors: ['invalid-input'],
})

/** What staff do with the attachments of a notice. */
export const noticeStaffFileRoutes = newRoutes()
  .openapi(upload, async (c) => {
    const open = async () => (await readUpload(c.req.raw, fileLimits.mostBytes)).file
    return c.json(await attach({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), open } }), 201)
  })
  .openapi(takeOut, async (c) =>
    c.json(await detach({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  )
  .openapi(file, async (c) => {
    const found = await openStaffFile({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return fileResponse(found, { name: found.name, inline: true })
  })
