import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { unmasksAnHour } from '../../../api/record/unmask.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'
import { everyRow } from '../../support/faults.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { joinOne } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const lines: string[] = []
beforeEach(async () => {
  clock.set(monday)
  lines.length = 0
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words.map(String).join(' ')))
  await twoStations()
})
afterEach(() => vi.restoreAllMocks())

const applicant = {
  name: '慕容金丝雀',
  phone: '13912345678',
  idType: 'resident-id',
  idNumber: '440524188001010014',
}
const helper = { name: '司徒画眉', phone: '010-65557777-99' }
const note = '只有金丝雀知道这句话 kanarienvogel'
const booked = async () => bookOne(api, await addSlot(), { applicant, helper, note })
const clerk = async () => signedIn({ grants: [['clerk', 'sp_one']] })
const all = ['name', 'phone', 'idNumber', 'note', 'helper']
const see = (reference: string, body: object, headers: Record<string, string>) =>
  staff.post(`/staff/records/${reference}/unmask`, body, headers)

test('shows what was asked for and no more, is noted with its reason, and its holder reads that it was', async () => {
  const { reference, accessCode } = await booked()
  const { id, headers } = await clerk()
  const one = await see(reference, { fields: ['phone'], reason: 'callback' }, headers)
  expect(one.status, one.text).toBe(200)
  expect(one.headers.get('cache-control')).toBe('no-store')
  expect(one.body).toEqual({ reference, values: { phone: applicant.phone } })
  clock.pass(1)
  const { body } = await see(reference, { fields: all, reason: 'identity' }, headers)
  expect(body.values).toEqual({ ...applicant, note, helper })
  const { results } = await env.DB.prepare(
    "SELECT kind, role, staff_id, fields, reason, words FROM record_view WHERE kind = 'unmasked' ORDER BY at",
  ).all()
  const noted = { kind: 'unmasked', role: 'clerk', staff_id: id, words: null }
  expect(results).toEqual([
    { ...noted, fields: '["phone"]', reason: 'callback' },
    { ...noted, fields: JSON.stringify(all), reason: 'identity' },
  ])
  const leaf = await env.DB.prepare("SELECT body FROM audit_leaf WHERE action = 'record.unmask'").all<{
    body: string
  }>()
  expect(leaf.results.map(({ body }) => JSON.parse(body).facts)).toEqual(
    expect.arrayContaining([
      { role: 'clerk', reason: 'callback' },
      { role: 'clerk', reason: 'identity' },
    ]),
  )
  const seen = await api.post('/track', { reference, accessCode })
  expect(seen.body.openings).toMatchObject({ unmasked: 2, lastDay: '2026-11-23' })
  expect(seen.text).not.toContain(id)
  expect(seen.body.timeline.length, 'looking is no event of the record').toBe(2)
})

test('nothing of it stands in clear in any table or log, nor the reason in words', async () => {
  const { reference } = await booked()
  const { headers } = await clerk()
  const words = '找金丝雀核对地址 amsel'
  const { status } = await see(reference, { fields: all, reason: 'other', words }, headers)
  expect(status).toBe(200)
  await see(reference, { fields: all, reason: 'other', words: applicant.name.repeat(60) }, headers)
  await see(reference, { fields: [applicant.phone], reason: applicant.name }, headers)
  await staff.post('/staff/records/find', { typed: applicant.phone.slice(-4), day: '2026-11-24' }, headers)
  await staff.post('/staff/records/find', { typed: applicant.name }, headers)
  const { d1_migrations: _, matter: __, ...rest } = await everyRow()
  expect(rest.record_view).toContain(reference)
  const everything = `${Object.values(rest).join('\n')}\n${lines.join('\n')}`
  for (const secret of ['金丝雀', '画眉', 'kanarien', '12345678', '0101001', '65557777', 'amsel'])
    expect(everything, secret).not.toContain(secret)
})

test('a reason is needed, and words where it is none of the list', async () => {
  const { reference } = await booked()
  const { headers } = await clerk()
  const refused = async (body: object) =>
    (await see(reference, body, headers)).body.errors.map(({ pointer }: { pointer: string }) => pointer)
  expect(await refused({ fields: ['name'] })).toEqual(['/reason'])
  expect(await refused({ fields: ['name'], reason: 'curious' })).toEqual(['/reason'])
  expect(await refused({ fields: [], reason: 'identity' })).toEqual(['/fields'])
  for (const words of ['  ', '.', '\u200b\u200b'])
    expect(await refused({ fields: ['name'], reason: 'other', words })).toEqual(['/words'])
  expect(await refused({ fields: ['name'], reason: 'other', words: 'x'.repeat(201) })).toEqual(['/words'])
  expect(await env.DB.prepare('SELECT count(*) AS n FROM record_view').first('n')).toBe(0)
})

test('so many in an hour for one of them, all at once too; the others go on', async () => {
  const { reference } = await booked()
  const { id, headers } = await clerk()
  const hour = Math.floor(monday / HOUR)
  await env.DB.prepare('INSERT INTO tray (operation, hour, used, cap) VALUES (?, ?, ?, ?)')
    .bind(`record.unmask ${id}`, hour, unmasksAnHour - 3, unmasksAnHour)
    .run()
  const body = { fields: ['name'], reason: 'identity' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => see(reference, body, headers)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
  const refused = answers.find(({ status }) => status === 429)!
  expect(refused.body.code).toBe('looked-too-often')
  expect(refused.text).not.toContain(applicant.name)
  expect(await env.DB.prepare('SELECT count(*) AS n FROM record_view').first('n')).toBe(3)
  expect((await see(reference, body, (await clerk()).headers)).status).toBe(200)
  clock.pass(HOUR - (monday % HOUR) + MINUTE)
  expect((await see(reference, body, headers)).status).toBe(200)
})

test('only with the permission, at a station of the record; a place on the list too', async () => {
  const { reference } = await booked()
  const body = { fields: all, reason: 'identity' }
  const as = async (role: 'supervisor' | 'auditor' | 'publisher' | 'clerk' | 'handler', point: string) => {
    const { headers } = await signedIn({ grants: [[role, point]] })
    const { status, text } = await see(reference, body, headers)
    if (status !== 200) expect(text).not.toMatch(/金丝雀|12345678|440524/)
    return status
  }
  expect(await as('supervisor', '*')).toBe(403)
  expect(await as('auditor', '*')).toBe(403)
  expect(await as('publisher', 'sp_one')).toBe(403)
  expect(await as('clerk', 'sp_two')).toBe(404)
  expect(await as('handler', 'sp_one')).toBe(200)
  const waits = await joinOne(api, {
    applicant: { name: '金丝雀儿', phone: '13912345679', idType: 'none' },
  })
  const { headers } = await clerk()
  expect((await see(waits.reference, body, headers)).body.values).toMatchObject({
    name: '金丝雀儿',
    helper: null,
    note: null,
  })
})

test('how often they looked: numbers for the auditor, the station’s own for its chief', async () => {
  const [one, two] = [await booked(), await joinOne(api)]
  const { id, headers } = await clerk()
  await staff.get(`/staff/records?reference=${one.reference}`, headers)
  await staff.get(`/staff/records?reference=${two.reference}`, headers)
  await see(one.reference, { fields: ['name'], reason: 'complaint' }, headers)
  const count = async (role: 'auditor' | 'supervisor' | 'chief' | 'clerk', point: string, query = '') =>
    staff.get(`/staff/record-views${query}`, (await signedIn({ grants: [[role, point]] })).headers)
  const items = [{ staff: id, role: 'clerk', point: 'one', opened: 2, unmasked: 1, lastDay: '2026-11-23' }]
  for (const [role, point] of [
    ['auditor', '*'],
    ['supervisor', '*'],
    ['chief', 'sp_one'],
  ] as const)
    expect((await count(role, point)).body.items, role).toMatchObject(items)
  expect((await count('chief', 'sp_two')).body.items).toEqual([])
  expect((await count('clerk', 'sp_one')).status).toBe(403)
  expect((await count('auditor', '*', '?from=2026-11-01&to=2026-11-22')).body.items).toEqual([])
  expect((await count('auditor', '*', '?from=2026-01-01&to=2026-11-22')).status).toBe(422)
})
