import { html } from 'hono/html'
import { problems } from '../problem.ts'

export type Html = ReturnType<typeof html>

/** Text with `code` marked, and problem codes leading to what they mean. */
export function withCode(text: string): Html {
  const parts = text.split(/`([^`]+)`/)
  return html`${parts.map((part, i) => {
    if (i % 2 === 0) return html`${part}`
    return Object.hasOwn(problems, part)
      ? html`<a href="#problem-${part}"><code>${part}</code></a>`
      : html`<code>${part}</code>`
  })}`
}
