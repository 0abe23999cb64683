import type { Context } from 'hono'
import type { AppEnv } from './context.ts'
import type { ApiDocument } from './docs/document.ts'
import { renderDocs } from './docs/page.ts'

/** The API's document as a page to read; `#problem-<code>` is where every problem's `type` leads. */
export async function docsPage(c: Context<AppEnv>, document: ApiDocument): Promise<Response> {
  c.header('Cache-Control', 'public, max-age=300')
  return c.html(await renderDocs(document, c.get('ctx').settings.origin))
}
