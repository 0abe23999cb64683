import { documentOf, formatOf, types } from './document.ts'

interface ProblemDocument {
  title: string
  detail?: string
  errors?: { pointer: string; message: string }[]
}

/** What a field of ours is called in the standard. */
const names: Record<string, string> = {
  '/words': 'description',
  '/category': 'service_code',
  '/place': 'address_string',
  '/point/lat': 'lat',
  '/point/lon': 'long',
  '/name': 'last_name',
  '/town': 'attribute[town]',
}

/**
 * GeoReport v2 at its own address (`/open311/v2/…`): the same operations as below /api/v1/open311, with every error as the
 * standard has it, also those that are made before any of them is reached.
 */
export async function serveOpen311(
  request: Request,
  ask: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  const url = new URL(request.url)
  const format = formatOf(url.pathname)
  url.pathname = `/api/v1${url.pathname}`
  const answer = await ask(new Request(url, request))
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) return answer
  const problem = (await answer.json()) as ProblemDocument
  // The standard knows no 422.
  const status = answer.status === 422 ? 400 : answer.status
  const headers = new Headers(answer.headers)
  headers.set('content-type', types[format])
  headers.delete('content-length')
  const said = problem.errors?.map(
    ({ pointer, message }) => `${names[pointer] ?? pointer.slice(1)}: ${message}`,
  ) ?? [problem.detail ?? problem.title]
  const errors = said.map((description) => ({ code: status, description }))
  const body = request.method === 'HEAD' ? null : documentOf(format, 'errors', errors)
  return new Response(body, { status, headers })
}
