import type { APIContext } from 'astro'
import { apiFetch } from './api.ts'
import type { Answer, ProblemDocument } from './ask.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>
type Holder = { reference: string; accessCode: string }

/** Puts one file to an application, as a form's own post brought it. */
export const sendFile = (where: Where, { reference, accessCode }: Holder, material: string, file: File) =>
  send(where, `/applications/${encodeURIComponent(reference || '-')}/files`, { accessCode, material }, file)

/** Puts one photo to a complaint. */
export const sendPhoto = (where: Where, { reference, accessCode }: Holder, file: File) =>
  send(where, `/complaints/${encodeURIComponent(reference || '-')}/photos`, { accessCode }, file)

async function send(
  where: Where,
  path: string,
  fields: Record<string, string>,
  file: File,
): Promise<Answer<unknown>> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('file', file)
  const url = new URL(`/api/v1${path}`, where.url.origin)
  const response = await apiFetch(where)(url, { method: 'POST', body })
  const json: unknown = await response.json()
  return response.ok ? { ok: true, data: json } : { ok: false, problem: json as ProblemDocument }
}
