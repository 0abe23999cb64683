import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkFor } from '../../../api/file/linkToken.ts'
import { unmasksAnHour } from '../../../api/record/unmask.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { draftRow, sender, stepTo } from '../../support/applicationFiles.ts'
import { twoStations } from '../../support/appointment.ts'
import { factsAbout } from '../../support/feedback.ts'
import { pdfFile } from '../../support/files.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
let draft: Awaited<ReturnType<typeof draftRow>>
let phone: ReturnType<typeof sender>
let fileId: string
beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  clock.set(monday)
  await twoStations()
  draft = await draftRow()
  phone = sender({ ...draft, clock })
  fileId = (await phone.add(pdfFile())).body.id
  await stepTo(draft.id, 'submitted')
})
afterEach(() => vi.restoreAllMocks())

const ask = (headers: Record<string, string>, body: object = { reason: 'identity' }, file = fileId) =>
  staff.post(`/staff/applications/${draft.reference}/files/${file}/link`, body, headers)
const views = async () =>
  (
    await env.DB.prepare(
      'SELECT reference, kind, role, staff_id, fields, reason, words FROM record_view',
    ).all()
  ).results

test('staff of the service point get a link with a reason, and that they did is noted', async () => {
  const { id, headers } = await signedIn({ grants: [['handler', 'sp_one']] })
  const { status, body, text } = await ask(headers)
  expect(status, text).toBe(200)
  expect(Date.parse(body.expiresAt) - clock.now()).toBe(linkFor)
  expect((await phone.ask('GET', body.url.replace('/api/v1', ''))).bytes).toEqual(pdfFile())
  expect(await views()).toEqual([
    {
      reference: draft.reference,
      kind: 'unmasked',
      role: 'handler',
      staff_id: id,
      fields: '["file"]',
      reason: 'identity',
      words: null,
    },
  ])
  const facts = (await factsAbout(draft.reference)).filter(({ action }) => action === 'record.unmask')
  expect(facts).toEqual([{ action: 'record.unmask', facts: { role: 'handler', reason: 'identity' } }])
})

test('words of a reason are sealed, and needed where it is none of the list', async () => {
  const { headers } = await signedIn({ grants: [['handler', 'sp_one']] })
  expect((await ask(headers, {})).body.errors[0].code).toBe('reason.required')
  expect((await ask(headers, { reason: 'other' })).body.errors[0].code).toBe('reason.words')
  expect((await ask(headers, { reason: 'other', words: '核对金丝雀的照片' })).status).toBe(200)
  expect((await views())[0]!.words).toMatch(/^v1\./)
})

test('another station sees nothing, the wrong role is told so, and no other file is reached', async () => {
  const other = await signedIn({ grants: [['handler', 'sp_two']] })
  expect((await ask(other.headers)).body.code).toBe('record-not-found')
  const publisher = await signedIn({ grants: [['publisher', 'sp_one']] })
  expect((await ask(publisher.headers)).body.code).toBe('not-allowed')
  const { headers } = await signedIn({ grants: [['handler', 'sp_one']] })
  const second = await draftRow({ point: 'sp_two' })
  const theirs = (await sender({ ...second, clock }).add(pdfFile())).body.id
  expect((await ask(headers, { reason: 'identity' }, theirs)).body.code).toBe('record-not-found')
  expect(await views()).toEqual([])
})

test('counted by the hour with the names and numbers that were seen', async () => {
  const { id, headers } = await signedIn({ grants: [['handler', 'sp_one']] })
  await env.DB.prepare('INSERT INTO tray (operation, hour, used, cap) VALUES (?1, ?2, ?3, ?3)')
    .bind(`record.unmask ${id}`, Math.floor(monday / 3_600_000), unmasksAnHour)
    .run()
  const { status, body } = await ask(headers)
  expect([status, body.code]).toEqual([429, 'looked-too-often'])
  expect(await views()).toEqual([])
})
