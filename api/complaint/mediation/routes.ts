import { createRoute, z } from '@hono/zod-openapi'
import { typed } from '../../appointment/wanted.ts'
import { codeLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { referenceParam } from '../desk/schema.ts'
import { dateFile } from './file.ts'

const calendar = createRoute({
  method: 'post',
  path: '/complaints/{reference}/calendar',
  tags: ['complaint'],
  summary: 'The date of one’s dispute as an iCalendar file',
  middleware: [codeLimit] as const,
  request: {
    params: referenceParam,
    body: jsonBody(
      z.strictObject({
        accessCode: typed(80).min(1, { error: 'code.required' }).openapi({ example: 'H4TX9W2C' }),
      }),
    ),
  },
  responses: {
    200: { description: 'An .ics file', content: { 'text/calendar': { schema: z.string() } } },
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'record-not-found',
      'too-many-tries',
    ),
  },
})

/** What somebody whose dispute is mediated takes along. */
export const mediationRoutes = newRoutes().openapi(calendar, async (c) => {
  const input = { ...c.req.valid('param'), ...c.req.valid('json') }
  return c.body(await dateFile({ ctx: c.get('ctx'), input }), 200, {
    'Cache-Control': 'no-store',
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'attachment; filename="date.ics"',
  })
})
