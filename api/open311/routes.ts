import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { AppEnv } from '../context.ts'
import { createLimit } from '../middleware/rateLimit.ts'
import { takesForm } from '../middleware/takesFile.ts'
import { errorResponses } from '../openapi.ts'
import { Problem } from '../problem.ts'
import { newRoutes } from '../routing.ts'
import { documentOf, type Format, formatOf, formats, type Node, types } from './document.ts'
import {
  defineService,
  discover,
  idOfToken,
  listRequests,
  listServices,
  requireJurisdiction,
  showRequest,
} from './read.ts'
import {
  createdSchema,
  definitionSchema,
  discoverySchema,
  jurisdiction,
  postSchema,
  requestSchema,
  requestsQuery,
  serviceSchema,
} from './schema.ts'
import { sendRequest } from './send.ts'

const tags = ['open311']
const at = '/open311/v2'
const standard =
  'GeoReport v2 (wiki.open311.org). The same stands at `/open311/v2/…`, where errors are lists of `code` and `description`, as the standard has them.'
const query = z.object(jurisdiction)
/** The last piece of a path: what is asked for, and in which form. */
const named = (what: string) =>
  z.strictObject({
    file: z
      .string()
      .regex(/^[\w-]{1,60}\.(json|xml)$/, { error: 'wrong-value' })
      .openapi({ example: what }),
  })
const idIn = (file: string) => file.replace(/\.(json|xml)$/, '')

const both = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema }, 'text/xml': { schema: z.string() } },
})
const one = (format: Format, schema: z.ZodType, description: string) => ({
  description,
  content: format === 'json' ? { 'application/json': { schema } } : { 'text/xml': { schema: z.string() } },
})

/** Answers in the form that was asked for. Nothing is kept: what is taken back is gone at once. */
function answer(c: Context<AppEnv>, root: string, body: Node, status: 200 | 201 = 200): Response {
  const format = formatOf(c.req.path)
  return new Response(documentOf(format, root, body), {
    status,
    headers: {
      'Content-Type': types[format],
      'Content-Language': c.get('locale') === 'en' ? 'en' : 'zh-CN',
      'Cache-Control': status === 201 ? 'no-store' : 'no-cache',
    },
  })
}

/** Open311 for small problems: other systems read what is public of them, and send. */
export const open311Routes = newRoutes()

for (const format of formats) {
  const list = (name: string, summary: string, schema: z.ZodType) =>
    createRoute({
      method: 'get',
      path: `${at}/${name}.${format}`,
      tags,
      summary,
      description: standard,
      request: { query },
      responses: { 200: one(format, schema, summary), ...errorResponses('invalid-input', 'not-found') },
    })
  open311Routes
    .openapi(list('discovery', 'Where Open311 is spoken', discoverySchema), (c) => {
      const { ctx, id } = asked(c)
      requireJurisdiction(ctx, id)
      return answer(c, 'discovery', discover(ctx))
    })
    .openapi(list('services', 'The kinds of small problems', z.array(serviceSchema)), async (c) => {
      const { ctx, id } = asked(c)
      requireJurisdiction(ctx, id)
      return answer(c, 'services', await listServices({ ctx }))
    })
    .openapi(
      createRoute({
        method: 'get',
        path: `${at}/requests.${format}`,
        tags,
        summary: 'Small problems that are open or published, of 90 days, at most a thousand',
        description: `${standard} Only what its author agreed to and somebody took up: while open without a word of it, once published in words of the office. Days alone are public.`,
        request: { query: requestsQuery },
        responses: {
          200: one(format, z.array(requestSchema), 'The requests'),
          ...errorResponses('invalid-input', 'not-found'),
        },
      }),
      async (c) =>
        answer(c, 'service_requests', await listRequests({ ctx: c.get('ctx'), input: c.req.valid('query') })),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: `${at}/requests.${format}`,
        tags,
        summary: 'Report a small problem from another system',
        description: `${standard} Without a name and a number it is anonymous. Public only with \`attribute[open]=yes\`: then there is a \`service_request_id\`, else a \`token\` that nobody can look up; \`reference\` and \`access_code\` are its author's. It waits in the tray of posts without proof of work. Send an \`Idempotency-Key\` header: the same key and form give the same answer, for a day.`,
        middleware: [createLimit, takesForm] as const,
        request: {
          headers: z.object({ 'idempotency-key': z.string().optional() }),
          body: { required: true, content: { 'application/x-www-form-urlencoded': { schema: postSchema } } },
        },
        responses: {
          201: one(format, z.array(createdSchema), 'Received'),
          ...errorResponses(
            'foreign-origin',
            'too-large',
            'wrong-content-type',
            'invalid-input',
            'not-found',
            'idempotency-mismatch',
            'code-replaced',
            'tray-full',
            'day-tray-full',
          ),
        },
      }),
      async (c) => {
        fromNoOtherSite(c)
        const idempotencyKey = c.req.valid('header')['idempotency-key']
        const made = await sendRequest({ ctx: c.get('ctx'), input: c.req.valid('form'), idempotencyKey })
        return answer(c, 'service_requests', [made], 201)
      },
    )
}

open311Routes
  .openapi(
    createRoute({
      method: 'get',
      path: `${at}/services/{file}`,
      tags,
      summary: 'What can be said with one kind beyond the standard fields',
      description: standard,
      request: { params: named('small-hazard.json'), query },
      responses: {
        200: both(definitionSchema, 'The definition'),
        ...errorResponses('invalid-input', 'not-found'),
      },
    }),
    async (c) => {
      const { ctx, id } = asked(c)
      requireJurisdiction(ctx, id)
      const code = idIn(c.req.valid('param').file)
      return answer(c, 'service_definition', await defineService({ ctx, code }))
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: `${at}/requests/{file}`,
      tags,
      summary: 'One small problem by its public name',
      description: standard,
      request: { params: named('P-7K3M9QXT.json'), query },
      responses: {
        200: both(z.array(requestSchema), 'The request'),
        ...errorResponses('invalid-input', 'not-found'),
      },
    }),
    async (c) => {
      const { ctx, id } = asked(c)
      requireJurisdiction(ctx, id)
      const found = await showRequest({ ctx, id: idIn(c.req.valid('param').file) })
      return answer(c, 'service_requests', [found])
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: `${at}/tokens/{file}`,
      tags,
      summary: 'What a token leads to: nothing that is public, whatever it is',
      description: `${standard} A token is given for what is not to be published, so none ever leads to a \`service_request_id\`.`,
      request: { params: named('C-20261123-7K3M9Q.json'), query },
      responses: errorResponses('invalid-input', 'not-found'),
    }),
    (c) => {
      const { ctx, id } = asked(c)
      requireJurisdiction(ctx, id)
      return idOfToken()
    },
  )

/**
 * Systems send, and our own pages; no page of another site through whoever reads it, who would fill the tray for everybody
 * from a network of their own. Throws foreign-origin.
 */
function fromNoOtherSite({ req }: Context<AppEnv>): void {
  const origin = req.header('origin')
  const foreign = origin !== undefined && origin !== new URL(req.url).origin
  if (foreign || req.header('sec-fetch-site') === 'cross-site') throw new Problem('foreign-origin')
}

/** The context, and which jurisdiction was named. */
const asked = (c: Context<AppEnv>) => ({ ctx: c.get('ctx'), id: c.req.query('jurisdiction_id') })
