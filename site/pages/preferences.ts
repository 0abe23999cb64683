import type { APIRoute } from 'astro'

const YEAR = 31_536_000

/** Only a path of this site: another origin, `//host` and `/\host` all lead home. */
function pathBack(value: FormDataEntryValue | null, origin: string): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/'
  const url = URL.parse(value, origin)
  return url?.origin === origin ? url.pathname + url.search : '/'
}

/** Keeps the reader's choice of the larger version for a year, then returns to the page they came from. */
export const POST: APIRoute = async ({ request, url, cookies }) => {
  const form = await request.formData()
  cookies.set('senior', form.get('senior') === '1' ? '1' : '0', {
    path: '/',
    maxAge: YEAR,
    sameSite: 'lax',
    httpOnly: true,
    secure: url.protocol === 'https:',
  })
  return new Response(null, { status: 303, headers: { location: pathBack(form.get('back'), url.origin) } })
}
