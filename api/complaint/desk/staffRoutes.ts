import { readUpload } from '../../file/readUpload.ts'
import { fileBody } from '../../middleware/takesFile.ts'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import type { Permission } from '../../staff/permission.ts'
import { addEvidence } from '../files/add.ts'
import { linksAtDesk } from '../files/open.ts'
import { changes, step, tags, unkept } from './contract.ts'
import { mergeInto, splitOff } from './join.ts'
import {
  assignSchema,
  barSchema,
  clearSchema,
  doneSchema,
  linksSchema,
  mergeSchema,
  passSchema,
  referenceParam,
  revSchema,
  sortSchema,
  splitDoneSchema,
  unmaskSchema,
  wordsSchema,
} from './schema.ts'
import { deskComplaintSchema, openAtDesk } from './show.ts'
import { keepFrom, passOn, sortComplaint } from './sort.ts'
import { assignComplaint, takeComplaint } from './take.ts'
import { sayAtDesk } from './talk.ts'
import { unmaskAuthor } from './unmask.ts'
import { listComplaints, workQuery, workSchema } from './work.ts'

const handle: Permission = 'complaint.handle'
const lead: Permission = 'complaint.assign'

const list = staffRoute({
  method: 'get',
  path: '/staff/complaints',
  tags,
  needs: handle,
  summary: 'Complaints, small problems and questions by what they wait for, with the size of each list',
  request: { query: workQuery },
  responses: { 200: jsonAnswer(workSchema, 'The list') },
  errors: ['invalid-input'],
})

const show = staffRoute({
  method: 'get',
  path: '/staff/complaints/{reference}',
  tags,
  needs: handle,
  summary: 'Open a complaint: the words in clear, name and number masked',
  description:
    'That it was opened is noted once a day for each member of staff, and shown to its author. Whom it must not reach is answered as if it did not exist.',
  request: { params: referenceParam },
  responses: { 200: jsonAnswer(deskComplaintSchema, 'The complaint') },
  errors: ['invalid-input'],
})

const links = staffRoute({
  method: 'post',
  path: '/staff/complaints/{reference}/photos/links',
  tags,
  needs: handle,
  summary: 'Links to its photos, good for five minutes',
  request: { params: referenceParam },
  responses: { 200: jsonAnswer(linksSchema, 'The links') },
  errors: ['invalid-input'],
})

const evidence = staffRoute({
  method: 'post',
  path: '/staff/complaints/{reference}/photos',
  tags,
  needs: handle,
  takesFile: true,
  summary: 'Put a photo of what was done to it, by a form with the field `file`',
  request: { params: referenceParam, body: fileBody },
  responses: { 201: jsonAnswer(doneSchema, 'The photo is there') },
  errors: [
    'too-large',
    'wrong-content-type',
    'invalid-input',
    'stale',
    'step-refused',
    'photos-full',
    'not-handler',
    'another-person',
  ],
})

const unmasking = staffRoute({
  method: 'post',
  path: '/staff/complaints/{reference}/unmask',
  tags,
  needs: handle,
  summary: 'See name and number of its author, with a reason that is kept',
  request: { params: referenceParam, body: jsonBody(unmaskSchema) },
  responses: { 200: jsonAnswer(clearSchema, 'In clear') },
  errors: [...changes, 'barred', 'another-person'],
})

const taking = step('take', handle, 'Take it as one’s own, also from a colleague', revSchema, doneSchema)
const assigning = step('assign', lead, 'Give it to a colleague', assignSchema, doneSchema, 'no-handler')
const passing = step('pass', lead, 'Pass it on to whom it concerns', passSchema, doneSchema)
const keeping = step(
  'bar',
  'complaint.supervise',
  'Keep it from a service point or an account it turned out to be about',
  barSchema,
  doneSchema,
)
const merging = step(
  'merge',
  lead,
  'Join it to another about the same',
  mergeSchema,
  doneSchema,
  'same-complaint',
)
const splitting = step('split', lead, 'Split off what is a matter of its own', wordsSchema, splitDoneSchema)
const sorting = step(
  'sort',
  handle,
  'Take it out of the tray, or put it under another category',
  sortSchema,
  doneSchema,
)
const messaging = step('message', handle, 'Say something to its author', wordsSchema, doneSchema)
const noting = step('note', handle, 'Note something among staff', wordsSchema, doneSchema)

/** How staff work on what residents tell the police. */
export const complaintDeskRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listComplaints({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, unkept),
  )
  .openapi(show, async (c) =>
    c.json(await openAtDesk({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(links, async (c) =>
    c.json(await linksAtDesk({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(evidence, async (c) => {
    const ctx = c.get('ctx')
    const { file } = await readUpload(c.req.raw, ctx.settings.fileBytes)
    return c.json(await addEvidence({ ctx, input: { ...c.req.valid('param'), file } }), 201, unkept)
  })
  .openapi(unmasking, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await unmaskAuthor({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(taking, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await takeComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(assigning, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await assignComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(passing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await passOn({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(keeping, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await keepFrom({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(merging, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await mergeInto({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(splitting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await splitOff({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(sorting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await sortComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(messaging, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json'), note: false }
    return c.json(await sayAtDesk({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(noting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json'), note: true }
    return c.json(await sayAtDesk({ ctx: c.get('ctx'), input }), 200, unkept)
  })
