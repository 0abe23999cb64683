import { maxBody } from './body.ts'

/** Form posts to pages are held to the same size as the API's bodies, before anything reads them. */
export async function tooLargeForPages(request: Request): Promise<Response | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) <= maxBody) return null
  if (length === null && request.body === null) return null
  const english = /^\/en(\/|$)/.test(new URL(request.url).pathname)
  const [title, text] = english
    ? [
        'Too long',
        'What you sent is too long to take. Go back, shorten it and send it again; what you typed is still there.',
      ]
    : ['内容太长', '您提交的内容太长，收不下。请返回上一页缩短后再提交，您填的内容还在。']
  return new Response(
    `<!doctype html><html lang="${english ? 'en' : 'zh-Hans-CN'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`,
    { status: 413, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' } },
  )
}
