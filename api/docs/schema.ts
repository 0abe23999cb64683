import { html } from 'hono/html'
import { nameOf, type Schema } from './document.ts'
import { type Html, withCode } from './words.ts'

type Node = Schema | boolean | undefined

const joined = (parts: Html[], by: string) =>
  html`${parts.map((part, i) => (i === 0 ? part : html`${by}${part}`))}`

/** What kind of value a schema takes, in a few words, with a link where it is named. */
export function kindOf(schema: Node): Html {
  if (typeof schema !== 'object') return html`any`
  const name = nameOf(schema)
  if (name) return html`<a href="#schema-${name}">${name}</a>`
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return joined(choice.map(kindOf), ' or ')
  if (schema.allOf) return joined(schema.allOf.map(kindOf), ' and ')
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum) {
    return joined(
      schema.enum.map((value) => html`<code>${String(value)}</code>`),
      ' | ',
    )
  }
  if (schema.items) return html`list of ${kindOf(schema.items)}`
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any')
  return schema.format ? html`${type} (${schema.format})` : html`${type}`
}

function limitsOf(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, maxItems, pattern } = schema
  return [
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && `to ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems} items`,
    pattern !== undefined && `pattern \`${pattern}\``,
    schema.default !== undefined && `default \`${JSON.stringify(schema.default)}\``,
  ]
    .filter((limit) => limit !== false)
    .join(', ')
}

/** Description and limits of one value. */
export function notesOf(schema: Node, description?: string): Html {
  if (typeof schema !== 'object') return withCode(description ?? '')
  const words = [description ?? schema.description ?? '', limitsOf(schema)].filter((part) => part !== '')
  return withCode(words.join('; '))
}

interface Field {
  name: string
  schema: Node
  required: boolean
}

/** The fields of an object, those of unnamed objects inside it by their path (`items[].day`). */
function fieldsOf(schema: Schema, before = '', depth = 0): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = before + key
    const here = { name, schema: property, required: schema.required?.includes(key) ?? false }
    if (typeof property !== 'object' || depth > 3) return [here]
    const inside = typeof property.items === 'object' ? property.items : property
    const path = inside === property ? `${name}.` : `${name}[].`
    return nameOf(inside) ? [here] : [here, ...fieldsOf(inside, path, depth + 1)]
  })
}

/** A table of an object's fields; a link or a few words for anything else. */
export function schemaTable(schema: Node, caption: string): Html {
  const fields = typeof schema === 'object' && !nameOf(schema) ? fieldsOf(schema) : []
  if (fields.length === 0) return html`<p>${caption}: ${kindOf(schema)}</p>`
  return html`<div class="scroll"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Required</th><th scope="col">Notes</th></tr></thead>
<tbody>
${fields.map(
  ({ name, schema, required }) =>
    html`<tr><th scope="row"><code>${name}</code></th><td>${kindOf(schema)}</td><td>${required ? 'yes' : 'no'}</td><td>${notesOf(schema)}</td></tr>
`,
)}</tbody>
</table></div>`
}
