import { createRoute } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { checklistSchema } from './schema.ts'
import { showChecklist } from './show.ts'

const list = createRoute({
  method: 'get',
  path: '/evaluations/checklist',
  tags: ['evaluation'],
  summary: 'Staffing, load and community rooms of each station, and the honours that follow from its years',
  description: 'Facts with their evidence, apart from every score.',
  responses: { 200: jsonAnswer(checklistSchema, 'The checklist'), ...errorResponses() },
})

/** The checklist of grading. */
export const checklistRoutes = newRoutes().openapi(list, async (c) =>
  c.json(await showChecklist({ ctx: c.get('ctx') }), 200, { 'Cache-Control': 'public, max-age=60' }),
)
