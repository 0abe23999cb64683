import type { Condition, Form, FormField, FormSection } from './declaration.ts'
import { fieldsOf } from './holds.ts'
import { defaultMost } from './readField.ts'

type Schema = Record<string, unknown>

const optionsOf = ({ options = [] }: FormField) => options.map(({ value }) => value)

/** What one field takes, as readField gives it back; what is put right on the way in is wider than this. */
function schemaOf(field: FormField): Schema {
  const most = field.most ?? defaultMost[field.kind]
  const words = {
    type: 'string',
    minLength: field.least ?? 1,
    ...(most !== undefined && { maxLength: most }),
  }
  const kinds: Record<FormField['kind'], Schema> = {
    text: words,
    long: words,
    address: words,
    law: words,
    name: words,
    day: { type: 'string', format: 'date' },
    choice: { type: 'string', enum: optionsOf(field) },
    choices: {
      type: 'array',
      items: { type: 'string', enum: optionsOf(field) },
      uniqueItems: true,
      minItems: field.least ?? 1,
      ...(field.most !== undefined && { maxItems: field.most }),
    },
    'yes-no': { type: 'boolean' },
    whole: { type: 'integer', minimum: field.least ?? 0, maximum: field.most ?? 1_000_000 },
    phone: { type: 'string', maxLength: 30 },
    document: { type: 'string', maxLength: 30 },
    'credit-code': { type: 'string', pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' },
  }
  return { title: field.label.zh, description: field.label.en, ...kinds[field.kind] }
}

/** A condition on an earlier answer as a schema of that answer; of what lies outside the answers there is none. */
function conditionSchemaOf(form: Pick<Form, 'sections'>, { field: key, is }: Condition): Schema | null {
  const found = fieldsOf(form).find(({ field }) => field.key === key)
  if (!found) return null
  const { kind } = found.field
  if (kind === 'yes-no') return { enum: is.map((value) => value === 'yes') }
  return kind === 'choices' ? { contains: { enum: is } } : { enum: is }
}

/** `if` the conditions hold `then` the field is required; null where it hangs on more than the answers. */
function requiredIf(
  form: Pick<Form, 'sections'>,
  { section, field }: { section: FormSection; field: FormField },
): Schema | null {
  const properties: Schema = {}
  for (const condition of [...(section.when ?? []), ...(field.when ?? [])]) {
    const schema = conditionSchemaOf(form, condition)
    // Two conditions on one answer are left to the server too.
    if (!schema || condition.field in properties) return null
    properties[condition.field] = schema
  }
  return {
    if: { properties, required: Object.keys(properties) },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: [field.key] },
  }
}

/**
 * JSON Schema (2020-12) of a form's answers, for whoever writes a client. It says what kinds there are and what is always
 * required; what hangs on the questions before the form or on a helper, and check digits and dates, the server judges.
 */
export function answersJsonSchema(form: Pick<Form, 'matter' | 'version' | 'title' | 'sections'>): Schema {
  const fields = fieldsOf(form)
  const free = ({ section, field }: (typeof fields)[number]) => !section.when?.length && !field.when?.length
  const required = fields.filter(({ field }) => field.required)
  const conditional = required
    .filter((entry) => !free(entry))
    .map((entry) => requiredIf(form, entry))
    .filter((schema) => schema !== null)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:kaimen:form:${form.matter}:${form.version}`,
    title: form.title.en,
    type: 'object',
    properties: Object.fromEntries(fields.map(({ field }) => [field.key, schemaOf(field)])),
    required: required.filter(free).map(({ field }) => field.key),
    additionalProperties: false,
    ...(conditional.length > 0 && { allOf: conditional }),
  }
}
