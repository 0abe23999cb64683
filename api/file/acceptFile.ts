import { isDouble } from './double.ts'
import { kindOf, kinds } from './kind.ts'
import { officeRefusal } from './office.ts'
import { pdfRefusal } from './pdf.ts'
import { pictureOf } from './picture.ts'
import { type FileLimits, type FileRefusal, fileLimits } from './refusal.ts'
import { extensionOf, safeName } from './safeName.ts'
import { sniff } from './sniff.ts'
import { asBytesText, holdsFormula, holdsMarkup, utf8Of } from './text.ts'

export interface OfferedFile {
  /** As the sender calls it. */
  name: string
  /** As the browser calls it; '' when it does not. */
  declaredType: string
  bytes: Uint8Array<ArrayBuffer>
}

interface AcceptedFile {
  /** Safe to show and to save under. */
  name: string
  type: string
  extension: string
  /** What to keep: pictures without their metadata, everything else as it came. */
  bytes: Uint8Array<ArrayBuffer>
}

interface RefusedFile {
  refused: FileRefusal
  params?: Record<string, number>
}

/** Types that no mistake explains: a browser calls a file so that runs. */
const running = /html|xml|svg|script|x-msdownload|x-sh/i

/**
 * Decides whether a file may be kept, by its bytes first. Pure: gives the file as it is to be kept, or the reason
 * (api/file/refusal.ts). Takes some ten milliseconds for ten megabytes, so ask it for people who may upload only.
 */
export async function acceptFile(
  { name, declaredType, bytes }: OfferedFile,
  limits: FileLimits = fileLimits,
): Promise<AcceptedFile | RefusedFile> {
  if (bytes.length === 0) return { refused: 'file.empty' }
  if (bytes.length > limits.mostBytes)
    return { refused: 'file.too-large', params: { most: Math.floor(limits.mostBytes / (1024 * 1024)) } }
  const said = extensionOf(name)
  const type = await typeOf(bytes, said)
  const kind = kindOf(type)
  if (!kind) return { refused: unknownRefusal(bytes, said) }
  // An Office file is a ZIP, and holds its markup packed.
  if (kind.family !== 'office' && (isDouble(bytes, kind.type) || holdsMarkup(asBytesText(bytes))))
    return { refused: 'file.double' }
  if (said && !kind.extensions.includes(said)) return { refused: 'file.mismatch' }
  if (contradicts(declaredType, kind.type)) return { refused: 'file.mismatch' }
  const extension = kind.extensions[0]
  const accepted = { name: safeName(name, extension), type: kind.type, extension }
  if (kind.family === 'image') {
    const picture = pictureOf(bytes, kind.type)
    if (typeof picture === 'string') return { refused: picture }
    const { width, height, stripped } = picture
    if (width === 0 || height === 0) return { refused: 'file.unreadable' }
    if (width * height > limits.mostPixels)
      return { refused: 'file.pixels', params: { most: Math.floor(limits.mostPixels / 1_000_000) } }
    return { ...accepted, bytes: stripped }
  }
  const refused = refusalOf(bytes, kind.family, kind.type, limits)
  return refused ? { refused } : { ...accepted, bytes }
}

async function typeOf(bytes: Uint8Array, said: string): Promise<string> {
  const type = (await sniff(bytes))?.type ?? ''
  return type === 'text/plain' && said === 'csv' ? 'text/csv' : type
}

/** What to say of bytes that are none of ours: more than "not allowed" where the sender can do something about it. */
function unknownRefusal(bytes: Uint8Array, said: string): FileRefusal {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip && isDouble(bytes, '') && kinds.some(({ extensions }) => extensions.includes(said)))
    return 'file.double'
  const textual = said === 'txt' || said === 'csv'
  return textual && utf8Of(bytes) === null ? 'file.encoding' : 'file.type'
}

/** Browsers go by the name and often do not know; only another type of ours, or one that runs, is held against it. */
function contradicts(declaredType: string, type: string): boolean {
  const declared = declaredType.toLowerCase().split(';')[0]!.trim()
  if (declared === type) return false
  // A CSV is text, whatever it is called.
  if (declared.startsWith('text/') && type.startsWith('text/')) return running.test(declared)
  return kindOf(declared) !== undefined || (running.test(declared) && !declared.includes('openxmlformats'))
}

function refusalOf(
  bytes: Uint8Array,
  family: 'pdf' | 'office' | 'text',
  type: string,
  limits: FileLimits,
): FileRefusal | null {
  if (family === 'pdf') return pdfRefusal(bytes)
  if (family === 'office') return officeRefusal(bytes, limits.mostUnpacked)
  return type === 'text/csv' && holdsFormula(utf8Of(bytes) ?? '') ? 'file.active' : null
}
