import type { APIRoute } from 'astro'
import { formOf } from '../lib/formOf.ts'
import { keepSenior } from '../lib/senior.ts'

/** Only a path of this site: another origin, `//host`, `/\host` and what becomes one (`/.//host`) all lead home. */
function pathBack(value: FormDataEntryValue | null, origin: string): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/'
  const url = URL.parse(value, origin)
  const path = url?.origin === origin ? url.pathname + url.search : '/'
  return path.startsWith('//') ? '/' : path
}

/** Keeps the reader's choice of the larger version for a year, then returns to the page they came from. */
export const POST: APIRoute = async ({ request, url, cookies }) => {
  const form = await formOf(request)
  keepSenior(cookies, url, form.get('senior') === '1')
  return new Response(null, { status: 303, headers: { location: pathBack(form.get('back'), url.origin) } })
}
