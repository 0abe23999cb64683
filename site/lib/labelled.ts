interface FormError {
  field: string
  message: string
}

/** The errors of a form, each with the name of its field in front, for messages that do not say which they mean. */
export const labelled = (errors: readonly FormError[], labels: Readonly<Partial<Record<string, string>>>) =>
  errors.map((error) => {
    const label = labels[error.field]
    // The summary goes on with a colon: a question asks no more there.
    return label === undefined ? error : { ...error, label: label.replace(/[？?]$/, '') }
  })

/** Errors in the order in which the page asks: that of its labels. What has no label comes last. */
export const inPageOrder = <E extends FormError>(errors: readonly E[], labels: object): E[] => {
  const order = Object.keys(labels)
  const place = ({ field }: E) => (order.includes(field) ? order.indexOf(field) : order.length)
  return errors.toSorted((a, b) => place(a) - place(b))
}

/** The errors of one form among several alike on a page, each linked to the field that carries that form's mark in its id. */
export const marked = <E extends FormError>(errors: readonly E[], mark: string): E[] =>
  mark === '' ? [...errors] : errors.map((error) => ({ ...error, field: `${error.field}-${mark}` }))

/** The names of the fields of a table (schedule/Rows.astro): which line, which column. */
export const rowLabels = (
  line: string,
  columns: readonly { name: string; label: string }[],
  rows: number,
): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: rows }, (_, i) =>
      columns.map(({ name, label }) => [`${name}-${i}`, `${line.replace('{n}', String(i + 1))} ${label}`]),
    ).flat(),
  )
