import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { decideAppeal } from './appeal.ts'
import { closeRectification } from './close.ts'
import { noteContact } from './contact.ts'
import { rectificationFile } from './file.ts'
import { fixAtDesk } from './fix.ts'
import { listRectifications } from './list.ts'
import { lookAtRater } from './look.ts'
import { askMoreAtDesk, decideMore } from './more.ts'
import {
  closeSchema,
  contactSchema,
  decideAppealSchema,
  decideMoreSchema,
  fixSchema,
  idParam,
  listQuery,
  lookedSchema,
  lookSchema,
  moreSchema,
  movedSchema,
  rectificationList,
  rectificationSchema,
  wordsSchema,
} from './schema.ts'
import { showRectification } from './show.ts'
import { sendTask } from './task.ts'

const tags = ['rating']
const needs = 'rating.supervise'
const changes = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'stale',
  'step-refused',
] as const
const path = '/staff/rectifications/{id}'

const list = staffRoute({
  method: 'get',
  path: '/staff/rectifications',
  tags,
  needs,
  summary: 'Bad ratings to be put right, or that were',
  request: { query: listQuery },
  responses: { 200: jsonAnswer(rectificationList, 'What is due first') },
  errors: ['invalid-input'],
})
const file = staffRoute({
  method: 'get',
  path: '/staff/rectifications/csv',
  tags,
  needs,
  summary: 'The same as a file for a spreadsheet, with nothing of who rated',
  request: { query: listQuery.pick({ show: true }) },
  responses: { 200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } } },
  errors: ['invalid-input'],
})
const show = staffRoute({
  method: 'get',
  path,
  tags,
  needs,
  summary: 'Open one, names and numbers masked',
  request: { params: idParam },
  responses: { 200: jsonAnswer(rectificationSchema, 'The rectification') },
  errors: ['invalid-input'],
})
const look = staffRoute({
  method: 'post',
  path: `${path}/unmask`,
  tags,
  needs,
  summary: 'See whom to call, with a reason that is kept',
  request: { params: idParam, body: jsonBody(lookSchema) },
  responses: { 200: jsonAnswer(lookedSchema, 'In clear') },
  errors: [
    'bad-json',
    'too-large',
    'wrong-content-type',
    'invalid-input',
    'step-refused',
    'looked-too-often',
  ],
})
const contact = staffRoute({
  method: 'post',
  path: `${path}/contact`,
  tags,
  needs,
  summary: 'Note a call and what was said',
  request: { params: idParam, body: jsonBody(contactSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Noted') },
  errors: [...changes],
})
const task = staffRoute({
  method: 'post',
  path: `${path}/task`,
  tags,
  needs,
  summary: 'Ask the station to put it right, or send it back',
  description: 'In words of the desk: the privacy gate lets nothing personal pass.',
  request: { params: idParam, body: jsonBody(wordsSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Sent') },
  errors: [...changes, 'callback-open'],
})
const fix = staffRoute({
  method: 'post',
  path: `${path}/fix`,
  tags,
  needs,
  summary: 'Say what the desk itself put right',
  request: { params: idParam, body: jsonBody(fixSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Noted') },
  errors: [...changes],
})
const more = staffRoute({
  method: 'post',
  path: `${path}/more`,
  tags,
  needs,
  summary: 'Ask a colleague for more time',
  request: { params: idParam, body: jsonBody(moreSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Asked') },
  errors: [...changes, 'no-extension'],
})
const extension = staffRoute({
  method: 'post',
  path: `${path}/extension`,
  tags,
  needs,
  summary: 'Give more time, or not',
  request: { params: idParam, body: jsonBody(decideMoreSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Decided') },
  errors: [...changes, 'no-extension', 'own-extension'],
})
const appeal = staffRoute({
  method: 'post',
  path: `${path}/appeal`,
  tags,
  needs,
  summary: 'Decide the station’s appeal',
  request: { params: idParam, body: jsonBody(decideAppealSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Decided') },
  errors: [...changes, 'reviewer'],
})
const close = staffRoute({
  method: 'post',
  path: `${path}/close`,
  tags,
  needs,
  summary: 'Close what was put right',
  request: { params: idParam, body: jsonBody(closeSchema) },
  responses: { 200: jsonAnswer(movedSchema, 'Closed') },
  errors: [...changes, 'callback-open'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** How the supervision desk follows bad ratings. */
export const rectificationDeskRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listRectifications({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(file, async (c) => {
    const { name, text } = await rectificationFile({ ctx: c.get('ctx'), input: c.req.valid('query') })
    return c.body(text, 200, {
      ...unkept,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
  .openapi(show, async (c) =>
    c.json(await showRectification({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(look, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await lookAtRater({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(contact, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await noteContact({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(task, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await sendTask({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(fix, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await fixAtDesk({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(more, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askMoreAtDesk({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(extension, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await decideMore({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(appeal, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await decideAppeal({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(close, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await closeRectification({ ctx: c.get('ctx'), input }), 200, unkept)
  })
