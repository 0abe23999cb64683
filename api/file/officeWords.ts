import { everyWord, sheetText, wordText } from './officeXml.ts'
import { utf8Of } from './text.ts'
import type { FileWords } from './wordsOf.ts'
import { type Part, partsOf, unpacked } from './zip.ts'

/** Parts that say how something looks or is sorted, and nothing that is read. */
const dress =
  /(?:^|\/)(?:\[content_types\]|styles|stylesWithEffects|theme\d*|settings|webSettings|fontTable|numbering|calcChain|workbook|metadata|tableStyles|colors\d*|style\d*)\.xml$|^docProps\/(?:app|custom)\.xml$/i
const picture = /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp|svg|wdp)$/i
const inner = /(?:^|\/)embeddings\/[^/]+\.xlsx$/i

/**
 * Everything that is written in a Word or Excel file: its text with what was struck out, notes, headers, comments, cells
 * of all sheets (hidden ones too), the data behind diagrams. Not whole where it holds pictures, or more than `most` bytes
 * unpacked.
 */
export function officeWords(bytes: Uint8Array, most: number, inside = false): FileWords {
  const parts = partsOf(bytes)
  if (!parts) return { text: '', whole: false }
  let left = most
  let whole = true
  const read = (part: Part): string => {
    const unfolded = unpacked(part, left)
    const text = unfolded && utf8Of(unfolded)
    left -= unfolded?.length ?? 0
    // A document type could say things by names of its own.
    if (text === null || text.includes('\0') || /<!doctype/i.test(text)) {
      whole = false
      return ''
    }
    return text
  }
  const texts: string[] = []
  const sharedPart = parts.find(({ name }) => /^xl\/sharedStrings\.xml$/i.test(name))
  const shared = sharedPart ? wordText(read(sharedPart)).map((text) => text.replaceAll('\n', ' ')) : []
  const used = new Set<number>()
  for (const part of inOrder(parts)) {
    if (picture.test(part.name)) whole = false
    else if (inner.test(part.name) && !inside) {
      const sheet = unpacked(part, left)
      const words = sheet ? officeWords(sheet, left - sheet.length, true) : { text: '', whole: false }
      left -= sheet?.length ?? 0
      texts.push(words.text)
      whole &&= words.whole
    } else if (part === sharedPart || !/\.(?:xml|rels)$/i.test(part.name) || dress.test(part.name)) continue
    else if (/^xl\/worksheets\/[^/]+\.xml$/i.test(part.name)) texts.push(sheetText(read(part), shared, used))
    else if (/\.rels$/i.test(part.name)) texts.push(linksIn(read(part)))
    else texts.push(...(/^(?:word|xl)\//i.test(part.name) ? wordText : everyWord)(read(part)))
  }
  // Words that no cell shows are in the file all the same.
  texts.push(...shared.filter((_, i) => !used.has(i)))
  return { text: texts.filter((text) => text.trim() !== '').join('\n'), whole }
}

/** The document itself first: what is found there stands at the lines a reader counts. */
function inOrder(parts: readonly Part[]): Part[] {
  const rank = ({ name }: Part) => (/^word\/document\.xml$|^xl\/worksheets\//i.test(name) ? 0 : 1)
  return [...parts].sort((a, b) => rank(a) - rank(b))
}

/** Where links of the text lead: a mail address, a telephone. */
function linksIn(xml: string): string {
  return [...xml.matchAll(/Target\s*=\s*["']((?:mailto|tel|sms):[^"'<>]{1,300})["']/gi)]
    .map(([, target = '']) => target)
    .join('\n')
}
