import { createRoute } from '@hono/zod-openapi'
import { readUpload, readUpTo } from '../../file/readUpload.ts'
import { fileResponse } from '../../file/serve.ts'
import { codeLimit } from '../../middleware/rateLimit.ts'
import { fileBody, partBody, takesFile, takesPart } from '../../middleware/takesFile.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { holderSchema } from '../schema.ts'
import { addFile } from './add.ts'
import { beginFile } from './begin.ts'
import { completeFile } from './complete.ts'
import { linkFile } from './link.ts'
import { openLinked } from './open.ts'
import { fileState, sendPart } from './part.ts'
import { removeFile } from './remove.ts'
import {
  beginFileSchema,
  codeHeader,
  fileParam,
  keptFileSchema,
  keyHeader,
  linkSchema,
  partParam,
  partSchema,
  referenceParam,
  removedSchema,
  tokenParam,
  uploadParam,
  uploadStateSchema,
} from './schema.ts'

const tags = ['application']
const sent = [
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'record-not-found',
  'too-many-tries',
] as const
const asked = ['bad-json', ...sent] as const

const begin = createRoute({
  method: 'post',
  path: '/applications/{reference}/uploads',
  tags,
  summary: 'Begin to send a file in parts',
  description:
    'Ten at once and 60 MB for an application, so many an hour from one network (FILES_PER_HOUR); one that is not completed within a day ends. Send an `Idempotency-Key` header: the same key is the same upload, and the answer tells which parts are there.',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, headers: keyHeader, body: jsonBody(beginFileSchema) },
  responses: {
    201: jsonAnswer(uploadStateSchema, 'How it is cut, and what is there'),
    ...errorResponses(...asked, 'not-found', 'step-refused', 'idempotency-mismatch', 'files-full'),
  },
})

const part = createRoute({
  method: 'post',
  path: '/applications/{reference}/uploads/{uploadId}/parts/{index}',
  tags,
  summary: 'Send one part of a file, as bare bytes',
  description:
    'In any order; the same part twice is the same as once. The access code stands in the header `Kaimen-Access-Code`.',
  middleware: [takesPart] as const,
  request: { params: partParam, headers: codeHeader, body: partBody },
  responses: {
    200: jsonAnswer(partSchema, 'It is there'),
    ...errorResponses(...sent, 'not-found', 'stale'),
  },
})

const state = createRoute({
  method: 'post',
  path: '/applications/{reference}/uploads/{uploadId}/state',
  tags,
  summary: 'Which parts of a file are there',
  middleware: [codeLimit] as const,
  request: { params: uploadParam, body: jsonBody(holderSchema) },
  responses: {
    200: jsonAnswer(uploadStateSchema, 'What is there'),
    ...errorResponses(...asked, 'not-found'),
  },
})

const complete = createRoute({
  method: 'post',
  path: '/applications/{reference}/uploads/{uploadId}/complete',
  tags,
  summary: 'Make a file of the parts: what it is, is decided by its bytes',
  description: 'Completing twice is the same as once. A file that is not taken ends its upload.',
  middleware: [codeLimit] as const,
  request: { params: uploadParam, body: jsonBody(holderSchema) },
  responses: {
    201: jsonAnswer(keptFileSchema, 'The file'),
    ...errorResponses(...asked, 'not-found', 'step-refused', 'stale'),
  },
})

const add = createRoute({
  method: 'post',
  path: '/applications/{reference}/files',
  tags,
  summary: 'Put a whole file to an application, by a form',
  description: 'The form has the fields `accessCode`, `material` and `file`.',
  middleware: [codeLimit, takesFile] as const,
  request: { params: referenceParam, body: fileBody },
  responses: {
    201: jsonAnswer(keptFileSchema, 'The file'),
    ...errorResponses(...sent, 'step-refused', 'stale', 'files-full'),
  },
})

const remove = createRoute({
  method: 'post',
  path: '/applications/{reference}/files/{fileId}/remove',
  tags,
  summary: 'Take out a file that was not filed yet',
  middleware: [codeLimit] as const,
  request: { params: fileParam, body: jsonBody(holderSchema) },
  responses: {
    200: jsonAnswer(removedSchema, 'Taken out'),
    ...errorResponses(...asked, 'not-found', 'step-refused', 'stale'),
  },
})

const link = createRoute({
  method: 'post',
  path: '/applications/{reference}/files/{fileId}/link',
  tags,
  summary: 'A link to a file of the application, good for five minutes',
  middleware: [codeLimit] as const,
  request: { params: fileParam, body: jsonBody(holderSchema) },
  responses: {
    200: jsonAnswer(linkSchema, 'The link'),
    ...errorResponses(...asked, 'not-found'),
  },
})

const open = createRoute({
  method: 'get',
  path: '/files/{token}',
  tags,
  summary: 'The file a link opens, to be saved; a link that is over or altered opens nothing',
  request: { params: tokenParam },
  responses: {
    200: {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** The files of an application, for its holder. */
export const applicationFileRoutes = newRoutes()
  .openapi(begin, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await beginFile({ ctx: c.get('ctx'), input, idempotencyKey }), 201, unkept)
  })
  .openapi(part, async (c) => {
    const accessCode = c.req.valid('header')['kaimen-access-code']
    const open = (most: number) => readUpTo(c.req.raw, most)
    const input = { ...c.req.valid('param'), accessCode, open }
    return c.json(await sendPart({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(state, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await fileState({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(complete, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await completeFile({ ctx: c.get('ctx'), input }), 201, unkept)
  })
  .openapi(add, async (c) => {
    const ctx = c.get('ctx')
    const { file, fields } = await readUpload(c.req.raw, ctx.settings.fileBytes)
    const { accessCode = '', material = '' } = fields
    const input = { ...c.req.valid('param'), accessCode, material, file }
    return c.json(await addFile({ ctx, input }), 201, unkept)
  })
  .openapi(remove, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await removeFile({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(link, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await linkFile({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(open, async (c) => {
    const file = await openLinked({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return fileResponse(file, { name: file.name })
  })
