import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { withdraw } from '../../../api/application/end.ts'
import { HOUR } from '../../../api/calendar/day.ts'
import { dropDue } from '../../../api/file/drop.ts'
import { linkFor } from '../../../api/file/linkToken.ts'
import { openFor } from '../../../api/file/parts/size.ts'
import { utf8 } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { askFor, draftRow, fileRows, sender, stepTo } from '../../support/applicationFiles.ts'
import { twoStations } from '../../support/appointment.ts'
import { testCtx } from '../../support/ctx.ts'
import { factsAbout } from '../../support/feedback.ts'
import { pdfFile } from '../../support/files.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import { longPdf, standing } from '../../support/parts.ts'

const clock = clockAt(monday)
let draft: Awaited<ReturnType<typeof draftRow>>
let phone: ReturnType<typeof sender>
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
  draft = await draftRow()
  phone = sender({ ...draft, clock })
})

const code = (answer: { body: { code: string; errors?: { code: string }[] } }) =>
  answer.body.errors?.[0]?.code ?? answer.body.code

test('a file sent in parts belongs to the draft, its name sealed, attested without a word of it', async () => {
  const bytes = longPdf(2)
  const { status, body, headers } = await phone.send(bytes)
  expect([status, headers.get('cache-control')]).toEqual([201, 'no-store'])
  expect(body).toMatchObject({ material: 'purposeProof', round: 0, name: '张三.pdf', size: bytes.length })
  const [row] = await fileRows()
  expect(row).toMatchObject({ id: body.id, added_by: 'resident', dropped_at: null })
  expect(JSON.stringify(row)).not.toContain('张三')
  const facts = await factsAbout(draft.reference)
  expect(facts).toEqual([
    {
      action: 'application.file',
      facts: { file: body.id, material: 'purposeProof', round: 0, by: 'resident' },
    },
  ])
  expect(await standing()).toEqual({ objects: [row!.object_key], listed: [], uploads: [], parts: [] })
})

test('a phone that lost the page, or an answer, goes on where it was', async () => {
  const bytes = longPdf(2)
  const key = 'kept-in-the-tab'
  const first = await phone.begin(bytes, {}, key)
  expect([first.status, first.body.there]).toEqual([201, []])
  await phone.part(first.body.uploadId, 2, bytes)
  expect((await phone.begin(bytes, {}, key)).body).toEqual({ ...first.body, there: [2] })
  expect((await phone.state(first.body.uploadId)).body.there).toEqual([2])
  expect(code(await phone.complete(first.body.uploadId))).toBe('upload.missing')
  for (const index of [0, 1, 1])
    expect((await phone.part(first.body.uploadId, index, bytes)).status).toBe(200)
  const done = await phone.complete(first.body.uploadId)
  expect((await phone.complete(first.body.uploadId)).body).toEqual(done.body)
  const again = await phone.begin(bytes, {}, key)
  expect([again.body.uploadId, again.body.there]).toEqual([first.body.uploadId, [0, 1, 2]])
  expect((await phone.complete(again.body.uploadId)).body).toEqual(done.body)
  expect(await fileRows()).toHaveLength(1)
})

test('completed twice at the same moment it is one file, and nothing is left over', async () => {
  const bytes = longPdf(0)
  const { body } = await phone.begin(bytes)
  await phone.part(body.uploadId, 0, bytes)
  const both = await Promise.all([phone.complete(body.uploadId), phone.complete(body.uploadId)])
  expect(both.map(({ status }) => status)).toContain(201)
  expect(await fileRows()).toHaveLength(1)
  clock.pass(HOUR)
  await dropDue(await testCtx({ clock }))
  expect((await standing()).objects).toHaveLength(1)
})

test('the code is asked for, of parts in a header; whoever knows only the number gets nothing', async () => {
  const bytes = longPdf(0)
  const { body } = await phone.begin(bytes)
  const stranger = sender({ ...draft, accessCode: '22222222', clock })
  for (const answer of [
    await stranger.begin(bytes),
    await stranger.part(body.uploadId, 0, bytes),
    await stranger.state(body.uploadId),
    await stranger.complete(body.uploadId),
    await stranger.add(pdfFile()),
  ])
    expect([answer.status, answer.body.code]).toEqual([404, 'record-not-found'])
  const { status } = await phone.part(body.uploadId, 0, bytes, { 'kaimen-access-code': '' })
  expect(status).toBe(422)
  const person = sender({ ...draft, accessCode: draft.personCode, clock })
  expect((await person.part(body.uploadId, 0, bytes)).status).toBe(200)
  expect((await person.complete(body.uploadId)).status).toBe(201)
})

test('another application’s upload is not found, nor one whose day is over', async () => {
  const bytes = longPdf(0)
  const { body } = await phone.begin(bytes)
  const other = sender({ ...(await draftRow()), clock })
  const all = async (who: typeof phone) => [
    (await who.part(body.uploadId, 0, bytes)).body.code,
    (await who.state(body.uploadId)).body.code,
    (await who.complete(body.uploadId)).body.code,
  ]
  expect(await all(other)).toEqual(Array(3).fill('not-found'))
  clock.pass(openFor)
  expect(await all(phone)).toEqual(Array(3).fill('not-found'))
})

test('parts that are no bytes, too long, or not of this place are refused', async () => {
  const bytes = longPdf(1)
  const { uploadId } = (await phone.begin(bytes)).body
  const json = await phone.part(uploadId, 0, bytes, { 'content-type': 'application/json' })
  expect([json.status, json.headers.get('accept-post')]).toEqual([415, 'application/octet-stream'])
  const long = await phone.ask('POST', `/applications/${draft.reference}/uploads/${uploadId}/parts/1`, {
    headers: { 'content-type': 'application/octet-stream', 'kaimen-access-code': draft.accessCode },
    body: bytes,
  })
  expect(long.status).toBe(413)
  expect(code(await phone.part(uploadId, 5, bytes))).toBe('upload.part')
  expect(
    code(
      await phone.ask('POST', `/applications/${draft.reference}/uploads/${uploadId}/parts/0`, {
        headers: { 'content-type': 'application/octet-stream', 'kaimen-access-code': draft.accessCode },
        body: bytes.slice(1000, 2000),
      }),
    ),
  ).toBe('upload.size')
  expect((await standing()).objects).toEqual([])
})

test.each([
  ['a page', utf8('<html><script>1</script>'), 'a.txt', 'file.type'],
  ['another type than its name', pdfFile(), 'a.png', 'file.mismatch'],
])('%s is refused when it is whole, by parts and by a form alike', async (_, bytes, name, refused) => {
  expect(code(await phone.send(bytes, { name, type: '' }))).toBe(refused)
  expect(code(await phone.add(bytes, { name }))).toBe(refused)
  expect(await standing()).toEqual({ objects: [], listed: [], uploads: [], parts: [] })
})

test('a form without script does the same in one', async () => {
  const { status, body } = await phone.add(pdfFile(), { name: '单据.pdf' })
  expect([status, body.name]).toEqual([201, '单据.pdf'])
  expect((await phone.add(pdfFile(), { code: '' })).status).toBe(404)
  expect(code(await phone.add(pdfFile(), { material: 'nothing' }))).toBe('wrong-value')
  expect((await standing()).objects).toHaveLength(1)
})

test('as many files as the form takes, also when they come at once', async () => {
  for (let i = 0; i < 2; i++) expect((await phone.add(pdfFile())).status).toBe(201)
  const both = await Promise.all([phone.add(pdfFile()), phone.add(pdfFile())])
  expect(both.map(({ status }) => status).sort()).toContain(201)
  expect(await fileRows()).toHaveLength(3)
  expect(code(await phone.add(pdfFile()))).toBe('too-many')
  expect(code(await phone.begin(pdfFile()))).toBe('too-many')
  clock.pass(HOUR)
  await dropDue(await testCtx({ clock }))
  expect((await standing()).objects).toHaveLength(3)
})

test('forty files altogether', async () => {
  await env.DB.batch(
    Array.from({ length: 40 }, (_, i) =>
      env.DB.prepare(
        `INSERT INTO application_file (id, application_id, material, type, size, sha256, object_key, added_by, added_at)
         VALUES (?1, ?2, ?3, 'application/pdf', 1, 'x', ?1, 'resident', 0)`,
      ).bind(`af_${i}`, draft.id, `m${i % 10}`),
    ),
  )
  expect(code(await phone.add(pdfFile()))).toBe('too-many')
})

test('sixty megabytes altogether, also when they come at once', async () => {
  const big = (id: string, size: number) =>
    env.DB.prepare(
      `INSERT INTO application_file (id, application_id, material, type, size, sha256, object_key, added_by, added_at)
       VALUES (?1, ?2, 'message', 'application/pdf', ?3, 'x', ?1, 'resident', 0)`,
    ).bind(id, draft.id, size)
  const room = longPdf(0).length
  await big('af_big', 60 * 1_048_576 - room).run()
  const begun = await phone.begin(longPdf(0))
  expect(begun.status).toBe(201)
  await big('af_more', 1).run()
  for (const answer of [await phone.begin(longPdf(0)), await phone.add(longPdf(0))])
    expect(answer.body.errors).toMatchObject([{ pointer: '/file', code: 'file.all-too-big' }])
  await phone.part(begun.body.uploadId, 0, longPdf(0))
  expect(code(await phone.complete(begun.body.uploadId))).toBe('file.all-too-big')
})

test('a file that comes while its draft is deleted leaves no bytes behind', async () => {
  await phone.add(pdfFile())
  const ctx = await testCtx({ clock })
  const comes = async () => expect((await phone.add(pdfFile())).status).toBe(201)
  await withdraw({ ctx: meanwhile(ctx, comes), input: draft })
  expect(await fileRows()).toEqual([])
  await dropDue(ctx)
  expect(await standing()).toEqual({ objects: [], listed: [], uploads: [], parts: [] })
})

test('a draft’s file goes for good; after it was filed none does, and a corrected one stands beside it', async () => {
  const wrong = (await phone.add(pdfFile())).body.id
  expect((await phone.remove(wrong)).body).toEqual({ id: wrong })
  expect(await standing()).toEqual({ objects: [], listed: [], uploads: [], parts: [] })
  expect((await phone.remove(wrong)).status).toBe(404)
  const filed = (await phone.add(pdfFile())).body.id
  await stepTo(draft.id, 'submitted')
  expect(code(await phone.remove(filed))).toBe('step-refused')
  expect(code(await phone.add(pdfFile()))).toBe('step-refused')
  await askFor(draft.id, 'purposeProof')
  expect(code(await phone.remove(filed))).toBe('step-refused')
  const { body } = await phone.add(pdfFile())
  expect(body.round).toBe(1)
  const slip = (await phone.add(pdfFile())).body.id
  expect((await phone.remove(slip)).status).toBe(200)
  expect((await fileRows()).map(({ id, round }) => [id, round])).toEqual(
    expect.arrayContaining([
      [filed, 0],
      [body.id, 1],
    ]),
  )
  await stepTo(draft.id, 'submitted')
  expect(code(await phone.remove(body.id))).toBe('step-refused')
})

test('a correction takes the papers it asks for and no other', async () => {
  await stepTo(draft.id, 'submitted')
  await askFor(draft.id, 'something')
  expect(code(await phone.add(pdfFile()))).toBe('step-refused')
})

test('with a message while it is open, and then the office is waited for', async () => {
  expect(code(await phone.add(pdfFile(), { material: 'message' }))).toBe('step-refused')
  await stepTo(draft.id, 'submitted', 'accepted')
  const { status, body } = await phone.add(pdfFile(), { material: 'message' })
  expect(status).toBe(201)
  const waits = () => env.DB.prepare('SELECT thread_waits FROM application').first('thread_waits')
  expect(await waits()).toBe('office')
  expect(code(await phone.remove(body.id))).toBe('step-refused')
  await stepTo(draft.id, 'refused')
  expect(code(await phone.add(pdfFile(), { material: 'message' }))).toBe('step-refused')
})

test('a file that was begun is not taken once the application was filed', async () => {
  const bytes = longPdf(0)
  const { body } = await phone.begin(bytes)
  await phone.part(body.uploadId, 0, bytes)
  await stepTo(draft.id, 'submitted')
  expect(code(await phone.complete(body.uploadId))).toBe('step-refused')
  expect(await fileRows()).toEqual([])
})

test('a link hands the file out to be saved, for five minutes, and nothing but that file', async () => {
  const bytes = pdfFile({ objects: ['(one)'] })
  const { id } = (await phone.add(bytes, { name: '张三的"单据".pdf' })).body
  const { body, headers } = await phone.link(id)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(Date.parse(body.expiresAt) - clock.now()).toBe(linkFor)
  expect(decodeURIComponent(body.url)).not.toContain('张三')
  const path = body.url.replace('/api/v1', '')
  const file = await phone.ask('GET', path)
  expect(file.status).toBe(200)
  expect(file.bytes).toEqual(bytes)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; /)
  expect(file.headers.get('cache-control')).toBe('no-store')
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  const other = (await phone.add(pdfFile(), { name: 'b.pdf' })).body.id
  const altered = [path.replace(id, other), `${path}x`, path.replace(/\.[^.]+$/, ''), path.slice(0, -1)]
  for (const wrong of altered) expect((await phone.ask('GET', wrong)).status, wrong).toBe(404)
  clock.pass(linkFor)
  expect((await phone.ask('GET', path)).body.code).toBe('not-found')
  expect((await sender({ ...draft, accessCode: '22222222' }).link(id)).status).toBe(404)
  expect((await sender({ ...(await draftRow()), clock }).link(id)).body.code).toBe('not-found')
})

test('a link to a file that went since opens nothing', async () => {
  const { id } = (await phone.add(pdfFile())).body
  const path = (await phone.link(id)).body.url.replace('/api/v1', '')
  await phone.remove(id)
  expect((await phone.ask('GET', path)).status).toBe(404)
})
