import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'tel-non-breaking': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    'no-inline-style': 'error',
    'long-title': 'off',
  },
})

/** What is wrong with a page's HTML, one line for each. */
export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map((m) => `${m.ruleId}: ${m.message} (${m.line}:${m.column})`),
  )
}

/** Listens to a browser page; gives what is wrong with the HTML of every document it was sent until then. */
export function documentsOf(page: Page): () => Promise<string[]> {
  const sent: Promise<string[]>[] = []
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? ''
    if (response.request().resourceType() !== 'document' || !type.includes('html')) return
    const where = `${response.request().method()} ${new URL(response.url()).pathname}`
    sent.push(
      response.text().then(
        async (html) => (await htmlFaults(html)).map((fault) => `${where}: ${fault}`),
        // A page left at once takes its text along: nothing can be said of it.
        (error) => (/No resource with given identifier/.test(String(error)) ? [] : [`${where}: ${error}`]),
      ),
    )
  })
  return async () => (await Promise.all(sent)).flat()
}
