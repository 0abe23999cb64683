import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { utf8 } from '../../../api/shared/bytes.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { monday } from '../../support/api.ts'
import { jpegFile, pdfFile } from '../../support/files.ts'
import { type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'
import { paragraph, sheetFile, wordFile } from '../../support/officeText.ts'
import { putFile } from '../../support/upload.ts'

// What stands in an attachment passes the gate as the text does.

const clock = clockAt(monday)
const app = createStaffApp({ clock })
const number = '11010519491231002X'

let road: NoticeRoad
beforeEach(async () => {
  road = await noticeRoad(clock)
})
const withFile = async (bytes: Uint8Array<ArrayBuffer>, name: string) => {
  const id = await road.begin()
  await road.done(road.save(id))
  const { status, body } = await putFile(app, id, bytes, name, road.people.writer)
  expect(status, JSON.stringify(body)).toBe(201)
  await road.done(road.act(road.people.writer, id, 'send', { rev: await road.revOf(id) }))
  return { id, file: body.id as string }
}

test.each([
  ['名单.txt', utf8(`第一行\n拾得身份证，号码 ${number}，请来领取`)],
  ['名单.csv', utf8(`姓名,证号\n张某,${number}`)],
  ['名单.docx', wordFile(paragraph('第一段') + paragraph('号码 110105', '19491231', '002X'))],
  [
    '名单.xlsx',
    sheetFile('<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>', [
      '<t>证号</t>',
      `<t>${number}</t>`,
    ]),
  ],
])('what stands in %s stops publication until somebody lets it stand', async (name, bytes) => {
  const { desk, publish } = road
  const { id, file } = await withFile(bytes, name)
  const { findings, files } = await desk(id)
  expect(findings).toMatchObject([
    { field: `inside:${file}`, rule: 'id-number', text: '1****************X', around: { line: 2 } },
  ])
  expect(files).toMatchObject([{ name, read: 'whole' }])
  const { status, body, text } = await publish(id, { filesRead: true })
  expect([status, body.code]).toEqual([409, 'notice-gate'])
  expect(text).not.toContain(number)
  const over = findings.map(({ key }: { key: string }) => key)
  expect((await publish(id, { filesRead: true, over })).body.errors).toMatchObject([{ pointer: '/why' }])
  expect((await publish(id, { filesRead: true, over, why: '样例号码' })).status).toBe(200)
})

test('what was found is kept masked, and goes with the file', async () => {
  const { people, desk, publish, act, revOf, done } = road
  const { id } = await withFile(utf8(`联系人张某，手机13800138000，证号${number}`), 'a.txt')
  const reading = () => env.DB.prepare('SELECT reading FROM notice_file').first<string>('reading')
  expect(await reading()).toContain('138****8000')
  expect(await reading()).not.toMatch(/13800138000|11010519491231002X/)
  const over = (await desk(id)).findings.map(({ key }: { key: string }) => key)
  await done(publish(id, { filesRead: true, over, why: '样例' }))
  const reason = { zh: '误登', en: 'Mistake' }
  await done(act(people.chief, id, 'withdraw', { rev: await revOf(id), reason, personal: true }))
  expect(await reading()).toBeNull()
})

test('of a file full of them the first are told, and the rest as one', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `1380013${String(i).padStart(4, '0')}`)
  const { id } = await withFile(utf8(lines.join('\n')), 'a.txt')
  const { findings, files } = await road.desk(id)
  expect(findings).toHaveLength(21)
  expect(findings.at(-1)).toMatchObject({ text: '× 480', rule: 'mobile', around: { line: 21 } })
  expect(files).toMatchObject([{ read: 'part' }])
})

test('what the bureau publishes of itself is no finding in a file either', async () => {
  const phone = await env.DB.prepare("SELECT phone FROM service_point WHERE slug = 'qingshi'").first<string>(
    'phone',
  )
  const { id } = await withFile(utf8(`请打 ${phone}。`), 'a.txt')
  expect((await road.desk(id)).findings).toEqual([])
})

test.each([
  ['a.pdf', pdfFile()],
  ['a.jpg', jpegFile()],
])('that nobody but people reads %s is said', async (name, bytes) => {
  const { id } = await withFile(bytes, name)
  expect((await road.desk(id)).files).toMatchObject([{ read: 'none' }])
})
