import { createRoute, z } from '@hono/zod-openapi'
import { typed } from '../appointment/wanted.ts'
import { readUpload } from '../file/readUpload.ts'
import { fileResponse } from '../file/serve.ts'
import { codeLimit, createLimit } from '../middleware/rateLimit.ts'
import { fileBody, takesFile } from '../middleware/takesFile.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { linksSchema } from './desk/schema.ts'
import { addPhoto } from './files/add.ts'
import { linksForAuthor, openPhoto } from './files/open.ts'
import { formOfKind } from './formOf.ts'
import { agreeTo } from './holder/agree.ts'
import { sayMore } from './holder/message.ts'
import { acceptAnswer, objectTo, withdraw } from './holder/reply.ts'
import { toldCodes } from './kinds/declaration.ts'
import { formOfKindSchema, kindsSchema, listKinds } from './offer.ts'
import { answerAsked, openAsked } from './outside.ts'
import { complaintReceiptSchema, tellSchema } from './schema.ts'
import { complaintSchema, showComplaint } from './show.ts'
import { stateNames } from './states.ts'
import { tell } from './tell.ts'

const tags = ['complaint']
const sent = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const own = [...sent, 'record-not-found', 'too-many-tries'] as const
const params = z.strictObject({
  reference: z.string().min(1).max(80).openapi({ example: 'C-20261123-7K3M9Q' }),
})
const accessCode = typed(80).min(1, { error: 'code.required' }).openapi({ example: 'H4TX9W2C' })
const words = typed(12_000).min(1, { error: 'words.required' })
const codeSchema = z.strictObject({ accessCode })
const agreeSchema = z.strictObject({ accessCode, agreed: z.boolean() })
const saidSchema = z.strictObject({ accessCode, words })
const acceptSchema = z.strictObject({
  accessCode,
  satisfied: z
    .int()
    .min(1)
    .max(5)
    .optional()
    .openapi({ description: '5 very satisfied, 1 very dissatisfied' }),
})
const movedSchema = z.object({ reference: z.string(), state: z.enum(stateNames) }).openapi('ComplaintMoved')
const token = typed(80).min(1, { error: 'code.required' })
const askedSchema = z
  .object({ office: z.string(), words: z.string(), until: z.string() })
  .openapi('AskedOutside')

const kindsRoute = createRoute({
  method: 'get',
  path: '/complaint-kinds',
  tags,
  summary: 'What one can tell the police, each kind with the form it is told by',
  responses: { 200: jsonAnswer(kindsSchema, 'The kinds'), ...errorResponses() },
})

const formRoute = createRoute({
  method: 'get',
  path: '/complaint-kinds/{kind}',
  tags,
  summary: 'One kind with all its form asks: categories, the places it can be about, towns',
  request: {
    params: z.strictObject({ kind: z.enum(toldCodes, { error: 'complaint.kind' }) }),
    query: z.strictObject({
      about: z.string().max(80).optional().openapi({ description: 'A place that is listed in any case' }),
    }),
  },
  responses: { 200: jsonAnswer(formOfKindSchema, 'The form'), ...errorResponses('invalid-input') },
})

const tellRoute = createRoute({
  method: 'post',
  path: '/complaints',
  tags,
  summary: 'Complain, ask, suggest, accuse, or report a small problem; by name or anonymously',
  description:
    'Who handles it follows from what it is about; an accusation never reaches those accused. Anonymously, nothing is kept of who sent it or at what time of the day. Send an `Idempotency-Key` header: the same key and body give the same receipt, for a day.',
  middleware: [createLimit] as const,
  request: { headers: z.object({ 'idempotency-key': z.string().optional() }), body: jsonBody(tellSchema) },
  responses: {
    201: jsonAnswer(complaintReceiptSchema, 'Received: reference, code, who handles it and by when'),
    ...errorResponses(
      ...sent,
      'idempotency-mismatch',
      'already-known',
      'code-replaced',
      'proof-invalid',
      'tray-full',
      'day-tray-full',
    ),
  },
})

/** The contract of what its author does with a complaint. */
const verb = <const P extends string, S extends z.ZodObject, A extends z.ZodObject>(
  name: P,
  summary: string,
  schema: S,
  answer: A,
) =>
  createRoute({
    method: 'post',
    path: `/complaints/{reference}/${name}` as const,
    tags,
    summary,
    middleware: [codeLimit] as const,
    request: { params, body: jsonBody(schema) },
    responses: {
      200: jsonAnswer(answer, 'Done'),
      ...errorResponses(...own, 'step-refused', 'stale', 'too-many'),
    },
  })

const openRoute = verb('open', 'A complaint as its author reads it', codeSchema, complaintSchema)
const messageRoute = verb('messages', 'Say something more, or answer a question', saidSchema, movedSchema)
const acceptRoute = verb('accept', 'Be content with the answer', acceptSchema, movedSchema)
const objectRoute = verb('object', 'Object: others, one level up, look at it again', saidSchema, movedSchema)
const withdrawRoute = verb('withdraw', 'Take it back', codeSchema, movedSchema)
const agreeRoute = verb(
  'agreement',
  'Agree to have it published, or take that back: then nothing of it is public any more',
  agreeSchema,
  movedSchema,
)
const linksRoute = verb('photos/links', 'Links to its photos, good for five minutes', codeSchema, linksSchema)

const photoRoute = createRoute({
  method: 'post',
  path: '/complaints/{reference}/photos',
  tags,
  summary: 'Put a photo to one’s complaint, by a form with the fields `accessCode` and `file`',
  description: 'All metadata of the picture is taken out before it is kept.',
  middleware: [codeLimit, takesFile] as const,
  request: { params, body: fileBody },
  responses: {
    201: jsonAnswer(z.object({ reference: z.string(), id: z.string() }), 'The photo is there'),
    ...errorResponses(
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'record-not-found',
      'too-many-tries',
      'step-refused',
      'stale',
      'photos-full',
    ),
  },
})

const pictureRoute = createRoute({
  method: 'get',
  path: '/complaint-photos/{token}',
  tags,
  summary: 'The photo a link opens; a link that is over or altered opens nothing',
  request: { params: z.strictObject({ token: z.string().min(1).max(200) }) },
  responses: {
    200: {
      description: 'The photo',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    ...errorResponses('not-found', 'invalid-input'),
  },
})

const askedRoute = createRoute({
  method: 'post',
  path: '/complaints/outside/open',
  tags,
  summary: 'What another body was asked, for whoever holds the code',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(z.strictObject({ token })) },
  responses: { 200: jsonAnswer(askedSchema, 'The question'), ...errorResponses(...sent, 'outside-over') },
})

const answerRoute = createRoute({
  method: 'post',
  path: '/complaints/outside/answer',
  tags,
  summary: 'Answer as the other body that was asked, once',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(z.strictObject({ token, words })) },
  responses: {
    200: jsonAnswer(z.object({ received: z.literal(true) }), 'Received'),
    ...errorResponses(...sent, 'outside-over'),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** What residents tell the police that needs an answer. */
export const complaintRoutes = newRoutes()
  .openapi(kindsRoute, async (c) => c.json(await listKinds({ ctx: c.get('ctx') }), 200))
  .openapi(formRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await formOfKind({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(tellRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const receipt = await tell({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(receipt, 201, { ...unkept, Location: `/api/v1/complaints/${receipt.reference}/open` })
  })
  .openapi(askedRoute, async (c) =>
    c.json(await openAsked({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(answerRoute, async (c) =>
    c.json(await answerAsked({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
  .openapi(openRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await showComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(messageRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await sayMore({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(acceptRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await acceptAnswer({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(objectRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await objectTo({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(withdrawRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await withdraw({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(agreeRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await agreeTo({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(linksRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await linksForAuthor({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(photoRoute, async (c) => {
    const ctx = c.get('ctx')
    const { file, fields } = await readUpload(c.req.raw, ctx.settings.fileBytes)
    const input = { ...c.req.valid('param'), accessCode: fields.accessCode ?? '', file }
    return c.json(await addPhoto({ ctx, input }), 201, unkept)
  })
  .openapi(pictureRoute, async (c) => {
    const file = await openPhoto({ ctx: c.get('ctx'), input: c.req.valid('param') })
    return fileResponse(file, { name: 'photo', inline: true })
  })
