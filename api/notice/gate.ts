import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Finding, Official } from '../privacy/gate/finding.ts'
import { findPersonal } from '../privacy/gate/findPersonal.ts'
import { redact } from '../privacy/gate/redact.ts'
import { type NoticeContent, type TextField, textFields } from './content.ts'
import { readingOf } from './reading.ts'
import { findRendered, type RenderedFinding } from './rendered.ts'

/**
 * Where in a notice something was found: one of its texts, what was changed, the place of a meeting, a file's name
 * (`file:`) or its words (`inside:`, by the file's id).
 */
export type FoundIn = TextField | 'note' | 'place' | `file:${string}` | `inside:${string}`

/** A place in a notice that should not be published. */
export interface NoticeFinding extends RenderedFinding {
  field: FoundIn
  /** Names it within this text, and says nothing of what stands there. */
  key: string
  /** Of a place inside a file, which no page can show: what stands around it, and its line. */
  around?: { before: string; behind: string; line: number }
}

/** What the gate reads of a notice. */
export interface Read {
  content: NoticeContent
  note: string
  files: readonly { id: string; name: string; reading: string | null }[]
}

/** Statement: what the bureau publishes of itself, which is no finding: telephones, addresses, names of officers. */
export function officialRow(ctx: Ctx) {
  return rows<{ phones: string; names: string; addresses: string }>(
    ctx.db,
    sql`SELECT
      (SELECT json_group_array(phone) FROM (
        SELECT phone FROM service_point UNION SELECT duty_phone FROM officer
        UNION SELECT mobile FROM officer WHERE mobile_public = 1 AND mobile IS NOT NULL)) AS phones,
      (SELECT json_group_array(name_zh) FROM officer) AS names,
      (SELECT json_group_array(address_zh) FROM service_point) AS addresses`,
  )
}

/** What is official, out of the row of `officialRow`. */
export function officialOf(
  ctx: Pick<Ctx, 'settings'>,
  row: { phones: string; names: string; addresses: string } | undefined,
): Official {
  const list = (json: string | undefined) => JSON.parse(json ?? '[]') as string[]
  return {
    phones: [...list(row?.phones), ctx.settings.contactPhone].filter((phone) => phone !== ''),
    names: list(row?.names),
    addresses: list(row?.addresses),
  }
}

/** Everything in a notice that should not be published, field by field in the order in which they are read. */
export function findingsOf({ content, note, files }: Read, official: Official): NoticeFinding[] {
  const place = content.details && 'place' in content.details ? content.details.place : ''
  const texts: [FoundIn, string][] = [
    ...textFields.map((field): [FoundIn, string] => [field, content[field]]),
    ['note', note],
    ['place', place],
    ...files.map(({ id, name }): [FoundIn, string] => [`file:${id}`, name]),
  ]
  const written = texts.flatMap(([field, text]) =>
    (isMarkdown(field) ? findRendered(text, official) : findPersonal(text, { official })).map((finding) => ({
      ...finding,
      field,
      key: keyOf(field, finding),
    })),
  )
  const attached = files.flatMap(({ id, reading }) =>
    readingOf(reading).found.map(({ around, ...finding }): NoticeFinding => {
      const field: FoundIn = `inside:${id}`
      return { ...finding, field, key: keyOf(field, finding), around }
    }),
  )
  return [...written, ...attached]
}

const isMarkdown = (field: FoundIn) => field === 'body' || field === 'bodyEn'

const keyOf = (field: FoundIn, { from, to, rule }: Finding) => `${field}:${from}-${to}:${rule}`

/** The notice with these findings in their masked form. A file is not changed: it is taken out and put to
 * it anew; nor is what cannot be told from its lines. */
export function redacted({ content, note }: Read, findings: readonly NoticeFinding[]) {
  const hidden = (field: FoundIn, text: string) =>
    redact(
      text,
      findings.filter((finding) => finding.field === field && !finding.loose),
    )
  const { details } = content
  const texts = Object.fromEntries(textFields.map((field) => [field, hidden(field, content[field])]))
  return {
    content: {
      ...content,
      ...texts,
      details:
        details && 'place' in details ? { ...details, place: hidden('place', details.place) } : details,
    },
    note: hidden('note', note),
  }
}

/** What a second reader let stand: never what stands there, only where, and by which rule. */
export interface LetStand {
  key: string
  rule: string
}
