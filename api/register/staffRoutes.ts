import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { registerParams, registerQuery, registerSchema } from './schema.ts'
import { registerFile, showRegister } from './show.ts'

const tags = ['register']
const needs = 'register.read'

const show = staffRoute({
  method: 'get',
  path: '/staff/registers/{register}',
  tags,
  needs,
  summary: 'One register of one’s service points, names and numbers masked',
  request: { params: registerParams, query: registerQuery },
  responses: { 200: jsonAnswer(registerSchema, 'The register') },
  errors: ['invalid-input'],
})
const file = staffRoute({
  method: 'get',
  path: '/staff/registers/{register}/csv',
  tags,
  needs,
  summary: 'The same as a file for a spreadsheet',
  request: { params: registerParams, query: registerQuery },
  responses: { 200: { description: 'The file', content: { 'text/csv': { schema: z.string() } } } },
  errors: ['invalid-input'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** The registers, made of what the features know. */
export const registerStaffRoutes = newRoutes()
  .openapi(show, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await showRegister({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(file, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    const { name, text } = await registerFile({ ctx: c.get('ctx'), input })
    return c.body(text, 200, {
      ...unkept,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
