import type { Desk, DeskFinding } from '../../../../api/notice/staffSchema.ts'

/** So many characters are shown before and behind a finding. */
const context = 24

const fields = ['title', 'summary', 'body', 'titleEn', 'bodyEn', 'note', 'place'] as const

/** The field of a notice a finding stands in, as the words name it. */
export const fieldKey = (field: string) => fields.find((name) => name === field) ?? 'body'

/** The whole text in which something was found. */
function textOf(field: string, { content, note, files }: Desk): string {
  if (fileOf(field, { files })) return fileOf(field, { files })?.file?.name ?? ''
  const { details } = content
  switch (fieldKey(field)) {
    case 'note':
      return note
    case 'place':
      return details && 'place' in details ? details.place : ''
    case 'title':
      return content.title
    case 'summary':
      return content.summary
    case 'titleEn':
      return content.titleEn
    case 'bodyEn':
      return content.bodyEn
    default:
      return content.body
  }
}

/** The attachment a finding stands in, if it is one: in its name or in its words. */
export function fileOf(field: string, { files }: Pick<Desk, 'files'>) {
  const id = /^(?:file|inside):(.+)$/.exec(field)?.[1]
  return id === undefined
    ? undefined
    : { inside: field.startsWith('inside:'), file: files.find((one) => one.id === id) }
}

/** The id of the control of the form in which something was found; an attachment stands in their list. */
export const anchorOf = (field: string, desk: Pick<Desk, 'files'>) =>
  fileOf(field, desk) ? 'files' : fieldKey(field)

/** A finding with a little of what stands around it. */
export function aroundOf(finding: DeskFinding, desk: Desk) {
  const { from, to, around } = finding
  if (around) return { before: around.before, text: finding.text, behind: around.behind }
  const text = textOf(finding.field, desk)
  return {
    before: (from > context ? '…' : '') + text.slice(Math.max(0, from - context), from),
    text: text.slice(from, to),
    behind: text.slice(to, to + context) + (to + context < text.length ? '…' : ''),
  }
}
