import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { begin } from './begin.ts'
import { correct } from './correct.ts'
import { showDesk } from './desk.ts'
import { discard } from './discard.ts'
import { erase } from './erase.ts'
import { giveBack, recall } from './giveBack.ts'
import { publish } from './publish.ts'
import { save } from './save.ts'
import { send } from './send.ts'
import {
  beginSchema,
  begunSchema,
  deskSchema,
  erasedSchema,
  eraseSchema,
  goneSchema,
  movedSchema,
  noticeParam,
  optionsSchema,
  publishedSchema,
  publishSchema,
  returnSchema,
  savedSchema,
  saveSchema,
  seenSchema,
  sentSchema,
  withdrawSchema,
  workQuery,
  workSchema,
} from './staffSchema.ts'
import { withdraw } from './withdraw.ts'
import { listOptions, listWork } from './work.ts'

const sent = ['invalid-input', 'bad-json', 'wrong-content-type', 'too-large'] as const
const moves = [...sent, 'notice-step', 'stale'] as const
const tags = ['notice']

const work = staffRoute({
  method: 'get',
  path: '/staff/notices',
  tags,
  needs: 'notice.review',
  summary: 'The notices somebody works on: under way (the late first), published, withdrawn',
  request: { query: workQuery },
  responses: { 200: jsonAnswer(workSchema, 'Notices') },
  errors: ['invalid-input'],
})
const options = staffRoute({
  method: 'get',
  path: '/staff/notices/options',
  tags,
  needs: 'notice.write',
  summary: 'Where somebody may begin a notice, and in which columns',
  responses: { 200: jsonAnswer(optionsSchema, 'Choices') },
})
const create = staffRoute({
  method: 'post',
  path: '/staff/notices',
  tags,
  needs: 'notice.write',
  summary: 'Begin a draft',
  request: { body: jsonBody(beginSchema) },
  responses: { 201: jsonAnswer(begunSchema, 'The draft') },
  errors: [...sent],
})
const show = staffRoute({
  method: 'get',
  path: '/staff/notices/{id}',
  tags,
  needs: 'notice.review',
  summary: 'One notice with its draft, findings of the privacy gate, preview, changes, attachments and road',
  request: { params: noticeParam },
  responses: { 200: jsonAnswer(deskSchema, 'The notice') },
  errors: ['invalid-input'],
})
const keep = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/save',
  tags,
  needs: 'notice.write',
  summary: 'Save a draft, with findings of the privacy gate masked where asked',
  request: { params: noticeParam, body: jsonBody(saveSchema) },
  responses: { 200: jsonAnswer(savedSchema, 'Saved') },
  errors: [...moves],
})
const hand = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/send',
  tags,
  needs: 'notice.write',
  summary: 'Send a draft to the second reader',
  request: { params: noticeParam, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(sentSchema, 'Sent, with how many findings') },
  errors: [...moves],
})
const takeBack = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/recall',
  tags,
  needs: 'notice.write',
  summary: 'Take a draft back before it was read',
  request: { params: noticeParam, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'A draft again') },
  errors: [...moves],
})
const sendBack = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/return',
  tags,
  needs: 'notice.review',
  summary: 'Send a draft back with a remark, from review or from its scheduled time',
  request: { params: noticeParam, body: jsonBody(returnSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'A draft again') },
  errors: [...moves],
})
const decide = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/publish',
  tags,
  needs: 'notice.review',
  summary: 'As the second reader, publish now or at a time; findings stand only by key and with a reason',
  request: { params: noticeParam, body: jsonBody(publishSchema) },
  responses: { 200: jsonAnswer(publishedSchema, 'Published, or scheduled') },
  errors: [...moves, 'notice-reader', 'notice-gate'],
})
const amend = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/correct',
  tags,
  needs: 'notice.write',
  summary: 'Begin the correction of what is published',
  request: { params: noticeParam, body: jsonBody(seenSchema) },
  responses: { 201: jsonAnswer(movedSchema, 'A draft of the next version') },
  errors: [...moves],
})
const drop = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/discard',
  tags,
  needs: 'notice.write',
  summary: 'Throw a draft away; what was published stays',
  request: { params: noticeParam, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(goneSchema, 'gone: the notice had no published version and is gone too') },
  errors: [...moves],
})
const takeDown = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/withdraw',
  tags,
  needs: 'notice.withdraw',
  summary: 'Withdraw what is published, for a reason that stays',
  request: { params: noticeParam, body: jsonBody(withdrawSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'A tombstone') },
  errors: [...moves],
})
const empty = staffRoute({
  method: 'post',
  path: '/staff/notices/{id}/erase',
  tags,
  needs: 'notice.withdraw',
  summary:
    'Erase the texts that held personal data: of a notice withdrawn for that, of versions hidden for that',
  request: { params: noticeParam, body: jsonBody(eraseSchema) },
  responses: { 200: jsonAnswer(erasedSchema, 'Erased; hash, author and times stay') },
  errors: [...moves],
})
/** What staff do with notices. Their attachments are next door (staffFileRoutes.ts). */
export const noticeStaffRoutes = newRoutes()
  .openapi(work, async (c) => c.json(await listWork({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200))
  .openapi(options, async (c) => c.json(await listOptions({ ctx: c.get('ctx') }), 200))
  .openapi(create, async (c) => c.json(await begin({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201))
  .openapi(show, async (c) => c.json(await showDesk({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200))
  .openapi(keep, async (c) => {
    const { rev, category, aroseOn, note, hides, redact, ...content } = c.req.valid('json')
    const input = {
      ...c.req.valid('param'),
      rev,
      category,
      aroseOn,
      note,
      hides,
      content,
      ...(redact && { redact }),
    }
    return c.json(await save({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(hand, async (c) =>
    c.json(
      await send({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      200,
    ),
  )
  .openapi(takeBack, async (c) =>
    c.json(
      await recall({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      200,
    ),
  )
  .openapi(sendBack, async (c) =>
    c.json(
      await giveBack({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      200,
    ),
  )
  .openapi(decide, async (c) => {
    const { publishAt, ...decision } = c.req.valid('json')
    const input = {
      ...c.req.valid('param'),
      ...decision,
      publishAt: publishAt === null ? null : Date.parse(publishAt),
    }
    return c.json(await publish({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(amend, async (c) =>
    c.json(
      await correct({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      201,
    ),
  )
  .openapi(drop, async (c) =>
    c.json(
      await discard({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      200,
    ),
  )
  .openapi(takeDown, async (c) =>
    c.json(
      await withdraw({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      200,
    ),
  )
  .openapi(empty, async (c) =>
    c.json(
      await erase({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('json') } }),
      200,
    ),
  )
