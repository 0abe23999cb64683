import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../../../api/docs/document.ts'
import { curlOf } from '../../../api/docs/example.ts'
import { renderDocs } from '../../../api/docs/page.ts'
import { documentInfo } from '../../../api/openapi.ts'
import { problems } from '../../../api/problem.ts'
import { createWholeApp } from '../../../api/whole.ts'

const document: ApiDocument = createWholeApp().getOpenAPI31Document(documentInfo)
const page = await renderDocs(document, 'https://kaimen.example')

describe('API page', () => {
  it('is valid HTML', { timeout: 60_000 }, async () => {
    const report = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(page)
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.line} ${m.ruleId}: ${m.message}`)),
    ).toEqual([])
  })

  it('leads from every link to something that is there', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids, target).toContain(target)
    for (const code of Object.keys(problems)) expect(ids).toContain(`problem-${code}`)
  })

  it('shows every call, with what it takes and answers', () => {
    for (const path of Object.keys(document.paths ?? {})) expect(page).toContain(` ${path}</code></h3>`)
    for (const { title } of Object.values(problems)) expect(page).toContain(title.zh)
    expect(page).toContain('accessCode')
  })

  it('needs no script and no style of its own', () => {
    expect(page).not.toMatch(/<script|<style| style=| on\w+=/)
    expect([...page.matchAll(/<link[^>]*>/g)].map(([link]) => link)).toEqual([
      '<link rel="stylesheet" href="/api-docs.css">',
    ])
  })

  it('escapes what the document says', async () => {
    const hostile: ApiDocument = {
      info: { title: '<b>', version: '1' },
      paths: { '/x': { get: { summary: '`<i>` & <script>', responses: {} } } },
    }
    const html = await renderDocs(hostile, 'https://kaimen.example')
    expect(html).not.toMatch(/<script>|<b>|<i>/)
  })

  it('quotes a command line', () => {
    const operation = {
      requestBody: { content: { 'application/json': { schema: { type: 'string', example: "it's" } } } },
    }
    expect(curlOf('post', '/x', operation, document, 'https://k.example')).toBe(
      `curl 'https://k.example/x' \\\n  -X POST \\\n  -H 'Content-Type: application/json' \\\n  -d '"it'\\''s"'`,
    )
  })
})
