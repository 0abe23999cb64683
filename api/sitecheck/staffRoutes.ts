import { jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { checkSite } from './check.ts'
import { checkSchema } from './schema.ts'

const check = staffRoute({
  method: 'get',
  path: '/staff/site-check',
  tags: ['sitecheck'],
  needs: 'site.check',
  summary:
    'The site as the inspectors would see it: columns with their due days, and each rule with what was found',
  responses: { 200: jsonAnswer(checkSchema, 'The check') },
})

/** How the site checks itself. */
export const siteCheckRoutes = newRoutes().openapi(check, async (c) =>
  c.json(await checkSite({ ctx: c.get('ctx') }), 200, { 'Cache-Control': 'no-store' }),
)
