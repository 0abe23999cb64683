import { defineMiddleware } from 'astro:middleware'
import { plainPage } from './lib/api.ts'
import { keepSenior } from './lib/senior.ts'

/** The pages that take a form; every other page only shows. */
const takesForms =
  /^\/(book|waiting|track|rate(\/here\/[^/]+)?|queue|track\/calendar|identity\/stand-in|open\/proof|preferences|report-error|complaints\/([^/]+|problem\/P-\w+)|verify|certificate(\/file)?|notices\/[^/]+(\/opinion)?|meetings\/[^/]+\/(join|ask)|surveys\/[^/]+|volunteer|apply\/[^/]+|staff(\/.*)?)\/?$/

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i

/** What a page answers with: language, no caching of anything that may be personal, 405 and 415 for people. */
export const onRequest = defineMiddleware(async ({ request, url, cookies }, next) => {
  const english = request.headers.get('x-kaimen-locale') === 'en'
  const { method } = request
  const forms = takesForms.test(url.pathname)
  const reads = method === 'GET' || method === 'HEAD'
  if (!reads && !(forms && method === 'POST')) {
    return plainPage(
      english,
      405,
      { zh: '这一页不能这样打开', en: 'This page cannot be used this way' },
      { zh: '请从首页重新进入。', en: 'Please start again from the home page.' },
      { Allow: forms ? 'GET, HEAD, POST' : 'GET, HEAD' },
    )
  }
  if (!reads && !formTypes.test(request.headers.get('content-type') ?? '')) {
    return plainPage(
      english,
      415,
      { zh: '收不了这种内容', en: 'This kind of content is not taken' },
      {
        zh: '请用网页上的表单提交。程序请用 /api/v1。',
        en: 'Please use the form on the page. Programs use /api/v1.',
      },
    )
  }
  // A page that was posted is posted again in the other size: the choice stands in the form's address.
  const senior = url.searchParams.get('_senior')
  if (!reads && senior) keepSenior(cookies, url, senior === '1')
  const response = await next()
  const { headers } = response
  if (headers.get('Content-Type')?.startsWith('text/html')) {
    headers.set('Content-Type', 'text/html; charset=utf-8')
    headers.set('Content-Language', english ? 'en' : 'zh-CN')
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', reads ? 'private, no-cache' : 'no-store')
  }
  return response
})
