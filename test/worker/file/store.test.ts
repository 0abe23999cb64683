import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { acceptFile } from '../../../api/file/acceptFile.ts'
import { fileResponse } from '../../../api/file/serve.ts'
import { fileStore, newFileKey } from '../../../api/file/store.ts'
import { withSecurityHeaders } from '../../../api/middleware/headers.ts'
import { type Bytes, toHex, utf8 } from '../../../api/shared/bytes.ts'
import { testCtx } from '../../support/ctx.ts'
import {
  docxFile,
  holds,
  jpegFile,
  objectStream,
  pdfFile,
  pngFile,
  secretPlace,
  segment,
  tiffBlock,
  webpFile,
} from '../../support/files.ts'

const sha256 = async (bytes: Bytes) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

test('what is put comes back the same, with its type, size and hash', async () => {
  const { files } = await testCtx()
  for (const bytes of [docxFile(), jpegFile(), new Uint8Array(300_000).fill(7)]) {
    const key = newFileKey()
    expect(key).toMatch(/^file_[0-9a-f]{32}$/)
    const kept = await files.putFile({ key, type: 'image/jpeg', bytes })
    expect(kept).toEqual({
      type: 'image/jpeg',
      size: bytes.length,
      sha256: await sha256(bytes),
    })
    const { body, ...about } = (await files.getFile(key))!
    expect(about).toEqual(kept)
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(bytes)
  }
})

test('the same bytes are kept twice, under keys that say nothing of them', async () => {
  const { files } = await testCtx()
  const [one, two] = [newFileKey(), newFileKey()]
  const put = (key: string) => files.putFile({ key, type: 'text/plain', bytes: utf8('x') })
  expect((await put(one)).sha256).toBe((await put(two)).sha256)
  expect(one).not.toBe(two)
  await files.dropFile(one)
  expect(await files.getFile(one)).toBeNull()
  expect((await files.getFile(two))?.size).toBe(1)
})

test('what is dropped is gone, and dropping again is no error', async () => {
  const { files } = await testCtx()
  const key = newFileKey()
  await files.putFile({ key, type: 'text/plain', bytes: utf8('x') })
  await files.dropFile(key)
  await files.dropFile(key)
  expect(await files.getFile(key)).toBeNull()
  expect(await files.getFile('file_nowhere')).toBeNull()
})

test('the bucket holds no name', async () => {
  const { files } = await testCtx()
  await files.putFile({ key: newFileKey(), type: 'text/plain', bytes: utf8('x') })
  const { objects } = await env.FILES.list({ include: ['customMetadata', 'httpMetadata'] } as R2ListOptions)
  expect(objects).toHaveLength(1)
  expect(Object.keys(objects[0]!.customMetadata ?? {})).toEqual(['sha256'])
})

async function served(type: string, bytes: Bytes, options: Parameters<typeof fileResponse>[1]) {
  const store = fileStore(env.FILES)
  const key = newFileKey()
  await store.putFile({ key, type, bytes })
  return withSecurityHeaders(fileResponse((await store.getFile(key))!, options))
}

test.each([
  ['application/pdf', 'application/pdf'],
  ['text/plain', 'text/plain; charset=utf-8'],
  ['text/csv', 'text/csv; charset=utf-8'],
  ['image/png', 'image/png'],
  // Whatever might stand in the bucket by another way.
  ['text/html', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
])('%s is saved, not shown, and can run nothing', async (type, said) => {
  const response = await served(type, utf8('<script>alert(1)</script>'), {
    name: '通知.pdf',
    inline: type === 'text/html' || type.includes('svg') || type.includes('pdf'),
  })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': said,
    'content-length': '25',
    'content-disposition': `attachment; filename="__.pdf"; filename*=UTF-8''%E9%80%9A%E7%9F%A5.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    etag: `"${await sha256(utf8('<script>alert(1)</script>'))}"`,
  })
  expect(await response.text()).toBe('<script>alert(1)</script>')
})

test.each([
  ['image/png', pngFile()],
  ['image/jpeg', jpegFile()],
  ['image/webp', webpFile()],
])('%s may be shown in a page, under the same policy', async (type, bytes) => {
  const response = await served(type, bytes, {
    name: 'a.png',
    inline: true,
    cacheControl: 'public, max-age=60',
  })
  expect(response.headers.get('content-disposition')).toMatch(/^inline; /)
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('cache-control')).toBe('public, max-age=60')
  await response.arrayBuffer()
})

test('in the Worker too: types are known, pictures lose their place, packed scripts are found', async () => {
  const offer = (name: string, bytes: Bytes) => acceptFile({ name, declaredType: '', bytes })
  const photo = jpegFile({ extra: [segment(0xe1, new Uint8Array([...utf8('Exif\0\0'), ...tiffBlock()]))] })
  const kept = await offer('a.jpg', photo)
  if ('refused' in kept) throw new Error(kept.refused)
  expect(holds(photo, secretPlace)).toBe(true)
  expect(holds(kept.bytes, secretPlace)).toBe(false)
  expect(await offer('a.docx', docxFile())).toMatchObject({ extension: 'docx' })
  expect(await offer('a.pdf', pdfFile({ objects: [objectStream('<< /Type /Page >>')] }))).toMatchObject({
    extension: 'pdf',
  })
  const script = '<< /S /JavaScript /JS (x) >>'
  const filler = Array.from({ length: 40_000 }, (_, i) => (i * 7919) % 9973).join(' ')
  for (const object of [script, `(${filler}) ${script}`])
    expect(await offer('a.pdf', pdfFile({ objects: [objectStream(object)] }))).toEqual({
      refused: 'file.active',
    })
})
