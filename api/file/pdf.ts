import { inflate } from './inflate.ts'
import type { FileRefusal } from './refusal.ts'
import { asBytesText } from './text.ts'

/** A pattern for a PDF name in any spelling: each character may be written as # and two digits (ISO 32000, 7.3.5). */
function named(name: string): string {
  const spelled = [...name].map((character) => {
    const code = character.charCodeAt(0).toString(16)
    return `(?:${character}|#${code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`
  })
  return `/${spelled.join('')}(?=[\\s\\0()<>[\\]{}/%]|$)`
}

/**
 * Names of what acts by itself or carries more than the eye sees: scripts, starting programs, files inside, forms sent
 * away, films, and the older form language with its own scripts. A link (/URI) is only followed by a click, and stays.
 */
const acting = [
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Rendition',
]
// Three bytes turn up by chance in a large picture, so this one counts only with a script behind it.
const script = `${named('JS')}\\s*(?:[(<]|\\d+\\s+\\d+\\s+R)`
const acts = new RegExp([...acting.map(named), script].join('|'))
const encrypted = new RegExp(named('Encrypt'))
/** The dictionary of an object stream: by its type, or by the place of its first object, a number and no reference. */
const packed = new RegExp(`${named('ObjStm')}|${named('First')}\\s*\\d+(?!\\d|\\s+\\d+\\s+R)`, 'g')
/** Other ways of packing than Flate, whole and in short. */
const otherwise = new RegExp(
  ['LZWDecode', 'LZW', 'ASCIIHexDecode', 'AHx', 'ASCII85Decode', 'A85', 'RunLengthDecode', 'RL', 'Crypt']
    .map(named)
    .join('|'),
)
/** An object stream begins with pairs of numbers: an object and its place. */
const pairs = /^\s*\d+\s+\d+\s/

/** The most bytes that all object streams of one file may unpack to. */
const mostUnpacked = 32 * 1024 * 1024

/**
 * Why a PDF is not taken, or null. Looked at: the whole file as it stands, and everything packed by Flate that begins as
 * an object stream does, whatever its dictionary says. Refused unseen: encrypted files, and object streams packed in any
 * other way. Not looked at: contents of pages, fonts, pictures, and what they do to a reader with a fault of its own. A
 * predictor on an object stream, hidden behind a second false one, would pass: this is a sieve for what is known, no proof.
 */
export function pdfRefusal(bytes: Uint8Array): FileRefusal | null {
  const text = asBytesText(bytes)
  if (!/^%PDF-[12]\.\d/.test(text)) return 'file.unreadable'
  const end = text.lastIndexOf('%%EOF')
  if (end < 0) return 'file.unreadable'
  if (/[^\s\0]/.test(text.slice(end + 5))) return 'file.trailing'
  if (encrypted.test(text)) return 'file.locked'
  if (acts.test(text)) return 'file.active'
  return packedRefusal(bytes, text)
}

function packedRefusal(bytes: Uint8Array, text: string): FileRefusal | null {
  const begins = [...text.matchAll(/stream[ \t\0\f]*(?:\r\n|\n|\r)/g)].map(
    ({ index, 0: word }) => index + word.length,
  )
  const objectStreams = new Set<number>()
  let left = mostUnpacked
  for (const from of begins) {
    if (!pairs.test(headOf(bytes, from))) continue
    objectStreams.add(from)
    const inside = inflate(bytes.subarray(from), left, { raw: false })
    if (!inside) return 'file.unreadable'
    left -= inside.length
    if (acts.test(asBytesText(inside))) return 'file.active'
  }
  // Each dictionary that announces an object stream must be followed by one that could be read.
  let announced = false
  let next = 0
  for (const { index } of text.matchAll(packed)) {
    while (next < begins.length && begins[next]! <= index) next += 1
    if (!objectStreams.has(begins[next] ?? -1)) return 'file.unreadable'
    announced = true
  }
  return announced && otherwise.test(text) ? 'file.unreadable' : null
}

/** The first bytes of what is packed here, as text; '' when it is not packed by Flate (RFC 1950, 2.2). */
function headOf(bytes: Uint8Array, from: number): string {
  const [method = 0, flags = 0] = bytes.subarray(from, from + 2)
  if ((method & 0x0f) !== 8 || ((method << 8) | flags) % 31 !== 0) return ''
  const head = inflate(bytes.subarray(from, from + 512), mostUnpacked, { raw: false })
  return head ? asBytesText(head.subarray(0, 64)) : ''
}
