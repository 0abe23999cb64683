import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { type Paper, paperAnswerNames, paperSchema } from './paper.ts'
import { paperMatch } from './paperMatch.ts'
import { pair } from './query.ts'
import { refusalLetter } from './refusalLetter.ts'
import type { PaperDetail, PaperItem, PaperList } from './schema.ts'

const read = (content: string): Paper => paperSchema.parse(JSON.parse(content))

function itemOf({ id, name, answer, matterCode }: Paper): PaperItem {
  return { id, name, answer, answerName: paperAnswerNames[answer], matterCode }
}

/** The papers people are sent for, in the order of the document; with `q`, the best answers first. */
export async function listPapers({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { q?: string | undefined }
}): Promise<PaperList> {
  const [stored] = await ctx.db.batch([
    rows<{ content: string }>(ctx.db, sql`SELECT content FROM paper ORDER BY sort, id LIMIT 100`),
  ])
  const papers = stored.map(({ content }) => read(content))
  const q = input.q?.trim()
  if (!q) return { items: papers.map(itemOf), nextCursor: null }
  const ranked = papers
    .map((paper) => {
      const { name, searchWords } = paper
      return { paper, match: paperMatch(q, [name.zh, name.en, ...searchWords.zh, ...searchWords.en]) }
    })
    .filter(({ match }) => match > 0)
    .sort((a, b) => b.match - a.match)
  return { items: ranked.map(({ paper }) => itemOf(paper)), nextCursor: null }
}

/** One paper: the answer, who to ask instead, and the letter for whoever wanted it. 404 when unknown. */
export async function showPaper({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PaperDetail> {
  const { db } = ctx
  const [found, named] = await db.batch([
    rows<{ content: string }>(db, sql`SELECT content FROM paper WHERE id = ${input.id}`),
    rows<{ code: string; name_zh: string; name_en: string; plain: string }>(
      db,
      sql`SELECT m.code, m.name_zh, m.name_en, json_extract(m.content, '$.plainName') AS plain
        FROM paper p
        CROSS JOIN json_each(json_array(json_extract(p.content, '$.matterCode'), json_extract(p.content, '$.exception.matterCode'),
          json_extract(p.content, '$.relatedMatters[0]'), json_extract(p.content, '$.relatedMatters[1]'),
          json_extract(p.content, '$.relatedMatters[2]'))) wanted
        CROSS JOIN matter m ON m.code = wanted.value
        WHERE p.id = ${input.id} GROUP BY m.code`,
    ),
  ])
  const row = found[0]
  if (!row) throw new Problem('not-found')
  const paper = read(row.content)
  const { searchWords: _, ...shown } = paper
  const zh = refusalLetter(paper, 'zh')
  const en = refusalLetter(paper, 'en')
  return {
    ...shown,
    answerName: paperAnswerNames[paper.answer],
    matters: named.map((m) => ({
      code: m.code,
      name: pair(m.name_zh, m.name_en),
      plainName: JSON.parse(m.plain),
    })),
    letter: zh && en ? { zh, en } : null,
  }
}
