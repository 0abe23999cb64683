import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Text } from '../../shared/text.ts'
import { contentOf, type NoticeContent } from '../content.ts'
import { lineDiff } from '../diff.ts'
import { answersOf } from './answers.ts'
import { newsOf } from './query.ts'
import type { NoticeDetail } from './schema.ts'
import {
  answerRows,
  contentRow,
  type FileRow,
  fileRows,
  matterRows,
  type ShownRow,
  shownRow,
  type VersionRow,
  versionRows,
} from './showQuery.ts'

/** Where attachments are handed out. */
export const filesAt = (id: string) => `/api/v1/notices/${id}/files`

/**
 * One published notice, in the version asked for; of a withdrawn one only when and why. One round trip. Throws not-found
 * for what was never published, for a version that is not there and for one whose text held personal data.
 */
export async function showNotice({
  ctx,
  input: { id, version, against },
}: {
  ctx: Ctx
  input: { id: string; version?: number | undefined; against?: number | undefined }
}): Promise<NoticeDetail> {
  const { db, settings } = ctx
  const [[found, versions, contents, earlier, files, matters, answers], writing] = await Promise.all([
    db.batch([
      shownRow(db, id),
      versionRows(db, id),
      contentRow(db, id, version),
      contentRow(db, id, against ?? 0),
      fileRows(db, id, version),
      matterRows(db, id, version),
      answerRows(db, id),
    ]),
    import('../markdown.ts'),
  ])
  const [row] = found
  if (!row) throw new Problem('not-found')
  const newest = contents[0]
  if (row.state === 'withdrawn') return tombstone(row, ctx)
  const readable = readableFrom(versions)
  if (!newest || newest.version < readable) throw new Problem('not-found')
  const content = contentOf(newest)
  const { toPlain } = writing
  // Everything a version says, line by line, so that two can be laid side by side.
  const linesOf = ({ title, summary, body }: NoticeContent) =>
    [title, summary, toPlain(body)].filter((part) => part !== '').join('\n')
  const before = earlier[0]
  if (against !== undefined && (!before || before.version < readable)) throw new Problem('not-found')
  return {
    ...newsOf({ ...row, title: content.title, titleEn: content.titleEn }, settings.bureauName),
    version: newest.version,
    state: row.state,
    withdrawn: null,
    takes: row.takes,
    latest: row.version,
    summary: content.summary,
    html: writtenOut(writing, content, files, row.id, settings.origin),
    text: { zh: toPlain(content.body), en: toPlain(content.bodyEn) },
    versions: versions.map(({ version: n, at, note }) => ({
      version: n,
      at: toIso(at),
      // What was changed in a text that held personal data may hold it too.
      note: n >= readable ? note : '',
      readable: n >= readable,
    })),
    changes: before
      ? { against: before.version, lines: lineDiff(linesOf(contentOf(before)), linesOf(content)) }
      : null,
    details: content.details,
    matters: matters.map(({ code, nameZh, nameEn, plain }) => ({
      code,
      name: { zh: nameZh, en: nameEn },
      plainName: JSON.parse(plain) as Text,
    })),
    files: files.map((file) => ({ ...file, href: `${filesAt(row.id)}/${file.id}` })),
    answers: answersOf(answers, row.takes === 'score'),
  }
}

/** The first version that may be read: a correction that took out personal data hides all before it. */
const readableFrom = (versions: readonly VersionRow[]) =>
  Math.max(1, ...versions.filter(({ hides }) => hides).map(({ version }) => version))

function writtenOut(
  { toHtml }: typeof import('../markdown.ts'),
  content: NoticeContent,
  files: readonly FileRow[],
  id: string,
  origin: string,
): Text {
  const out = (locale: 'zh' | 'en', body: string) =>
    body === '' ? '' : toHtml(body, { locale, filesAt: filesAt(id), files, origin })
  return { zh: out('zh', content.body), en: out('en', content.bodyEn) }
}

/** What stays of a withdrawn notice: that there was one, when it was withdrawn and why. */
function tombstone(row: ShownRow, { settings }: Ctx): NoticeDetail {
  const named = row.withdrawnPersonal ? { title: '', titleEn: '' } : {}
  return {
    ...newsOf({ ...row, ...named }, settings.bureauName),
    state: row.state,
    withdrawn: {
      at: toIso(row.withdrawnAt ?? 0),
      reason: { zh: row.withdrawnZh ?? '', en: row.withdrawnEn ?? '' },
    },
    takes: row.takes,
    latest: row.version,
    summary: '',
    html: { zh: '', en: '' },
    text: { zh: '', en: '' },
    versions: [],
    changes: null,
    details: null,
    matters: [],
    files: [],
    answers: { clear: null, score: null },
  }
}
