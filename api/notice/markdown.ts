import MarkdownIt, { type Env, type Token } from 'markdown-it'
import type { Locale } from '../shared/text.ts'

/** An attachment a text may show or link to, by `file:<id>`. */
interface TextFile {
  id: string
  name: string
  type: string
}

/** What a text is written out for. */
export interface Writing {
  locale: Locale
  /** Where its attachments are handed out, without the id: `/notices/nt_…/files`. */
  filesAt: string
  files: readonly TextFile[]
  /** Links to this origin do not leave the site. */
  origin: string
}

const OWN_FILE = /^file:(nf_[0-9a-f]{32})$/
/** A path of ours: `/` and no second one, no backslash, which browsers read as one. */
const OWN_PATH = /^(?:\/(?![/\\])|#)[^\\\s]*$/
const OUTSIDE = /^(?:https?:\/\/[^\s/?#@\\]+(?:[/?#]|$)|mailto:[^\s@<>]+@[^\s@<>]+$)/i

const markdown = new MarkdownIt('default', { html: false, linkify: false, breaks: true })
// Nothing else becomes a link: no javascript:, data:, other schemes, names before an @, addresses without a scheme.
markdown.validateLink = (url) => OWN_FILE.test(url) || OWN_PATH.test(url) || OUTSIDE.test(url)

const { rules } = markdown.renderer
const writingOf = (env: Env | undefined) => env?.writing as Writing
const escaped = markdown.utils.escapeHtml
const words = {
  leaving: { zh: '（将离开本站）', en: ' (leaves this site)' },
  gone: { zh: '图片不可用', en: 'Picture not available' },
  table: { zh: '表格，可左右滚动', en: 'Table, can be scrolled sideways' },
}

rules.link_open = (tokens, index, _options, env) => {
  const { filesAt, files, origin } = writingOf(env)
  const href = String(tokens[index]?.attrGet('href') ?? '')
  const file = OWN_FILE.exec(href)
  if (file)
    return files.some(({ id }) => id === file[1]) ? `<a href="${escaped(`${filesAt}/${file[1]}`)}">` : '<a>'
  if (!leaves(href, origin)) return `<a href="${escaped(href)}">`
  return `<a href="${escaped(href)}" rel="noopener noreferrer external" class="leaving">`
}
rules.link_close = (tokens, index, _options, env) => {
  const { locale, origin } = writingOf(env)
  const href = String(openOf(tokens, index)?.attrGet('href') ?? '')
  return leaves(href, origin) ? `<span class="leaving-note">${words.leaving[locale]}</span></a>` : '</a>'
}
rules.image = (tokens, index, _options, env) => {
  const { filesAt, files, locale } = writingOf(env)
  const token = tokens[index]
  const id = OWN_FILE.exec(String(token?.attrGet('src') ?? ''))?.[1]
  const alt = plainInline(token?.children ?? [])
  const found = files.find((file) => file.id === id && file.type.startsWith('image/'))
  if (!found) return `<em>[${words.gone[locale]}${alt && `：${escaped(alt)}`}]</em>`
  return `<img src="${escaped(`${filesAt}/${found.id}`)}" alt="${escaped(alt)}" loading="lazy" decoding="async">`
}
rules.table_open = (_tokens, _index, _options, env) =>
  `<section class="scroll" tabindex="0" aria-label="${words.table[writingOf(env).locale]}"><table>\n`
rules.table_close = () => '</table></section>\n'
// The library aligns by a style attribute, which the policy forbids.
for (const tag of ['th', 'td'] as const)
  rules[`${tag}_open`] = (tokens, index) => {
    const align = /text-align:(right)/.exec(String(tokens[index]?.attrGet('style') ?? ''))?.[1]
    const scope = tag === 'th' ? ' scope="col"' : ''
    return `<${tag}${scope}${align ? ` class="r"` : ''}>`
  }

const leaves = (href: string, origin: string) =>
  /^https?:/i.test(href) && !(href === origin || href.startsWith(`${origin}/`))

/** The link that ends here: links hold no links. */
function openOf(tokens: readonly Token[], close: number): Token | undefined {
  return tokens.slice(0, close).findLast(({ type }) => type === 'link_open')
}

/**
 * A text as HTML that may stand in a page as it is: no markup of the writer's own, links to ourselves, to http(s) and to
 * mail addresses only (those that leave say so), pictures from its own attachments only, headings from h2 on without a
 * gap, no style attribute.
 */
export function toHtml(text: string, writing: Writing): string {
  const env = { writing }
  const tokens = markdown.parse(text, env)
  settleHeadings(tokens)
  return markdown.renderer.render(tokens, markdown.options, env)
}

/** The highest heading becomes h2, and none is more than one below the one before it. */
function settleHeadings(tokens: readonly Token[]): void {
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close')
  const levels = headings.map(({ tag }) => Number(tag[1]))
  const highest = Math.min(...levels)
  let before = 1
  headings.forEach((token, i) => {
    if (token.type === 'heading_open') before = Math.min(levels[i]! - highest + 2, before + 1, 6)
    token.tag = `h${before}`
  })
}

/** A paragraph, heading, row of a table or piece of code: what it says, and where its lines stand in the text. */
export interface Block {
  plain: string
  from: number
  to: number
}

/** What a text says block by block; the cells of a row are one block, apart. Line ends are `\n`. */
export function blocksOf(text: string): Block[] {
  const lines = text.split('\n')
  const starts = [0]
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1)
  const blocks: Block[] = []
  let map: readonly [number, number] = [0, 0]
  let row: string[] | null = null
  const put = (said: string) => {
    const plain = said.trim()
    if (plain !== '') blocks.push({ plain, from: starts[map[0]] ?? 0, to: (starts[map[1]] ?? 1) - 1 })
  }
  for (const { type, map: own, children, content } of markdown.parse(text, {})) {
    if (own) map = [own[0], own[1]]
    if (type === 'tr_open') row = []
    else if (type === 'tr_close') {
      put((row ?? []).join(' | '))
      row = null
    } else if (type === 'inline') {
      const said = plainInline(children ?? [])
      if (row) row.push(said)
      else put(said)
    } else if (type === 'fence' || type === 'code_block') put(content)
  }
  return blocks
}

/** What a text says, without its markup, a line for each block: for the search, for feeds, for a short form. */
export function toPlain(text: string): string {
  return markdown
    .parse(text, {})
    .flatMap((token) => {
      if (token.type === 'inline') return [plainInline(token.children ?? [])]
      return token.type === 'fence' || token.type === 'code_block' ? [token.content] : []
    })
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

function plainInline(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n'
      return token.type === 'image' ? plainInline(token.children ?? []) : token.content
    })
    .join('')
}

/** The beginning of a text in so many characters, for lists and feeds where nobody wrote a summary. */
export function opening(text: string, most: number): string {
  const plain = [...toPlain(text).replace(/\s+/g, ' ')]
  return plain.length <= most ? plain.join('') : `${plain.slice(0, most - 1).join('')}…`
}
