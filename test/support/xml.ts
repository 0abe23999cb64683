/** An element of an XML document; `text` is all the words directly in it. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no spelling for these
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** Reads a document of elements, attributes and text. Throws on anything that is not well-formed. */
export function xmlRead(document: string): XmlElement {
  if (forbidden.test(document) || !document.isWellFormed()) throw new Error('xml: characters')
  const token =
    /<\?xml [^?]*\?>|<(?<close>\/?)(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:\s+[A-Za-z][\w:.-]*="[^"<]*")*)\s*(?<empty>\/?)>|[^<]+/gy
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let end = 0
  for (const match of document.matchAll(token)) {
    end = match.index + match[0].length
    const { close, name, attributes, empty } = match.groups ?? {}
    const inside = open.at(-1)!
    if (name === undefined) {
      if (!match[0].startsWith('<?')) inside.text += plain(match[0])
    } else if (close) {
      if (open.pop()?.name !== name) throw new Error(`xml: </${name}> closes something else`)
    } else {
      const element: XmlElement = { name, attributes: {}, children: [], text: '' }
      for (const [, key, value] of (attributes ?? '').matchAll(/([\w:.-]+)="([^"]*)"/g)) {
        if (key! in element.attributes) throw new Error(`xml: ${key} twice`)
        element.attributes[key!] = plain(value!)
      }
      inside.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [only, more] = root.children
  if (end !== document.length) throw new Error(`xml: not well-formed at ${document.slice(end, end + 60)}`)
  if (open.length !== 1 || !only || more || root.text.trim()) throw new Error('xml: not one whole element')
  return only
}

function plain(text: string): string {
  return text.replace(/&([^;&]{0,8});?/g, (whole, name: string) => {
    const found = whole.endsWith(';') ? entities[name] : undefined
    if (found === undefined) throw new Error(`xml: ${whole}`)
    return found
  })
}
