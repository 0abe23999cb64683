import { drain } from '../middleware/drain.ts'
import { invalid, Problem } from '../problem.ts'
import { concat } from '../shared/bytes.ts'
import type { OfferedFile } from './acceptFile.ts'

/** What a form may weigh beside its file, bytes. */
export const formAllowance = 64 * 1024

/** One file as a form brought it, with the form's other fields. */
export interface Upload {
  file: OfferedFile
  fields: Record<string, string>
}

/**
 * Reads a multipart form with one file in the field `file`. Stops reading as soon as the body is larger than allowed, so
 * that nobody makes us hold what will be refused. Throws `too-large`, `invalid-input` with a code of
 * api/file/refusal.ts; whether the file may be kept is asked of acceptFile.
 */
export async function readUpload(request: Request, mostBytes: number): Promise<Upload> {
  const body = await readUpTo(request, mostBytes + formAllowance)
  const type = request.headers.get('content-type') ?? ''
  let form: FormData
  try {
    form = await new Response(body, { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw invalid('/file', 'file.unreadable')
  }
  const fields: Record<string, string> = {}
  const files: File[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value
    // A file field left empty is sent as a file without a name.
    else if (value.name !== '' || value.size > 0) files.push(value)
  }
  const [file] = files
  if (!file) throw invalid('/file', 'file.required')
  if (files.length > 1) throw invalid('/file', 'file.one')
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { file: { name: file.name, declaredType: file.type, bytes }, fields }
}

/** The body, or `too-large` as soon as that is known: by its announced length, else while it is read. */
export async function readUpTo(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) {
    await drain(request)
    throw new Problem('too-large')
  }
  const reader = request.body?.getReader()
  const parts: Uint8Array[] = []
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel()
      throw new Problem('too-large')
    }
    parts.push(value)
  }
  return concat(...parts)
}
