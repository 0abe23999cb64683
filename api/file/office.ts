import type { FileRefusal } from './refusal.ts'
import { utf8Of } from './text.ts'
import { type Part, partsOf, unpacked } from './zip.ts'

/** The most bytes of one description of relations or types. */
const mostDescription = 2 * 1024 * 1024

/** Programs, and documents inside the document, by where Office puts them. */
const macro = /vbaproject|vbadata|macrosheets\//i
const embedded = /(?:^|\/)(?:activex|embeddings|externallinks)\//i
/** The sheet behind a diagram: a whole Excel file, looked at like one. */
const sheet = /(?:^|\/)embeddings\/[^/]+\.xlsx$/i

/**
 * Why a Word or Excel file is not taken, or null. Refused: macros (by the part's name or its declared type), ActiveX,
 * embedded objects, everything loaded from elsewhere on opening (templates, pictures, linked workbooks); a link that
 * waits for a click stays. Not looked at: formulas and fields in the text, which Office asks about itself.
 */
export function officeRefusal(bytes: Uint8Array, mostUnpacked: number, inside = false): FileRefusal | null {
  const parts = partsOf(bytes)
  if (!parts) return 'file.unreadable'
  if (new Set(parts.map(({ name }) => name.toLowerCase())).size < parts.length) return 'file.unreadable'
  if (parts.some(({ name }) => macro.test(name))) return 'file.macros'
  const sheets = parts.filter(({ name }) => !inside && sheet.test(name))
  if (parts.some((part) => embedded.test(part.name) && !sheets.includes(part))) return 'file.active'
  if (parts.reduce((sum, { unpackedSize }) => sum + unpackedSize, 0) > mostUnpacked) return 'file.unreadable'
  let left = mostUnpacked
  for (const part of sheets) {
    const bytesInside = unpacked(part, left)
    left -= bytesInside?.length ?? 0
    const refused = bytesInside ? officeRefusal(bytesInside, mostUnpacked, true) : 'file.unreadable'
    if (refused) return refused
  }
  for (const part of parts) {
    if (part.name === '[Content_Types].xml') {
      const text = description(part, left)
      left -= text?.length ?? 0
      if (text === null) return 'file.unreadable'
      if (/vbaproject|macroenabled|macrosheet/i.test(text)) return 'file.macros'
      if (/activex|oleobject/i.test(text)) return 'file.active'
    } else if (/\.rels$/i.test(part.name)) {
      const text = description(part, left)
      left -= text?.length ?? 0
      if (text === null) return 'file.unreadable'
      if (loadsFromElsewhere(text)) return 'file.active'
    }
  }
  return null
}

/** XML as text; none with a document type, whose entities could say what stands nowhere, nor in another encoding. */
function description(part: Part, left: number): string | null {
  const bytes = unpacked(part, Math.min(mostDescription, left))
  const text = bytes && utf8Of(bytes)
  return text === null || text.includes('\0') || /<!doctype/i.test(text) ? null : text
}

/** Whether some relation leads outside that is not a link of the text. Numeric spellings of letters are read too. */
function loadsFromElsewhere(text: string): boolean {
  const plain = text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
    String.fromCodePoint(Math.min(Number.parseInt(digits, hex ? 16 : 10) || 0, 0x10ffff)),
  )
  return [...plain.matchAll(/<(?:\w+:)?Relationship\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g)].some(
    ([relation]) => /TargetMode\s*=\s*["']External["']/i.test(relation) && !/\/hyperlink["']/.test(relation),
  )
}
