import { newRoutes } from '../../routing.ts'
import { callOff, noteOutcome } from '../mediation/end.ts'
import { setDate } from '../mediation/set.ts'
import { answerComplaint } from './answer.ts'
import { step, unkept } from './contract.ts'
import { extendTime } from './extend.ts'
import { goOnWithout } from './goOn.ts'
import { acceptComplaint, askAuthor, declineComplaint, giveUp, workOn } from './handle.ts'
import { askOutside } from './outside.ts'
import { publishComplaint, takeDown } from './publish.ts'
import {
  answerSchema,
  dateSchema,
  declineSchema,
  doneSchema,
  extendSchema,
  outcomeSchema,
  outsideDoneSchema,
  outsideSchema,
  publishDoneSchema,
  publishSchema,
  revSchema,
  wordsSchema,
} from './schema.ts'

const handle = 'complaint.handle'
const lead = 'complaint.assign'

const accepting = step(
  'accept',
  handle,
  'Take it up; of an information request, confirm that it came in',
  revSchema,
  doneSchema,
)
const declining = step(
  'decline',
  handle,
  'Decline it for a reason of its list, with the right road',
  declineSchema,
  doneSchema,
)
const asking = step(
  'ask',
  handle,
  'Ask its author; the clock stands still meanwhile',
  wordsSchema,
  doneSchema,
)
const working = step('work', handle, 'Begin to work on it', revSchema, doneSchema)
const elsewhere = step(
  'elsewhere',
  handle,
  'Ask another body, which answers by a code shown once',
  outsideSchema,
  outsideDoneSchema,
  'outside-open',
)
const goingOn = step('go-on', handle, 'Go on without the other body', revSchema, doneSchema)
const answering = step(
  'answer',
  handle,
  'Answer it: what was done, by whom, and a photo or why there is none',
  answerSchema,
  doneSchema,
  'photo-first',
)
const publishing = step(
  'publish',
  'complaint.publish',
  'Publish what was told and what came of it, in words written anew, if its author agrees',
  publishSchema,
  publishDoneSchema,
  'not-agreed',
  'own-fix',
  'notice-gate',
)
const takingDown = step(
  'take-down',
  'complaint.publish',
  'Take down what is public, for a reason its author reads',
  wordsSchema,
  doneSchema,
)
const givingUp = step('give-up', lead, 'End it without an answer, which is counted', wordsSchema, doneSchema)
const extending = step(
  'extend',
  'complaint.extend',
  'Give more time, once, with the reason',
  extendSchema,
  doneSchema,
  'no-extension',
  'own-extension',
)

const dating = step(
  'date',
  handle,
  'Set a date for both sides of a dispute, in a room that is free',
  dateSchema,
  doneSchema,
  'room-taken',
)
const callingOff = step('date-off', handle, 'Call the date of a dispute off', wordsSchema, doneSchema)
const noting = step('outcome', handle, 'Write down what came of the date', outcomeSchema, doneSchema)

/** How staff take a complaint from step to step. */
export const complaintStepRoutes = newRoutes()
  .openapi(accepting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await acceptComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(declining, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await declineComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(asking, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askAuthor({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(working, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await workOn({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(elsewhere, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askOutside({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(goingOn, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await goOnWithout({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(answering, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await answerComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(publishing, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await publishComplaint({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(takingDown, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await takeDown({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(dating, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await setDate({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(callingOff, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await callOff({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(noting, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await noteOutcome({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(givingUp, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await giveUp({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(extending, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await extendTime({ ctx: c.get('ctx'), input }), 200, unkept)
  })
