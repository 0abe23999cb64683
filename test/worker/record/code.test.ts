import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { wrongMost } from '../../../api/record/replaceCode.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, someone, twoStations } from '../../support/appointment.ts'
import { everyRow } from '../../support/faults.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { joinOne, waiter } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const applicant = {
  name: '张小明',
  phone: '13812345678',
  idType: 'resident-id',
  idNumber: '11010519491231002X',
}
const clerk = async () => (await signedIn({ grants: [['clerk', 'sp_one']] })).headers
const replace = (reference: string, body: object, headers: Record<string, string>, key?: string) =>
  staff.post(`/staff/records/${reference}/code`, body, { ...headers, ...(key && { 'idempotency-key': key }) })
const right = { seen: 'resident-id', numberEnd: '００２x' }
const opens = async (reference: string, accessCode: string) =>
  (await api.post('/track', { reference, accessCode })).status

describe('a lost code', () => {
  test('is replaced for who shows the document, and the old one is dead at once', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot(), { applicant })
    const headers = await clerk()
    const { status, body, text } = await replace(reference, right, headers)
    expect(status, text).toBe(200)
    expect(body).toMatchObject({ reference, told: 'text', point: { slug: 'one' } })
    expect(body.accessCode).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    expect(body.accessCode).not.toBe(accessCode)
    expect(await opens(reference, accessCode)).toBe(404)
    expect(await opens(reference, body.accessCode)).toBe(200)
    const dead = async (action: string, more = {}) =>
      (await api.post(`/appointments/${reference}/${action}`, { accessCode, ...more })).status
    expect([
      await dead('cancel'),
      await dead('calendar'),
      await dead('reschedule', { slotId: 'sl' }),
    ]).toEqual([404, 404, 404])
    const sent = env.DB.prepare(
      "SELECT count(*) AS n FROM outbox WHERE reference = ? AND template = 'code.replaced'",
    )
    expect(await sent.bind(reference).first('n')).toBe(1)
    const leaf = env.DB.prepare("SELECT body FROM audit_leaf WHERE action = 'code.replace'")
    expect(JSON.parse((await leaf.first<string>('body'))!).facts).toEqual({
      seen: 'resident-id',
      staff: expect.stringMatching(/^su_/),
      station: 'one',
    })
    const rows = Object.values(await everyRow()).join('\n')
    for (const code of [accessCode, body.accessCode]) expect(rows).not.toContain(code)
    const seen = await api.post('/track', { reference, accessCode: body.accessCode })
    expect(JSON.stringify(seen.body.timeline)).toContain('补发')
  })

  test('a double click gives the same slip; a second slip ends the first', async () => {
    const { reference } = await bookOne(api, await addSlot(), { applicant })
    const headers = await clerk()
    const both = await Promise.all([1, 2].map(() => replace(reference, right, headers, 'slip-key-0001')))
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(both[1]!.text).toBe(both[0]!.text)
    const later = await replace(reference, right, headers, 'slip-key-0002')
    expect(later.body.accessCode).not.toBe(both[0]!.body.accessCode)
    expect(await opens(reference, both[0]!.body.accessCode)).toBe(404)
    const again = await replace(reference, right, headers, 'slip-key-0001')
    expect([again.status, again.body.code]).toEqual([409, 'code-replaced'])
    const other = await replace(reference, { ...right, numberEnd: '0021' }, headers, 'slip-key-0002')
    expect(other.body.code).toBe('idempotency-mismatch')
  })

  test('without a number on the record: the name of the document and the end of the phone', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot(), {
      applicant: { name: '买买提·阿布都', phone: '000-00000011', idType: 'none' },
    })
    const headers = await clerk()
    const given = { seen: 'passport', name: '买买提•阿布都', phoneEnd: '0011' }
    const pointers = async (body: object) =>
      (await replace(reference, body, headers)).body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(await pointers({ seen: 'passport' })).toEqual(['/name', '/phoneEnd'])
    expect(await pointers({ ...given, phoneEnd: '0012' })).toEqual(['/name'])
    expect(await pointers({ ...given, name: '买买提' })).toEqual(['/name'])
    const { body } = await replace(reference, given, headers)
    expect(body.told, 'a landline takes no texts').toBe('landline')
    expect(await opens(reference, body.accessCode)).toBe(200)
    expect(await opens(reference, accessCode)).toBe(404)
  })

  test('without the card, by the household register', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot(), { applicant })
    const { body } = await replace(reference, { ...right, seen: 'household-register' }, await clerk())
    expect(await opens(reference, accessCode)).toBe(404)
    expect(await opens(reference, body.accessCode)).toBe(200)
  })

  test('of a place on the list as well', async () => {
    const { reference, accessCode } = await joinOne(api, { applicant })
    const { body } = await replace(reference, right, await clerk())
    expect(await opens(reference, accessCode)).toBe(404)
    expect(await opens(reference, body.accessCode)).toBe(200)
  })
})

describe('wrong details', () => {
  test('are counted over all staff and end the day’s tries, one by one or all at once', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot(), { applicant })
    const [a, b] = [await clerk(), await clerk()]
    const wrong = { seen: 'resident-id', numberEnd: '1234' }
    const other = await replace(reference, { ...right, seen: 'passport' }, a)
    expect(other.body.errors).toMatchObject([{ pointer: '/seen', code: 'replace.other-document' }])
    expect((await replace(reference, { ...wrong, numberEnd: '12' }, a)).body.errors[0].code).toBe(
      'replace.four',
    )
    for (let i = 0; i < wrongMost; i++) {
      const { body } = await replace(reference, wrong, i % 2 ? a : b)
      expect(body.errors).toMatchObject([{ pointer: '/numberEnd', code: 'replace.no-match' }])
    }
    const stopped = await replace(reference, right, a)
    expect([stopped.status, stopped.body.code]).toEqual([429, 'too-many-tries'])
    expect(stopped.body.retryAfter).toBe(16 * 3600)
    expect(await opens(reference, accessCode), 'the holder is not locked out').toBe(200)
    clock.pass(DAY)
    const later = (await signedIn({ clock, grants: [['clerk', 'sp_one']] })).headers
    expect((await replace(reference, right, later)).status).toBe(200)
  })

  test('sent all at once hear no more verdicts than one by one, and the right one among them is not told apart', async () => {
    const { reference, accessCode } = await bookOne(api, await addSlot(), { applicant })
    const headers = await clerk()
    const guesses = Array.from({ length: 40 }, (_, i) => String(1000 + i))
    const answers = await Promise.all(
      guesses.map((numberEnd) => replace(reference, { seen: 'resident-id', numberEnd }, headers)),
    )
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(wrongMost)
    expect(answers.filter(({ body }) => body.code === 'too-many-tries')).toHaveLength(40 - wrongMost)
    const kept = env.DB.prepare("SELECT tries FROM code_try WHERE reference LIKE 'code.replace%'")
    expect(await kept.first('tries')).toBe(wrongMost)
    expect((await replace(reference, right, headers)).body.code).toBe('too-many-tries')
    expect(await opens(reference, accessCode)).toBe(200)
  })

  test('leave no verdict to a right one that comes with the last of them', async () => {
    const { reference } = await bookOne(api, await addSlot(), { applicant })
    const headers = await clerk()
    const wrong = (numberEnd: number) =>
      replace(reference, { seen: 'resident-id', numberEnd: String(numberEnd) }, headers)
    for (let round = 0; round < 6; round++) {
      const answers = await Promise.all([
        ...Array.from({ length: wrongMost + 3 }, (_, i) => wrong(2000 + i)),
        replace(reference, right, headers),
      ])
      const last = answers.at(-1)!
      expect([200, 429], last.text).toContain(last.status)
      clock.pass(DAY)
      Object.assign(headers, (await signedIn({ clock, grants: [['clerk', 'sp_one']] })).headers)
    }
  })

  test('nobody elsewhere or in another role, and no record that is forgotten', async () => {
    const { reference } = await bookOne(api, await addSlot(), { applicant })
    const as = async (role: 'clerk' | 'handler' | 'supervisor' | 'auditor', point: string) =>
      (await replace(reference, right, (await signedIn({ grants: [[role, point]] })).headers)).status
    expect(await as('clerk', 'sp_two')).toBe(404)
    expect(await as('handler', 'sp_one')).toBe(403)
    expect(await as('supervisor', '*')).toBe(403)
    expect(await as('auditor', '*')).toBe(403)
    await env.DB.prepare(
      "UPDATE booking SET state = 'ended', name = NULL, phone = NULL, id_number = NULL",
    ).run()
    expect((await replace(reference, right, await clerk())).body.code).toBe('record-emptied')
  })
})

describe('a request repeated after the code was replaced', () => {
  test('does not hand out the dead code: booking', async () => {
    const body = someone(await addSlot(), { applicant })
    const key = { 'idempotency-key': 'first-key-0001' }
    const { reference } = (await api.post('/appointments', body, key)).body
    expect((await api.post('/appointments', body, key)).status).toBe(201)
    await replace(reference, right, await clerk())
    const again = await api.post('/appointments', body, key)
    expect([again.status, again.body.code]).toEqual([409, 'code-replaced'])
    expect(again.text).not.toContain('accessCode')
  })

  test('does not hand out the dead code: the list', async () => {
    const body = waiter({ applicant })
    const key = { 'idempotency-key': 'first-key-0002' }
    const waits = (await api.post('/waiting', body, key)).body
    await replace(waits.reference, right, await clerk())
    expect((await api.post('/waiting', body, key)).body.code).toBe('code-replaced')
  })

  test('does not hand out the dead code: the place taken from the list', async () => {
    const slotId = await addSlot({ capPublic: 1 })
    const first = await bookOne(api, slotId)
    const waits = await joinOne(api, { applicant })
    await api.post(`/appointments/${first.reference}/cancel`, { accessCode: first.accessCode })
    const take = () => api.post(`/waiting/${waits.reference}/take`, { accessCode: waits.accessCode })
    const { reference, accessCode } = (await take()).body
    expect((await take()).body.accessCode).toBe(accessCode)
    const slip = await replace(reference, right, await clerk())
    expect(slip.status, slip.text).toBe(200)
    const again = await take()
    expect([again.status, again.body.code]).toEqual([409, 'code-replaced'])
  })
})
