import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import type { Ctx } from '../../../api/context.ts'
import { dropDue } from '../../../api/file/drop.ts'
import { completeUpload } from '../../../api/file/parts/complete.ts'
import { endUploads } from '../../../api/file/parts/end.ts'
import { putPart } from '../../../api/file/parts/put.ts'
import { openFor, partSize } from '../../../api/file/parts/size.ts'
import { uploadState } from '../../../api/file/parts/state.ts'
import { Problem } from '../../../api/problem.ts'
import { utf8 } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { testCtx } from '../../support/ctx.ts'
import { jpegFile, pdfFile } from '../../support/files.ts'
import { begun, longPdf, owned, owner, partOf, sent, sentAll, standing } from '../../support/parts.ts'

/** The code of what is thrown: the field's, where it is about one. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => 'nothing was refused',
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) return String(error)
  return error.options.errors?.[0]?.code ?? error.code
}

/** A context whose work behind the answer can be waited for. */
async function withAfter(clock = clockAt(monday)) {
  const after: Promise<unknown>[] = []
  const ctx: Ctx = await testCtx({ clock })
  ctx.after = (work) => void after.push(work(ctx))
  return { ctx, clock, settled: () => Promise.all(after) }
}

test('a file arrives in parts and is what it was; its parts go', async () => {
  const { ctx, clock } = await withAfter()
  const bytes = longPdf(2)
  const { uploadId, parts, there } = await begun(ctx, bytes)
  expect([parts, there]).toEqual([3, []])
  await sentAll(ctx, uploadId, bytes)
  const file = await owned(ctx, uploadId)
  expect(file).toMatchObject({
    name: '张三的证明.pdf',
    type: 'application/pdf',
    size: bytes.length,
    purpose: 'passport',
  })
  const kept = await ctx.files.getFile(file.key)
  expect(new Uint8Array(await new Response(kept!.body).arrayBuffer())).toEqual(bytes)
  expect(await dropDue(ctx)).toEqual({ dropped: 3, failed: 0 })
  expect(await standing()).toEqual({ objects: [file.key], listed: [], uploads: [], parts: [] })
  clock.pass(2 * HOUR)
  expect(await dropDue(ctx)).toEqual({ dropped: 0, failed: 0 })
})

test('a name is sealed, and the store is told none', async () => {
  const ctx = await testCtx()
  const bytes = longPdf(0)
  const { uploadId } = await begun(ctx, bytes)
  await sentAll(ctx, uploadId, bytes)
  const row = await env.DB.prepare('SELECT * FROM upload').first<Record<string, string>>()
  expect(row!.name).toMatch(/^v1\.k1\./)
  const { objects } = await env.FILES.list({ include: ['customMetadata', 'httpMetadata'] })
  expect(JSON.stringify([row, objects])).not.toContain('张三')
})

test('in any order, each part twice, and after the page was lost', async () => {
  const { ctx, settled } = await withAfter()
  const bytes = longPdf(3)
  const first = await begun(ctx, bytes, { key: 'a-key-of-the-phone' })
  await sentAll(ctx, first.uploadId, bytes, [3, 1, 1])
  const again = await begun(ctx, bytes, { key: 'a-key-of-the-phone' })
  expect([again.uploadId, again.there]).toEqual([first.uploadId, [1, 3]])
  expect(await refusal(completeUpload(ctx, { uploadId: first.uploadId, owner }))).toBe('upload.missing')
  await Promise.all([2, 2, 0, 0].map((index) => sent(ctx, first.uploadId, bytes, index)))
  await settled()
  expect((await uploadState(ctx, { uploadId: first.uploadId, owner })).there).toEqual([0, 1, 2, 3])
  const { objects, parts, listed } = await standing()
  expect([objects, listed]).toEqual([parts, []])
  expect((await owned(ctx, first.uploadId)).size).toBe(bytes.length)
})

test('the same key with another file is refused; another owner’s key is another upload', async () => {
  const ctx = await testCtx()
  const bytes = longPdf(1)
  const key = 'a-key-of-the-phone'
  const { uploadId } = await begun(ctx, bytes, { key })
  for (const more of [{ size: 1 }, { name: '别的.pdf' }, { purpose: 'photo' }, { type: '' }])
    expect(await refusal(begun(ctx, bytes, { key, ...more }))).toBe('idempotency-mismatch')
  expect((await begun(ctx, bytes, { key, owner: 'application:ap_2' })).uploadId).not.toBe(uploadId)
})

test('a part that is not what its place demands is refused', async () => {
  const ctx = await testCtx()
  const bytes = longPdf(1)
  const { uploadId } = await begun(ctx, bytes)
  const put = (index: number, part: Uint8Array<ArrayBuffer>) =>
    refusal(putPart(ctx, { uploadId, owner, index, open: async () => part }))
  expect(await put(0, bytes.slice(0, partSize - 1))).toBe('upload.size')
  expect(await put(0, bytes.slice(0, partSize + 1))).toBe('upload.size')
  expect(await put(1, bytes.slice(partSize - 1))).toBe('upload.size')
  for (const index of [2, -1, 0.5, Number.NaN]) expect(await put(index, partOf(bytes, 0))).toBe('upload.part')
  expect((await standing()).objects).toEqual([])
  await sent(ctx, uploadId, bytes, 0)
  expect(await put(0, new Uint8Array(partSize))).toBe('upload.differs')
})

test('the database refuses a part of another length, beyond the end, or changed', async () => {
  const ctx = await testCtx()
  const { uploadId } = await begun(ctx, longPdf(1))
  const insert = (n: number, size: number) =>
    env.DB.prepare("INSERT INTO upload_part VALUES (?, ?, ?, 'x', ?)").bind(uploadId, n, size, `k${n}`).run()
  await expect(insert(0, 5)).rejects.toThrow('stale')
  await expect(insert(2, partSize)).rejects.toThrow('stale')
  await insert(0, partSize)
  await expect(insert(0, partSize)).rejects.toThrow('part-there')
  await expect(env.DB.prepare("UPDATE upload_part SET sha256 = 'y'").run()).rejects.toThrow('append-only')
  await expect(env.DB.prepare('UPDATE upload SET size = 1').run()).rejects.toThrow('append-only')
})

test('ten at once and sixty megabytes, for each owner', async () => {
  const ctx = await testCtx()
  const ten = 10 * 1024 * 1024
  const open = (size: number, more = {}) => refusal(begun(ctx, new Uint8Array(1), { size, ...more }))
  for (let i = 0; i < 6; i++) expect(await open(ten)).toBe('nothing was refused')
  expect(await open(1)).toBe('upload.full')
  for (let i = 0; i < 9; i++) expect(await open(1, { owner: 'b' })).toBe('nothing was refused')
  expect(await open(1, { owner: 'b', key: 'the-last-one' })).toBe('nothing was refused')
  expect(await open(1, { owner: 'b' })).toBe('upload.full')
  expect(await open(1, { owner: 'b', key: 'the-last-one' })).toBe('nothing was refused')
})

test('what can be known before is refused before', async () => {
  const ctx = await testCtx()
  const open = (more: object) => refusal(begun(ctx, longPdf(0), more))
  expect(await open({ size: 0 })).toBe('file.empty')
  expect(await open({ size: 10 * 1024 * 1024 + 1 })).toBe('file.too-large')
  expect(await open({ name: 'a.exe' })).toBe('file.type')
  expect(await open({ name: '照片' })).toBe('nothing was refused')
})

test.each([
  ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), '通知.pdf', 'file.type'],
  ['a page', utf8('<html><script>1</script>'), 'a.txt', 'file.type'],
  ['another type than its name', jpegFile(), 'a.pdf', 'file.mismatch'],
  [
    'a document that runs',
    pdfFile({ catalogue: '/OpenAction 3 0 R', objects: ['<< /S /JavaScript /JS (1) >>'] }),
    'a.pdf',
    'file.active',
  ],
])('%s is refused once it is whole, and nothing of it stays', async (_, bytes, name, code) => {
  const { ctx, settled } = await withAfter()
  const { uploadId } = await begun(ctx, bytes, { name, type: '' })
  await sentAll(ctx, uploadId, bytes)
  expect(await refusal(completeUpload(ctx, { uploadId, owner }))).toBe(code)
  await settled()
  expect(await standing()).toEqual({ objects: [], listed: [], uploads: [], parts: [] })
})

test('another owner’s upload, and one whose day is over, are not found by anybody', async () => {
  const clock = clockAt(monday)
  const ctx = await testCtx({ clock })
  const bytes = longPdf(0)
  const { uploadId } = await begun(ctx, bytes, { key: 'a-key-of-the-phone' })
  const all = (as: string) =>
    Promise.all([
      refusal(uploadState(ctx, { uploadId, owner: as })),
      refusal(sent(ctx, uploadId, bytes, 0, as)),
      refusal(completeUpload(ctx, { uploadId, owner: as })),
    ])
  expect(await all('application:ap_2')).toEqual(Array(3).fill('not-found'))
  expect(await refusal(uploadState(ctx, { uploadId: 'up_none', owner }))).toBe('not-found')
  clock.pass(openFor)
  expect(await all(owner)).toEqual(Array(3).fill('not-found'))
  expect(await refusal(begun(ctx, bytes, { key: 'a-key-of-the-phone' }))).toBe('not-found')
})

test('an upload that was not completed in a day goes with all its bytes, attested in numbers', async () => {
  const clock = clockAt(monday)
  const ctx = await testCtx({ clock })
  const bytes = longPdf(1)
  const { uploadId } = await begun(ctx, bytes)
  await sentAll(ctx, uploadId, bytes)
  clock.pass(HOUR)
  const later = await begun(ctx, bytes)
  await sent(ctx, later.uploadId, bytes, 0)
  clock.pass(openFor - HOUR - 1)
  expect(await endUploads(ctx)).toEqual({ ended: 0 })
  clock.pass(1)
  expect(await endUploads(ctx)).toEqual({ ended: 1 })
  expect(await dropDue(ctx)).toEqual({ dropped: 2, failed: 0 })
  const { objects, parts, listed, uploads } = await standing()
  expect([objects, listed, uploads]).toEqual([parts, [], [later.uploadId]])
  const { body } = (await env.DB.prepare('SELECT body FROM audit_leaf').first<{ body: string }>())!
  expect(JSON.parse(body)).toMatchObject({ action: 'privacy.purge', facts: { uploads: 1 } })
  expect(await endUploads(ctx)).toEqual({ ended: 0 })
})
