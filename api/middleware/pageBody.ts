import { maxBody } from './body.ts'
import { drain } from './drain.ts'
import { plainPage } from './plainPage.ts'
import { pageTakesFile } from './takesFile.ts'

/**
 * The most a page's form with a file may announce, bytes: above every limit the setting allows, since the API behind the
 * page refuses with the better words.
 */
const maxUpload = 20 * 1024 * 1024

/** Form posts to pages are held to the same size as the API's bodies, before anything reads them. */
export async function tooLargeForPages(request: Request, english: boolean): Promise<Response | null> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return null
  const length = request.headers.get('content-length')
  // A browser always says how long its form is.
  const path = new URL(request.url).pathname.replace(/^\/en(?=\/)/, '')
  if (length !== null && Number(length) <= (pageTakesFile(path) ? maxUpload : maxBody)) return null
  await drain(request)
  return plainPage(
    english,
    413,
    { zh: '内容太长', en: 'Too long' },
    {
      zh: '您提交的内容太长，收不下。请返回上一页缩短后再提交，您填的内容还在。',
      en: 'What you sent is too long to take. Go back, shorten it and send it again; what you typed is still there.',
    },
  )
}
