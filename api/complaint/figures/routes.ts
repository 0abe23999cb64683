import { createRoute, z } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { figuresQuery, figuresSchema } from './schema.ts'
import { figuresFile, showFigures } from './show.ts'

const tags = ['open-data']

const show = createRoute({
  method: 'get',
  path: '/open-data/complaints',
  tags,
  summary: 'What people told the police in a month and how it was answered, of a station or of the bureau',
  description:
    'Months that are over only. No figure of a station tells of fewer than five; accusations and what was kept from a station are in the bureau’s alone, and there only where they tell of no small number.',
  request: { query: figuresQuery },
  responses: {
    200: jsonAnswer(figuresSchema, 'The figures'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})
const file = createRoute({
  method: 'get',
  path: '/open-data/complaints.csv',
  tags,
  summary: 'The same as a file for a spreadsheet',
  description: 'What each column holds: `/open-data`.',
  request: { query: figuresQuery },
  responses: {
    200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } },
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const fresh = { 'Cache-Control': 'public, max-age=60' }

/** The monthly figures of what people tell the police. */
export const figuresRoutes = newRoutes()
  .openapi(show, async (c) =>
    c.json(await showFigures({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(file, async (c) => {
    const { name, text } = await figuresFile({ ctx: c.get('ctx'), input: c.req.valid('query') })
    return c.body(text, 200, {
      ...fresh,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
