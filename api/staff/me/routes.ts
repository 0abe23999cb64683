import { jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../contract.ts'
import { meSchema } from './schema.ts'
import { showMe } from './show.ts'

const me = staffRoute({
  method: 'get',
  path: '/staff/me',
  needs: 'signed-in',
  summary: 'Who is signed in, what they may do, and where',
  responses: { 200: jsonAnswer(meSchema, 'The member of staff') },
})

/** Who is signed in. */
export const meRoutes = newRoutes().openapi(me, async (c) => c.json(await showMe({ ctx: c.get('ctx') }), 200))
