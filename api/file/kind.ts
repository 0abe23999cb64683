/** What may be kept: the closed list. Everything else is refused, whatever a name or a browser says it is. */
export interface Kind {
  type: string
  /** The first one is given to the kept file. */
  extensions: readonly [string, ...string[]]
  family: 'image' | 'pdf' | 'office' | 'text'
}

/**
 * No GIF (nothing here needs one), SVG or HTML (they run), ZIP or PPTX (a notice is read, not unpacked or shown), nor
 * the older Office formats (their macros cannot be told apart from outside).
 */
export const kinds: readonly Kind[] = [
  { type: 'application/pdf', extensions: ['pdf'], family: 'pdf' },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], family: 'image' },
  { type: 'image/png', extensions: ['png'], family: 'image' },
  { type: 'image/webp', extensions: ['webp'], family: 'image' },
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    family: 'office',
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    family: 'office',
  },
  { type: 'text/plain', extensions: ['txt'], family: 'text' },
  { type: 'text/csv', extensions: ['csv'], family: 'text' },
]

/** The row of a type, if it may be kept. */
export function kindOf(type: string): Kind | undefined {
  return kinds.find((kind) => kind.type === type)
}

/** For the `accept` of a file field: a hint to the browser, never a check. */
export const acceptAttribute = kinds
  .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
  .join(',')
