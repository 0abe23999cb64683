import type { z } from '@hono/zod-openapi'
import type { Ctx } from '../context.ts'
import { xml } from '../notice/public/atom.ts'
import { type Locale, say } from '../shared/text.ts'
import { publishedRoot } from './published.ts'
import { type RootRow, rootsBefore } from './query.ts'
import type { rootFeedQuery, rootSchema } from './schema.ts'

/** Days in the feed; older ones are in the list of roots. */
const DAYS = 31

const words = {
  title: { zh: '每日存证指纹', en: 'Daily fingerprints of the record' },
  keep: {
    zh: '留着它：以后公布的指纹对不上这一条，就是有人改过记录。',
    en: 'Keep this: if what is published later does not fit it, somebody changed the record.',
  },
}

/**
 * The roots of the last days as Atom (RFC 4287). A reader that has an entry holds a copy of the root the bureau can no
 * longer change; ids never change, and an entry never does. One read.
 */
export async function rootFeed({
  ctx,
  input,
}: {
  ctx: Ctx
  input: z.infer<typeof rootFeedQuery>
}): Promise<{ text: string; updatedAt: number }> {
  const { settings, db } = ctx
  const locale = input.lang ?? ctx.locale
  const [found] = await db.batch([rootsBefore(ctx, '9999-12-31', DAYS)])
  const whose = say(settings.bureauName, locale)
  const at = (path: string) => xml(new URL(`${locale === 'en' ? '/en' : ''}${path}`, settings.origin).href)
  const updatedAt = found[0]?.sealedAt ?? 0
  const entries = await Promise.all(
    found.map((row) => entryOf(row, { locale, whose, page: at('/open/proof') })),
  )
  const text = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale === 'zh' ? 'zh-Hans-CN' : 'en-GB'}">
<id>${idOf(settings.origin, `roots:${locale}`)}</id>
<title>${xml(`${whose} · ${say(words.title, locale)}`)}</title>
<updated>${instant(updatedAt)}</updated>
<author><name>${xml(whose)}</name></author>
<link rel="self" type="application/atom+xml" href="${at('/open/proof.atom')}"/>
<link rel="alternate" type="text/html" href="${at('/open/proof')}"/>
${entries.map(([day, rest]) => `<entry>\n<id>${idOf(settings.origin, `root:${day}:${locale}`)}</id>\n${rest}</entry>\n`).join('')}</feed>
`
  return { text, updatedAt }
}

const instant = (ms: number) => new Date(ms).toISOString()
const idOf = (origin: string, name: string) => xml(`tag:${new URL(origin).hostname},2026:${name}`)

/** A day and its entry, all but the id. */
async function entryOf(
  row: RootRow,
  { locale, whose, page }: { locale: Locale; whose: string; page: string },
): Promise<[string, string]> {
  const root = await publishedRoot(row)
  const { day, checkpoint } = root
  const html = `<p>${xml(checkpoint)}</p><p>${xml(say(words.keep, locale))}</p><pre>${xml(JSON.stringify(kept(root)))}</pre>`
  const sealed = instant(row.sealedAt)
  return [
    day,
    `<title>${day}</title>
<published>${sealed}</published>
<updated>${sealed}</updated>
<author><name>${xml(whose)}</name></author>
<link rel="alternate" type="text/html" href="${page}#d${day}"/>
<summary>${xml(checkpoint)}</summary>
<content type="html">${xml(html)}</content>
`,
  ]
}

/** What was signed, with the signature: enough for the check to hold it against another list. */
const kept = ({ day, size, root, previous, signature, publicKey }: z.infer<typeof rootSchema>) => ({
  day,
  size,
  root,
  previous,
  signature,
  publicKey,
})
