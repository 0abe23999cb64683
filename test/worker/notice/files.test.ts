import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import type { Bindings } from '../../../api/env.ts'
import { dropDue } from '../../../api/file/drop.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { monday } from '../../support/api.ts'
import { testCtx } from '../../support/ctx.ts'
import { holds, jpegFile, pdfFile, secretCamera, segment, tiffBlock } from '../../support/files.ts'
import { type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

const clock = clockAt(monday)
const [staffApp, publicApp] = [createStaffApp({ clock }), createWholeApp({ clock })]

async function call(app: typeof staffApp, path: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext()
  const response = await app.fetch(
    new Request(`http://localhost/api/v1${path}`, init),
    { ...env, BOT_CHECKS: 'off' } as Bindings,
    context,
  )
  const whole = new Response(await response.arrayBuffer(), response)
  await waitOnExecutionContext(context)
  return whole
}

let road: NoticeRoad
let headers: Record<string, string>
beforeEach(async () => {
  road = await noticeRoad(clock)
  headers = road.people.writer
})
const put = async (id: string, bytes: Uint8Array<ArrayBuffer>, name: string, type = '', who = headers) => {
  const form = new FormData()
  form.append('file', new File([bytes], name, { type }))
  const response = await call(staffApp, `/staff/notices/${id}/files`, {
    method: 'POST',
    headers: who,
    body: form,
  })
  const body = (await response.json()) as {
    id: string
    name: string
    code: string
    errors: { code: string }[]
  }
  return { status: response.status, body }
}
const draft = async () => {
  const id = await road.begin()
  await road.done(road.save(id))
  return id
}
const publishIt = async (id: string, more: object = { filesRead: true }) => {
  await road.done(road.act(road.people.writer, id, 'send', { rev: await road.revOf(id) }))
  return road.publish(id, more)
}

/** A picture as a camera makes it, with its maker and place. */
const photo = () =>
  jpegFile({
    extra: [segment(0xe1, new Uint8Array([...new TextEncoder().encode('Exif\0\0'), ...tiffBlock()]))],
  })

test('an attachment is seen by colleagues before and by the public after publication, without what its picture told', async () => {
  const id = await draft()
  const { status, body } = await put(id, photo(), '../../现场 图.JPEG', 'image/jpeg')
  expect([status, body.name]).toEqual([201, expect.not.stringMatching(/[/\\]/)])
  const at = `/notices/${id}/files/${body.id}`
  const preview = await call(staffApp, `/staff${at}`, { headers: road.people.reader })
  expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(preview.headers.get('cache-control')).toBe('no-store')
  expect((await call(publicApp, at)).status).toBe(404)
  expect((await call(staffApp, `/staff${at}`, { headers: road.people.stranger })).status).toBe(404)
  await road.done(publishIt(id))
  const shown = await call(publicApp, at)
  expect([shown.status, shown.headers.get('x-content-type-options')]).toEqual([200, 'nosniff'])
  const bytes = new Uint8Array(await shown.arrayBuffer())
  expect(holds(photo(), secretCamera)).toBe(true)
  expect(holds(bytes, secretCamera)).toBe(false)
  expect((await call(publicApp, `/notices/nt_${'0'.repeat(32)}/files/${body.id}`)).status).toBe(404)
})

test('a second reader has opened each attachment', async () => {
  const id = await draft()
  await put(id, pdfFile(), '名单.pdf')
  const { body } = await publishIt(id, {})
  expect(body.errors).toMatchObject([{ pointer: '/filesRead', code: 'notice.files-read' }])
})

test.each([
  ['0 bytes', new Uint8Array(), 'a.pdf', 'file.empty'],
  ['a page', new TextEncoder().encode('<html><script>1</script>'), 'a.html', 'file.type'],
  [
    'a drawing that runs',
    new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'a.svg',
    'file.type',
  ],
  ['another type than its name', pdfFile(), 'a.png', 'file.mismatch'],
])('%s is not taken', async (_, bytes, name, code) => {
  const id = await draft()
  const { status, body } = await put(id, bytes, name)
  expect([status, body.errors[0]?.code]).toEqual([422, code])
  expect((await env.DB.prepare('SELECT count(*) AS n FROM notice_file').first('n')) ?? 0).toBe(0)
})

test('ten at most, also when they come at once', async () => {
  const id = await draft()
  for (let i = 0; i < 9; i += 1) expect((await put(id, pdfFile(), `${i}.pdf`)).status).toBe(201)
  const both = await Promise.all([put(id, pdfFile(), 'a.pdf'), put(id, pdfFile(), 'b.pdf')])
  expect(both.map(({ status }) => status).sort()).toContain(201)
  expect(await env.DB.prepare('SELECT count(*) AS n FROM notice_file').first('n')).toBe(10)
  expect((await put(id, pdfFile(), 'c.pdf')).body.errors[0]?.code).toBe('too-many')
  // What one that came too late had put away belongs to nothing, and goes.
  await dropDue(await testCtx({ clock: clockAt(monday + HOUR) }))
  expect((await env.FILES.list()).objects).toHaveLength(10)
  expect(await env.DB.prepare('SELECT count(*) AS n FROM file_drop').first('n')).toBe(0)
})

test('whoever adds or takes out a file has written on it; others’ stations and finished drafts take none', async () => {
  const id = await draft()
  await put(id, pdfFile(), 'a.pdf', '', road.people.chief)
  await road.done(road.act(road.people.writer, id, 'send', { rev: await road.revOf(id) }))
  expect((await road.publish(id, { filesRead: true }, road.people.chief)).body.code).toBe('notice-reader')
  expect((await put(id, pdfFile(), 'b.pdf')).body.code).toBe('notice-step')
  expect((await put(id, pdfFile(), 'b.pdf', '', road.people.stranger)).status).toBe(404)
  expect((await put(id, pdfFile(), 'b.pdf', '', road.people.clerk)).status).toBe(403)
})

test('what a correction takes out stays with the version that had it, unless that is hidden', async () => {
  const { people, act, revOf, save, done, publish, desk } = road
  const id = await draft()
  const { body: file } = await put(id, pdfFile(), 'a.pdf')
  await done(publishIt(id))
  const at = `/notices/${id}/files/${file.id}`
  const correct = async (hides: boolean) => {
    await done(act(people.writer, id, 'correct', { rev: await revOf(id) }))
    if ((await desk(id)).files.length) await done(act(people.writer, id, `files/${file.id}/drop`, {}))
    await done(save(id, { note: '换了附件', hides }))
    await done(act(people.writer, id, 'send', { rev: await revOf(id) }))
    await done(publish(id))
  }
  await correct(false)
  expect((await desk(id)).files).toEqual([])
  expect((await call(publicApp, at)).status).toBe(200)
  await correct(true)
  expect((await call(publicApp, at)).status).toBe(404)
})

test.each([
  [false, 200],
  [true, 404],
])(
  'withdrawn, attachments are handed out no more; for personal data (%s) they are erased',
  async (personal, left) => {
    const { people, act, revOf, done } = road
    const id = await draft()
    const { body: file } = await put(id, pdfFile(), 'a.pdf')
    await done(publishIt(id))
    const reason = { zh: '含个人信息', en: 'Personal data' }
    await done(act(people.chief, id, 'withdraw', { rev: await revOf(id), reason, personal }))
    const at = `/notices/${id}/files/${file.id}`
    expect((await call(publicApp, at)).status).toBe(404)
    expect((await call(staffApp, `/staff${at}`, { headers: people.chief })).status).toBe(left)
  },
)
