import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { gateRules } from '../privacy/gate/rules.ts'
import { may } from '../staff/permission.ts'
import { mostFiles } from './attach.ts'
import { contentOf, type NoticeContent, textFields } from './content.ts'
import { aboutRow, categoryRows, currentRow, eventRows, versionRows } from './deskQuery.ts'
import { lineDiff } from './diff.ts'
import { findingsOf, type LetStand, type NoticeFinding, officialOf, officialRow } from './gate.ts'
import { toHtml } from './markdown.ts'
import { fileRows, type NoticeRow, noticeRow, standing } from './query.ts'
import { reach } from './reach.ts'
import { readingOf } from './reading.ts'
import type { Desk, DeskFinding } from './staffSchema.ts'

/**
 * One notice for those who work on it: its draft, or what the public reads; what the privacy gate finds, where; how it
 * will look; what a correction changes; its road; and what whoever asks may do now. Throws record-not-found,
 * not-allowed.
 */
export async function showDesk({ ctx, input: { id } }: { ctx: Ctx; input: { id: string } }): Promise<Desk> {
  const [found, files, official, [about], [current], versions, events, categories] = await ctx.db.batch([
    noticeRow(ctx, id),
    fileRows(ctx, id),
    officialRow(ctx),
    aboutRow(ctx, id),
    currentRow(ctx, id),
    versionRows(ctx, id),
    eventRows(ctx, id),
    categoryRows(ctx),
  ])
  const { row, staff } = reach(ctx, found, 'notice.review')
  const shown = row.draft ?? current
  if (!shown || !about) throw new TypeError('notice: neither draft nor version')
  const content = contentOf(shown)
  const attached = standing(files)
  const note = row.draft ? row.note : (current?.note ?? '')
  const findings = findingsOf({ content, note, files: attached }, officialOf(ctx, official[0]))
  const named = categories.map(({ code, nameZh, nameEn, takes }) => ({
    code,
    name: { zh: nameZh, en: nameEn },
    takes,
  }))
  const category = named.find(({ code }) => code === row.categoryCode)
  if (!category) throw new TypeError('notice: no column')
  const writing = {
    filesAt: `/api/v1/staff/notices/${id}/files`,
    files: attached,
    origin: ctx.settings.origin,
  }
  return {
    id,
    rev: row.rev,
    state: row.state,
    step: row.step,
    number: row.number,
    version: row.version,
    category,
    publisher: {
      slug: about.slug,
      name:
        about.slug === null ? ctx.settings.bureauName : { zh: about.pointZh ?? '', en: about.pointEn ?? '' },
    },
    aroseOn: row.aroseOn,
    dueOn: row.dueOn,
    late: row.publishedAt === null && row.dueOn < dayOf(ctx.clock.now()),
    publishAt: isoOrNull(row.publishAt),
    publishedAt: isoOrNull(row.publishedAt),
    changedAt: isoOrNull(row.changedAt),
    withdrawn:
      about.withdrawnAt === null
        ? null
        : {
            at: toIso(about.withdrawnAt),
            reason: { zh: about.withdrawnZh ?? '', en: about.withdrawnEn ?? '' },
            personal: about.withdrawnPersonal === 1,
          },
    content,
    note,
    hides: row.hides === 1,
    html: {
      zh: toHtml(content.body, { ...writing, locale: 'zh' }),
      en: toHtml(content.bodyEn, { ...writing, locale: 'en' }),
    },
    findings: findings.map(explained),
    files: attached.map(({ id: fileId, name, type, size, fromVersion, reading }) => ({
      id: fileId,
      name,
      type,
      size,
      fresh: fromVersion === null,
      read: readingOf(reading).read,
    })),
    changes: row.draft && current ? changesOf(contentOf(current), content) : [],
    versions: versions.map(({ version, at, note: changed, hides, over, overWhy, erasedAt, erasedWhy }) => ({
      version,
      at: toIso(at),
      note: changed,
      hides: hides === 1,
      erased: erasedAt === null ? null : { at: toIso(erasedAt), why: erasedWhy ?? '' },
      over: (JSON.parse(over) as LetStand[]).map(({ rule }) => rule),
      overWhy,
    })),
    events: events.map((event) => ({ ...event, at: toIso(event.at) })),
    may: { ...mayOf(ctx, row, staff.id), erase: mayErase(ctx, row, about.withdrawnPersonal === 1, versions) },
    mostFiles,
    categories: named,
  }
}

const isoOrNull = (at: number | null) => (at === null ? null : toIso(at))

function explained({ key, field, from, to, text, rule, around }: NoticeFinding): DeskFinding {
  const found = gateRules.find(({ id }) => id === rule)
  if (!found) throw new TypeError(`gate: no words for ${rule}`)
  const { title, basis, certainty, advice } = found
  return { key, field, from, to, text, rule, title, basis, certainty, advice, ...(around && { around }) }
}

/** The fields that differ, line by line. */
function changesOf(before: NoticeContent, after: NoticeContent): Desk['changes'] {
  return [...textFields, 'matters' as const, 'details' as const].flatMap((field) => {
    const [a, b] = [before, after].map((content) => {
      const value = content[field]
      return typeof value === 'string' ? value : JSON.stringify(value)
    })
    return a === b ? [] : [{ field, lines: lineDiff(a ?? '', b ?? '') }]
  })
}

/** Whether there is a text to erase, and whoever asks may erase it (the rule of api/notice/erase.ts). */
const mayErase = (
  ctx: Ctx,
  row: NoticeRow,
  personal: boolean,
  versions: readonly { version: number; hides: 0 | 1; erasedAt: number | null }[],
) =>
  may(ctx.actor, 'notice.withdraw', row.publisherId) &&
  versions.some(
    ({ version, erasedAt }) =>
      erasedAt === null &&
      (personal || versions.some((later) => later.hides === 1 && later.version > version)),
  )

function mayOf(ctx: Ctx, row: NoticeRow, staffId: string): Omit<Desk['may'], 'erase'> {
  const at = (permission: 'notice.write' | 'notice.review' | 'notice.withdraw') =>
    may(ctx.actor, permission, row.publisherId)
  const reads = at('notice.review') && (row.step === 'review' || row.step === 'scheduled')
  const wroteIt = row.authorId === staffId || row.savers.includes(staffId)
  return {
    edit: at('notice.write') && row.step === 'draft',
    recall: at('notice.write') && row.step === 'review',
    publish: reads && !wroteIt,
    giveBack: reads,
    correct: at('notice.write') && row.state === 'published' && row.draft === null,
    withdraw: at('notice.withdraw') && row.state === 'published',
    wroteIt,
  }
}
