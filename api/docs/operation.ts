import { html } from 'hono/html'
import type { ApiDocument, Method, Operation, Parameter } from './document.ts'
import { curlOf } from './example.ts'
import { kindOf, notesOf, schemaTable } from './schema.ts'
import { type Html, withCode } from './words.ts'

export interface Call {
  method: Method
  path: string
  operation: Operation
}

/** The anchor of a call: `post-appointments`. */
export function anchorOf({ method, path }: Call): string {
  const words = path
    .replace('/api/v1', '')
    .replace(/[^a-zA-Z]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${method}-${words}`
}

function parameterTable(parameters: Parameter[]): Html {
  if (parameters.length === 0) return html``
  return html`<div class="scroll"><table>
<caption>Parameters</caption>
<thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Required</th><th scope="col">Notes</th></tr></thead>
<tbody>
${parameters.map(
  ({ name, in: where, schema, required, description }) =>
    html`<tr><th scope="row"><code>${name}</code></th><td>${where}</td><td>${kindOf(schema)}</td><td>${required ? 'yes' : 'no'}</td><td>${notesOf(schema, description)}</td></tr>
`,
)}</tbody>
</table></div>`
}

function answerTable(operation: Operation): Html {
  return html`<div class="scroll"><table>
<caption>Answers</caption>
<thead><tr><th scope="col">Status</th><th scope="col">When</th><th scope="col">Body</th></tr></thead>
<tbody>
${Object.entries(operation.responses ?? {}).map(([status, { description, content }]) => {
  const [[type, { schema }] = ['', { schema: undefined }]] = Object.entries(content ?? {})
  const body = type ? html`<code>${type}</code> ${kindOf(schema)}` : html`none`
  return html`<tr><th scope="row">${status}</th><td>${withCode(description ?? '')}</td><td>${body}</td></tr>
`
})}</tbody>
</table></div>`
}

/** Everything about one call. */
export function callSection(call: Call, document: ApiDocument, origin: string): Html {
  const { method, path, operation } = call
  const body = operation.requestBody?.content?.['application/json']?.schema
  const answer = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1]
  const answerSchema = answer?.content?.['application/json']?.schema
  return html`<article id="${anchorOf(call)}">
<h3><code>${method.toUpperCase()} ${path}</code></h3>
<p>${withCode(operation.summary ?? '')}</p>
${operation.description ? html`<p>${withCode(operation.description)}</p>` : ''}
${parameterTable(operation.parameters ?? [])}
${body ? schemaTable(body, 'Body') : ''}
${answerTable(operation)}
${answerSchema ? schemaTable(answerSchema, 'Answer') : ''}
<pre><code>${curlOf(method, path, operation, document, origin)}</code></pre>
</article>
`
}
