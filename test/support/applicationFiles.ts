import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Bindings } from '../../api/env.ts'
import { partSize } from '../../api/file/parts/size.ts'
import { seal } from '../../api/privacy/field.ts'
import { codeHash, importCodeKey } from '../../api/shared/accessCode.ts'
import { type Bytes, fromBase64 } from '../../api/shared/bytes.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { makeReference } from '../../api/shared/reference.ts'
import { createWholeApp } from '../../api/whole.ts'
import { monday } from './api.ts'
import { testCtx } from './ctx.ts'

interface Made {
  id: string
  reference: string
  accessCode: string
  personCode: string
}

let made = 0

/** A draft for a no-criminal-record certificate at a service point, as beginning it leaves one. */
export async function draftRow({ point = 'sp_one' } = {}): Promise<Made> {
  made += 1
  const id = `ap_${made}`
  const reference = makeReference('B', '2026-11-23')
  const [accessCode, personCode] = ['H4TX9W2C', 'K7MN3PQR']
  const ctx = await testCtx()
  const key = await importCodeKey(fromBase64((env as unknown as Bindings).CODE_KEY)!)
  await env.DB.prepare(
    `INSERT INTO application (id, reference, code_hash, person_code_hash, matter_code, form_version, service_point_id,
       locale, channel, state, moved_at, moved_by, answers, created_at, updated_at)
     VALUES (?, ?, ?, ?, 'CR-01', 1, ?, 'zh', 'online', 'draft', ?6, 'resident', ?7, ?6, ?6)`,
  )
    .bind(
      id,
      reference,
      await codeHash(key, reference, accessCode),
      await codeHash(key, reference, personCode),
      point,
      monday,
      await seal(ctx.keys, { table: 'application', column: 'answers', row: id }, '{}'),
    )
    .run()
  return { id, reference, accessCode, personCode }
}

/** Takes an application to another state, by the steps the database knows. */
export async function stepTo(id: string, ...states: string[]) {
  for (const state of states)
    await env.DB.prepare('UPDATE application SET state = ?, rev = rev + 1 WHERE id = ?').bind(state, id).run()
}

/** Asks for these papers once more, as an office does; the application then waits for its holder. */
export async function askFor(id: string, ...materials: string[]) {
  await env.DB.prepare('UPDATE application SET asked = asked + 1 WHERE id = ?').bind(id).run()
  for (const material of materials)
    await env.DB.prepare(
      `INSERT INTO application_correction (id, application_id, round, target, kind, asked_at)
       SELECT 'ac_' || ?1 || asked || ?2, ?1, asked, 'material:' || ?2, 'unreadable', 0 FROM application WHERE id = ?1`,
    )
      .bind(id, material)
      .run()
  await stepTo(id, 'correction')
}

/** A sender of files to one application, over the wire. */
export function sender({
  reference,
  accessCode,
  clock = clockAt(monday),
  bindings = {},
}: {
  reference: string
  accessCode: string
  clock?: Clock
  bindings?: Partial<Bindings>
}) {
  const app = createWholeApp({ clock })
  const base = `/applications/${reference}`
  async function ask(method: string, path: string, init: RequestInit = {}) {
    const context = createExecutionContext()
    const request = new Request(`http://localhost/api/v1${path}`, { method, ...init })
    const response = await app.fetch(request, { ...env, BOT_CHECKS: 'off', ...bindings } as Bindings, context)
    const bytes = new Uint8Array(await response.arrayBuffer())
    await waitOnExecutionContext(context)
    const json = response.headers.get('content-type')?.includes('json')
    const text = new TextDecoder().decode(bytes)
    // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
    const body: any = json ? JSON.parse(text) : null
    return { status: response.status, headers: response.headers, body, bytes, text }
  }
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    ask('POST', base + path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ accessCode, ...body }),
    })
  const begin = (bytes: Bytes, more: object = {}, key?: string) =>
    post(
      '/uploads',
      { name: '张三.pdf', size: bytes.length, type: 'application/pdf', material: 'purposeProof', ...more },
      key ? { 'idempotency-key': key } : {},
    )
  const part = (uploadId: string, index: number, bytes: Bytes, headers: Record<string, string> = {}) =>
    ask('POST', `${base}/uploads/${uploadId}/parts/${index}`, {
      headers: {
        'content-type': 'application/octet-stream',
        'kaimen-access-code': accessCode,
        ...headers,
      },
      body: bytes.slice(index * partSize, (index + 1) * partSize),
    })
  const complete = (uploadId: string) => post(`/uploads/${uploadId}/complete`)
  const add = (bytes: Bytes, { material = 'purposeProof', name = 'a.pdf', code = accessCode } = {}) => {
    const form = new FormData()
    form.append('accessCode', code)
    form.append('material', material)
    form.append('file', new File([bytes], name))
    return ask('POST', `${base}/files`, { body: form })
  }
  return {
    ask,
    post,
    begin,
    part,
    complete,
    add,
    state: (uploadId: string) => post(`/uploads/${uploadId}/state`),
    remove: (fileId: string) => post(`/files/${fileId}/remove`),
    link: (fileId: string) => post(`/files/${fileId}/link`),
    /** A whole file by the way of parts. */
    async send(bytes: Bytes, more: object = {}) {
      const { body } = await begin(bytes, more)
      for (let index = 0; index < body.parts; index++) await part(body.uploadId, index, bytes)
      return complete(body.uploadId)
    },
  }
}

/** The files of an application as the database has them. */
export async function fileRows() {
  const { results } = await env.DB.prepare('SELECT * FROM application_file ORDER BY added_at, id').all<
    Record<string, string | number | null>
  >()
  return results
}
