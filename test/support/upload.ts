import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Bindings } from '../../api/env.ts'
import type { createStaffApp } from '../../api/staff/app.ts'

/** Puts a file to a draft by the staff API. */
export async function putFile(
  app: ReturnType<typeof createStaffApp>,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const form = new FormData()
  form.append('file', new File([bytes], name))
  const context = createExecutionContext()
  const request = new Request(`http://localhost/api/v1/staff/notices/${id}/files`, {
    method: 'POST',
    headers,
    body: form,
  })
  const response = await app.fetch(request, { ...env, BOT_CHECKS: 'off' } as Bindings, context)
  const body = (await response.json()) as Record<string, unknown>
  await waitOnExecutionContext(context)
  return { status: response.status, body }
}
