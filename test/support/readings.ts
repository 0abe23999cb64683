import type { Visitor } from './visitor.ts'

/** Where nothing is read: the way out, and pages that only change something. */
const passed = /\/(sign-out|sign-in|join|set-up|account)(\/|$|\?)/

let asked = 0
/** More is read in a minute than a network may read: each page is asked for from another. */
const elsewhere = () => {
  asked += 1
  return { 'cf-connecting-ip': `10.${(asked >> 8) & 255}.${asked & 255}.1` }
}

/** Times and days go on while somebody reads. */
const timeless = (text: string) =>
  text
    .replace(/\d{4}-\d{2}-\d{2}/g, '··')
    .replace(/\d{1,2}:\d{2}(:\d{2})?( [ap]m)?/g, '··')
    .replace(/(\d{4} 年 )?\d{1,2} 月 \d{1,2} 日(（[^）]*）)?/g, '··')
    .replace(
      /((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})?/g,
      '··',
    )

/** What a page says and where it leads. */
function sayingOf(html: string): string {
  const links = [...html.matchAll(/<a[^>]* href="([^"]+)"/g)].map(([, to]) => to)
  const text = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')
  return timeless(`${text.replace(/\s+/g, ' ')}\n${links.join('\n')}`)
}

/**
 * Everything somebody at work can read without opening a record: the first page, each page of the menu, each list by the
 * links it narrows itself with, each file they can take along. What they say, by address.
 */
export async function readings(
  { context, locale }: Visitor,
  start: readonly string[],
): Promise<Map<string, string>> {
  const prefix = locale === 'en' ? '/en' : ''
  const found = new Map<string, string>()
  const waiting = start.map((path) => prefix + path)
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(timeless(path)) || passed.test(path)) continue
    const answer = await context.request.get(path, { headers: elsewhere() })
    const html = await answer.text()
    if (answer.status() >= 429) throw new Error(`${path}: ${answer.status()}`)
    found.set(timeless(path), `${answer.status()} ${sayingOf(html)}`)
    if (path.includes('?')) continue
    for (const [, to = ''] of html.matchAll(/<a[^>]* href="([^"#]+)/g)) {
      const [where = '', query] = to.replaceAll('&amp;', '&').split('?')
      const listed =
        query === undefined ? /^\/staff\/[a-z]+$/ : new RegExp(`^${path.slice(prefix.length)}(/file)?$`)
      if (where.startsWith(`${prefix}/staff`) && listed.test(where.slice(prefix.length)))
        waiting.push(to.replaceAll('&amp;', '&'))
    }
  }
  return found
}
