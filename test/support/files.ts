import { deflateRawSync, deflateSync } from 'node:zlib'
import { crc32 } from '../../api/file/crc32.ts'
import { type Bytes, concat, utf8 } from '../../api/shared/bytes.ts'

/** Small files made in code, each of them whole and readable by any program; tests spoil them as they need. */

const numbers = (...values: number[]) => new Uint8Array(values)
const uint16 = (value: number) => numbers(value >> 8, value & 0xff)
const uint32 = (value: number) => concat(uint16(value >>> 16), uint16(value & 0xffff))
const little16 = (value: number) => uint16(value).toReversed()
const little32 = (value: number) => uint32(value).toReversed()

export const secretCamera = 'Kaimen Test Camera'
export const secretPlace = numbers(0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 15, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1)

/** A TIFF block as cameras write it: the maker, the orientation and a place (30° 15′ 7″ N). */
export function tiffBlock({ orientation = 6, little = false } = {}): Bytes {
  const two = (value: number) => (little ? little16(value) : uint16(value))
  const four = (value: number) => (little ? little32(value) : uint32(value))
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    concat(two(tag), two(type), four(count), value)
  const make = utf8(`${secretCamera}\0`)
  const makeAt = 8 + 2 + 3 * 12 + 4
  const gpsAt = makeAt + make.length
  const place = little ? concat(...[30, 1, 15, 1, 7, 1].map(four)) : secretPlace
  return concat(
    utf8(little ? 'II' : 'MM'),
    two(42),
    four(8),
    two(3),
    entry(0x010f, 2, make.length, four(makeAt)),
    entry(0x0112, 3, 1, concat(two(orientation), two(0))),
    entry(0x8825, 4, 1, four(gpsAt)),
    four(0),
    make,
    two(2),
    entry(0x0001, 2, 2, concat(utf8('N\0'), two(0))),
    entry(0x0002, 5, 3, four(gpsAt + 2 + 2 * 12 + 4)),
    four(0),
    place,
  )
}

/** How a picture is made: its true size, the size its header claims, parts inside, and bytes behind its end. */
interface Made {
  width?: number
  height?: number
  claimed?: { width: number; height: number }
  extra?: Uint8Array[]
  after?: Uint8Array
}

/** One JPEG segment. */
export const segment = (marker: number, data: Uint8Array) =>
  concat(numbers(0xff, marker), uint16(data.length + 2), data)

/** A grey JPEG. `extra` stands behind the JFIF header, `after` behind its end; `claimed` is what the header says. */
export function jpegFile({
  width = 8,
  height = 8,
  claimed = { width, height },
  extra = [],
  after = new Uint8Array(),
}: Made = {}): Bytes {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8)
  // Two bits a block: no difference, nothing more.
  const scan = new Uint8Array(Math.ceil((blocks * 2) / 8))
  if ((blocks * 2) % 8) scan[scan.length - 1] = 0xff >> ((blocks * 2) % 8)
  const oneCode = (table: number) => segment(0xc4, concat(numbers(table, 1), new Uint8Array(15), numbers(0)))
  return concat(
    numbers(0xff, 0xd8),
    segment(0xe0, concat(utf8('JFIF\0'), numbers(1, 1, 0, 0, 1, 0, 1, 0, 0))),
    ...extra,
    segment(0xdb, concat(numbers(0), new Uint8Array(64).fill(1))),
    segment(0xc0, concat(numbers(8), uint16(claimed.height), uint16(claimed.width), numbers(1, 1, 0x11, 0))),
    oneCode(0x00),
    oneCode(0x10),
    segment(0xda, numbers(1, 1, 0, 0, 63, 0)),
    scan,
    numbers(0xff, 0xd9),
    after,
  )
}

/** One PNG chunk. */
export const pngChunk = (type: string, data: Uint8Array) =>
  concat(uint32(data.length), utf8(type), data, uint32(crc32(concat(utf8(type), data))))

/** A grey PNG. `extra` stands before the picture's data, `after` behind its end. */
export function pngFile({
  width = 2,
  height = 2,
  claimed = { width, height },
  extra = [],
  after = new Uint8Array(),
}: Made = {}): Bytes {
  return concat(
    numbers(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', concat(uint32(claimed.width), uint32(claimed.height), numbers(8, 0, 0, 0, 0))),
    ...extra,
    pngChunk('IDAT', deflateSync(new Uint8Array((width + 1) * height))),
    pngChunk('IEND', new Uint8Array()),
    after,
  )
}

/** One RIFF chunk. */
export const webpChunk = (type: string, data: Uint8Array) =>
  concat(utf8(type), little32(data.length), data, new Uint8Array(data.length & 1))

/** A lossless WebP of one colour; with `extra` it has the extended header that such chunks need. */
export function webpFile({
  width = 1,
  height = 1,
  claimed = { width, height },
  extra = [],
  after = new Uint8Array(),
}: Made = {}): Bytes {
  // The colour is one symbol, which takes no bits, so that the same data fills any size.
  const size = ((width - 1) | ((height - 1) << 14) | (1 << 28)) >>> 0
  const frame = concat(numbers(0x2f), little32(size), numbers(0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07))
  const three = (value: number) => little32(value).subarray(0, 3)
  const canvas = concat(numbers(0x2c, 0, 0, 0), three(claimed.width - 1), three(claimed.height - 1))
  const body = concat(
    utf8('WEBP'),
    ...(extra.length > 0 ? [webpChunk('VP8X', canvas)] : []),
    webpChunk('VP8L', frame),
    ...extra,
  )
  return concat(webpChunk('RIFF', body), after)
}

/** A PDF of these objects (from number 3 on) beside catalogue and page, with a true table of places. */
export function pdfFile({
  objects = [] as (string | Uint8Array)[],
  catalogue = '',
  trailer = '',
  before = '',
  after = '',
} = {}): Bytes {
  const all: (string | Uint8Array)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [] /Count 0 >>',
    ...objects,
  ]
  let whole = utf8(`${before}%PDF-1.7\n%\n`)
  const places: number[] = []
  for (const [i, object] of all.entries()) {
    places.push(whole.length)
    const body = typeof object === 'string' ? utf8(object) : object
    whole = concat(whole, utf8(`${i + 1} 0 obj\n`), body, utf8('\nendobj\n'))
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const count = all.length + 1
  return concat(
    whole,
    utf8(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\n` +
        `startxref\n${whole.length}\n%%EOF\n${after}`,
    ),
  )
}

/** A packed stream of a PDF that holds objects, the first one numbered 9. `filler` makes it as long as it should be. */
export function objectStream(object: string, { dictionary = '/Type /ObjStm', filter = 'FlateDecode' } = {}) {
  const packed = deflateSync(utf8(`9 0 ${object}`))
  const head = `<< ${dictionary} /N 1 /First 4 /Filter /${filter} /Length ${packed.length} >>\nstream\n`
  return concat(utf8(head), packed, utf8('\nendstream'))
}

export interface ZipPart {
  name: string
  data: string | Uint8Array
  stored?: boolean
  /** Said in the directory instead of the true size. */
  claimedSize?: number
  /** Left out of the directory. */
  hidden?: boolean
}

/** A ZIP of these parts. */
export function zipFile(parts: ZipPart[], { before = new Uint8Array(), comment = '' } = {}): Bytes {
  let whole: Bytes = concat(before)
  let directory: Bytes = new Uint8Array()
  let count = 0
  for (const { name, data, stored = false, claimedSize, hidden = false } of parts) {
    const bytes = typeof data === 'string' ? utf8(data) : data
    const packed = stored ? bytes : deflateRawSync(bytes)
    const sizes = concat(
      little32(crc32(bytes)),
      little32(packed.length),
      little32(claimedSize ?? bytes.length),
    )
    const about = concat(
      little16(stored ? 0 : 8),
      little32(0),
      sizes,
      little16(utf8(name).length),
      little16(0),
    )
    if (!hidden) {
      count += 1
      const outside = concat(new Uint8Array(10), little32(whole.length), utf8(name))
      directory = concat(directory, utf8('PK\u0001\u0002'), numbers(20, 0, 20, 0, 0, 0), about, outside)
    }
    whole = concat(whole, utf8('PK\u0003\u0004'), numbers(20, 0, 0, 0), about, utf8(name), packed)
  }
  const end = concat(
    little16(count),
    little16(count),
    little32(directory.length),
    little32(whole.length),
    little16(utf8(comment).length),
  )
  return concat(whole, directory, utf8('PK\u0005\u0006'), numbers(0, 0, 0, 0), end, utf8(comment))
}

const office = {
  docx: { main: 'word/document.xml', type: 'wordprocessingml.document' },
  xlsx: { main: 'xl/workbook.xml', type: 'spreadsheetml.sheet' },
}
const xml = '<?xml version="1.0" encoding="UTF-8"?>'

/** The parts of a small Word or Excel file, to be changed and packed by zipFile. */
export function officeParts(kind: 'docx' | 'xlsx', { types = '', relations = '' } = {}): ZipPart[] {
  const { main, type } = office[kind]
  const from = 'http://schemas.openxmlformats.org'
  return [
    {
      name: '[Content_Types].xml',
      data: `${xml}<Types xmlns="${from}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>${types}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${xml}<Relationships xmlns="${from}/package/2006/relationships"><Relationship Id="r1" Type="${from}/officeDocument/2006/relationships/officeDocument" Target="${main}"/>${relations}</Relationships>`,
    },
    { name: main, data: `${xml}<document/>` },
  ]
}

/** A whole Word file. */
export const docxFile = () => zipFile(officeParts('docx'))

/** Whether these bytes stand somewhere in the others. */
export function holds(bytes: Uint8Array, sought: Uint8Array | string): boolean {
  const text = (part: Uint8Array) => new TextDecoder('latin1').decode(part)
  return text(bytes).includes(text(typeof sought === 'string' ? utf8(sought) : sought))
}
