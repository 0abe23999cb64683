import type { APIContext } from 'astro'
import { apiFetch } from './api.ts'
import type { Answer, ProblemDocument } from './ask.ts'

/** Puts one file to an application, as a form's own post brought it. */
export async function sendFile(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  { reference, accessCode }: { reference: string; accessCode: string },
  material: string,
  file: File,
): Promise<Answer<unknown>> {
  const body = new FormData()
  body.set('accessCode', accessCode)
  body.set('material', material)
  body.set('file', file)
  const url = new URL(`/api/v1/applications/${encodeURIComponent(reference || '-')}/files`, where.url.origin)
  const response = await apiFetch(where)(url, { method: 'POST', body })
  const json: unknown = await response.json()
  return response.ok ? { ok: true, data: json } : { ok: false, problem: json as ProblemDocument }
}
