import { say, type Text } from '../shared/text.ts'

/** A page for people where no page of the site can be made: the request itself is refused. */
export function plainPage(
  english: boolean,
  status: number,
  title: Text,
  text: Text,
  headers: Record<string, string> = {},
): Response {
  const locale = english ? 'en' : 'zh'
  const [heading, words] = [say(title, locale), say(text, locale)]
  const home = english ? ['/en/', 'Home'] : ['/', '首页']
  return new Response(
    `<!doctype html><html lang="${english ? 'en-GB' : 'zh-Hans-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading}</title></head><body><main><h1>${heading}</h1><p>${words}</p><p><a href="${home[0]}">${home[1]}</a> · <a href="tel:110">110</a></p></main></body></html>`,
    {
      status,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
    },
  )
}
