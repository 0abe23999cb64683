/** What an API call answered, with the cookies it set. */
export interface Answered<T> {
  body: T
  cookies: string[]
}

/** Asks the API of this machine as a browser would. A form goes as a form, anything else as JSON. Throws what was answered instead. */
export async function call<T extends object = Record<string, unknown>>(
  origin: string,
  path: string,
  body: object | FormData | null,
  headers: Record<string, string> = {},
): Promise<Answered<T>> {
  const form = body instanceof FormData
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: body === null ? 'GET' : 'POST',
    headers: { origin, ...(body !== null && !form && { 'content-type': 'application/json' }), ...headers },
    ...(body !== null && { body: form ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`)
  return {
    body: JSON.parse(text || '{}') as T,
    cookies: response.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''),
  }
}

let people = 0

/** Everybody has an address of their own (of the range kept for benchmarks), so that the limits leave this machine's own alone. */
export const nextAddress = () => `198.18.255.${++people}`
