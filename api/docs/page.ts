import { html } from 'hono/html'
import { problems } from '../problem.ts'
import { type ApiDocument, methods } from './document.ts'
import { anchorOf, type Call, callSection } from './operation.ts'
import { schemaTable } from './schema.ts'
import { type Html, withCode } from './words.ts'

function callsByTag(document: ApiDocument): Map<string, Call[]> {
  const calls = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method): Call[] => {
      const operation = item[method]
      return operation ? [{ method, path, operation }] : []
    }),
  )
  return Map.groupBy(calls, ({ operation }) => operation.tags?.[0] ?? 'other')
}

function contents(tags: Map<string, Call[]>): Html {
  return html`<nav aria-label="Contents">
<ul>
<li><a href="#conventions">Conventions</a></li>
${[...tags].map(
  ([tag, calls]) => html`<li><a href="#tag-${tag}">${tag}</a>
<ul>
${calls.map(
  (
    call,
  ) => html`<li><a href="#${anchorOf(call)}"><code>${call.method.toUpperCase()} ${call.path.replace('/api/v1', '')}</code></a></li>
`,
)}</ul>
</li>
`,
)}<li><a href="#schemas">Schemas</a></li>
<li><a href="#problems">Problems</a></li>
</ul>
</nav>`
}

const conventions = [
  'JSON in camelCase. Instants are ISO 8601 with `+08:00`, days are `YYYY-MM-DD` in Asia/Shanghai.',
  'Names of stations and matters come in both languages, `{zh, en}`. Errors follow `Accept-Language` (`zh` or `en`).',
  'Lists are `{items, nextCursor}`: send `nextCursor` back as `cursor`; `null` ends the list.',
  'A POST that creates takes an `Idempotency-Key`: the same key and body give the same answer for a day.',
  'A reference and its access code open a record. Codes go in bodies, never in addresses.',
  'Every error is `application/problem+json` (RFC 9457) with a `code` of the closed list below.',
  'Every write is attested: a receipt carries a signed promise, the root of its day is published the night after, and `POST /api/v1/audit/proof` gives the path between them.',
]

function problemList(): Html {
  return html`<section id="problems">
<h2>Problems</h2>
${Object.entries(problems).map(
  ([code, { status, title }]) => html`<article id="problem-${code}">
<h3><code>${code}</code> <span class="status">${status}</span></h3>
<p lang="zh-CN">${title.zh}</p>
<p>${title.en}</p>
</article>
`,
)}</section>`
}

/** The whole page. `origin` is the site's, for the examples. */
export async function renderDocs(document: ApiDocument, origin: string): Promise<string> {
  const tags = callsByTag(document)
  const page = await html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}</title>
<link rel="stylesheet" href="/api-docs.css">
</head>
<body>
<header>
<h1>${document.info.title} <span class="status">v${document.info.version}</span></h1>
<p>${withCode(document.info.description ?? '')}</p>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a> · <a href="/">Home</a></p>
</header>
${contents(tags)}
<main>
<section id="conventions">
<h2>Conventions</h2>
<ul>
${conventions.map(
  (rule) => html`<li>${withCode(rule)}</li>
`,
)}</ul>
</section>
${[...tags].map(
  ([tag, calls]) => html`<section id="tag-${tag}">
<h2>${tag}</h2>
${calls.map((call) => callSection(call, document, origin))}</section>
`,
)}<section id="schemas">
<h2>Schemas</h2>
${Object.entries(document.components?.schemas ?? {}).map(
  ([name, schema]) => html`<article id="schema-${name}">
<h3>${name}</h3>
${schema.description ? html`<p>${withCode(schema.description)}</p>` : ''}
${schemaTable(schema, name)}
</article>
`,
)}</section>
${problemList()}
</main>
</body>
</html>
`
  return page.toString().replace(/[ \t]+$/gm, '')
}
