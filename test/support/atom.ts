import { type XmlElement, xmlRead } from './xml.ts'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** The one child of that name. Throws where there is none or another. */
function only(element: XmlElement, name: string): XmlElement {
  const found = element.children.filter((child) => child.name === name)
  if (found.length !== 1) throw new Error(`atom: ${found.length} ${name} in ${element.name}`)
  return found[0]!
}

function moment(element: XmlElement, name: string): string {
  const { text } = only(element, name)
  if (!instant.test(text)) throw new Error(`atom: ${name} ${text}`)
  return text
}

/** The addresses of links of one kind, absolute. */
const links = (element: XmlElement, rel: string) =>
  element.children
    .filter(({ name, attributes }) => name === 'link' && attributes.rel === rel)
    .map(({ attributes }) => new URL(attributes.href ?? '').href)

function common(element: XmlElement) {
  const id = only(element, 'id').text
  if (!/^tag:[^,]+,\d{4}:\S+$/.test(id)) throw new Error(`atom: ${id} is no tag URI`)
  if (!only(only(element, 'author'), 'name').text) throw new Error('atom: nobody is the author')
  const title = only(element, 'title').text
  if (!title) throw new Error('atom: no title')
  const [alternate, another] = links(element, 'alternate')
  if (!alternate || another) throw new Error('atom: not one alternate link')
  return { id, title, updated: moment(element, 'updated'), alternate }
}

/**
 * Reads an Atom feed with its tombstones. Throws on what RFC 4287 and 6721 demand and is not there: one id, title and
 * updated of the feed and each entry, an author, absolute links, instants of RFC 3339.
 */
export function atomRead(text: string) {
  const feed = xmlRead(text)
  if (feed.name !== 'feed' || feed.attributes.xmlns !== 'http://www.w3.org/2005/Atom')
    throw new Error('atom: no feed')
  if (links(feed, 'self').length !== 1) throw new Error('atom: no address of its own')
  const entries = feed.children.filter(({ name }) => name === 'entry')
  const deleted = feed.children.filter(({ name }) => name === 'at:deleted-entry')
  if (deleted.length > 0 && feed.attributes['xmlns:at'] !== 'http://purl.org/atompub/tombstones/1.0')
    throw new Error('atom: tombstones have no namespace')
  return {
    ...common(feed),
    entries: entries.map((entry) => {
      const content = only(entry, 'content')
      if (content.attributes.type !== 'html') throw new Error('atom: content is not said to be HTML')
      return {
        ...common(entry),
        published: moment(entry, 'published'),
        content: content.text,
        enclosures: links(entry, 'enclosure'),
      }
    }),
    deleted: deleted.map((one) => {
      const { ref = '', when = '' } = one.attributes
      if (!ref || !instant.test(when)) throw new Error('atom: a tombstone of nothing')
      return { ref, when, comment: only(one, 'at:comment').text }
    }),
  }
}
