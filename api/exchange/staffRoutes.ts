import { jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { listExchange } from './list.ts'
import { exchangeQuery, exchangeSchema } from './schema.ts'

const list = staffRoute({
  method: 'get',
  path: '/staff/exchange',
  tags: ['exchange'],
  needs: 'exchange.read',
  summary: 'The batches of finished cases sent to other systems, the newest first, and their receipts',
  request: { query: exchangeQuery },
  responses: { 200: jsonAnswer(exchangeSchema, 'Batches; nobody is named in them') },
  errors: ['invalid-input'],
})

/** What left for other systems, for those who watch over it. */
export const exchangeStaffRoutes = newRoutes().openapi(list, async (c) =>
  c.json(await listExchange({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, {
    'Cache-Control': 'no-store',
  }),
)
