import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../api/shared/actor.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { aCase, caseOpened, reporter } from '../../support/casefile.ts'
import { everyRow } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
// Nobody is drawn for a call-back unless a test says so.
const staff = staffApi({ clock, bindings: { CALLBACK_ONE_IN: '1000000' } })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const as = async (role: Role, point = 'sp_qingshi', name?: string) =>
  signedIn({ grants: [[role, point]], clock, hours: 999, ...(name && { name }) })
const at = (iso: string) => clock.set(Date.parse(`${iso}+08:00`))
const track = (reference: string, accessCode: string) => api.post('/track', { reference, accessCode })
const step = (
  headers: Record<string, string>,
  reference: string,
  rev: number,
  to: string,
  more: object = {},
) => staff.post(`/staff/casefiles/${reference}/step`, { rev, to, ...more }, headers)
const faultsOf = ({ body }: { body: { errors?: { pointer: string; code: string }[] } }) =>
  (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)

describe('opening a case', () => {
  test('each whom it concerns gets a reference and a code of their own, and looks up stages and contact alone', async () => {
    const { headers } = await as('clerk')
    const victim = { role: 'victim', name: '欧阳修远', phone: '13912340002', wish: 'look' }
    const note = '报警人说看见了张某'
    const opened = await caseOpened(staff, headers, { parties: [reporter(), victim], note })
    expect(opened).toMatchObject({
      kind: 'security',
      contact: {
        unit: { zh: '青石派出所' },
        officer: { name: '韩立', badge: '014207' },
        dutyPhone: expect.stringMatching(/^0/),
      },
      receipts: [{ role: 'reporter' }, { role: 'victim' }],
    })
    const [first, second] = opened.receipts
    expect(first?.reference).toMatch(/^K-20261123-/)
    expect(new Set([first?.reference, second?.reference]).size).toBe(2)
    const { status, body, text } = await track(opened.reference, opened.accessCode)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      kind: 'casefile',
      status: 'received',
      statusText: { zh: '已接报' },
      // 24 hours from the report (standards B4).
      dueAt: '2026-11-24T08:00:00+08:00',
      casefile: { kind: 'security', clock: { certainty: 'P', late: false }, remedy: [] },
      openings: { times: 0 },
    })
    expect(body.timeline).toHaveLength(2)
    expect(text).not.toMatch(/林小鹿|修远|张某|1391234|报警人说/)
    // The other's code does not open this one.
    expect((await track(opened.reference, second?.accessCode ?? '')).status).toBe(404)
    expect((await track(second?.reference ?? '', second?.accessCode ?? '')).status).toBe(200)
    expect(
      (await api.post('/audit/proof', { reference: opened.reference, accessCode: opened.accessCode })).body
        .leaves,
    ).toHaveLength(1)
  })

  test('nothing personal stands anywhere in clear', async () => {
    const { headers } = await as('handler')
    const document = { idType: 'resident-id', idNumber: '11010519491231002X' }
    await caseOpened(staff, headers, { parties: [reporter(document)], note: '张某打人' })
    expect(JSON.stringify(await everyRow())).not.toMatch(/林小鹿|13912340001|11010519491231002X|张某/)
  })

  test('twice with one key it is one case with the same receipts', async () => {
    const { headers } = await as('clerk')
    const key = 'one-press-of-a-button'
    const [one, two] = await Promise.all([
      caseOpened(staff, headers, {}, key),
      caseOpened(staff, headers, {}, key),
    ])
    expect(two).toEqual(one)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM casefile').first('n')).toBe(1)
    const other = await staff.post('/staff/casefiles', aCase({ kind: 'report' }), {
      ...headers,
      'idempotency-key': key,
    })
    expect(other.body.code).toBe('idempotency-mismatch')
  })

  test('says every fault beside its field', async () => {
    const { headers } = await as('clerk')
    const post = (more: object) => staff.post('/staff/casefiles', aCase(more), headers)
    const wrong = await post({
      officer: { name: ' ', badge: 'x' },
      dutyPhone: '13800000000',
      receivedAt: '2026-11-24T08:00:00+08:00',
      parties: [reporter({ name: '', phone: '' }), reporter({ idType: 'passport' })],
    })
    expect(wrong.status).toBe(422)
    expect(faultsOf(wrong).sort()).toEqual([
      '/dutyPhone casefile.duty',
      '/officer/badge badge-invalid',
      '/officer/name required',
      '/parties/0/name name.required',
      '/parties/0/phone phone.required',
      '/parties/1/idNumber id.required',
      '/receivedAt casefile.when',
    ])
    expect((await post({ parties: [] })).status).toBe(422)
    expect((await post({ parties: Array(6).fill(reporter()) })).status).toBe(422)
    expect((await post({ point: 'nowhere' })).status).toBe(404)
  })

  test('only those of the service point, in the right role', async () => {
    const elsewhere = await as('chief', 'sp_nanqiao')
    expect((await staff.post('/staff/casefiles', aCase(), elsewhere.headers)).status).toBe(404)
    const publisher = await as('publisher')
    expect((await staff.post('/staff/casefiles', aCase(), publisher.headers)).status).toBe(403)
    const { headers } = await as('clerk')
    const { reference } = await caseOpened(staff, headers)
    expect((await step(elsewhere.headers, reference, 0, 'filed')).status).toBe(404)
    expect((await staff.get(`/staff/casefiles/${reference}`, elsewhere.headers)).status).toBe(404)
    expect((await staff.get('/staff/casefiles', elsewhere.headers)).body.items).toEqual([])
    expect((await staff.get('/staff/casefiles', headers)).body.items).toMatchObject([{ reference }])
  })

  test('what was urgent is written down within 24 hours of handling; later is noted as late', async () => {
    const { headers } = await as('clerk')
    const times = { receivedAt: '2026-11-20T08:00:00+08:00', handledAt: '2026-11-22T09:00:00+08:00' }
    const urgent = await caseOpened(staff, headers, times)
    const slow = await caseOpened(staff, headers, { ...times, handledAt: '2026-11-22T07:00:00+08:00' })
    const lateOf = async ({ reference, accessCode }: typeof urgent) =>
      (await track(reference, accessCode)).body.casefile.stages[0].late
    expect([await lateOf(urgent), await lateOf(slow)]).toEqual([false, true])
  })
})

describe('stages', () => {
  test('a public order case goes its way; words, clocks and texts follow', async () => {
    const { headers } = await as('handler')
    const opened = await caseOpened(staff, headers)
    const { reference, accessCode } = opened
    at('2026-11-23T20:00:00')
    expect((await step(headers, reference, 0, 'accepted')).body).toEqual({
      reference,
      state: 'accepted',
      rev: 1,
      late: false,
    })
    // The review goes on: its clock stays as it was told.
    expect((await track(reference, accessCode)).body.dueAt).toBe('2026-11-24T08:00:00+08:00')
    await step(headers, reference, 1, 'filed')
    const filed = (await track(reference, accessCode)).body
    expect(filed.statusText).toEqual({ zh: '已立案', en: 'Case opened' })
    expect(filed.casefile.stages.at(-1).certainty).toBe('K2')
    // 30 calendar days from filing; the 23rd of December is a Wednesday.
    expect(filed.dueAt).toBe('2026-12-23T23:59:59+08:00')
    expect(filed.casefile.clock.certainty).toBe('K2')
    const messages = await waitingMessages('casefile.moved', reference)
    expect(messages).toHaveLength(2)
    expect(messages[0]).toMatchObject({ phone: '13912340001', data: { reference } })
    at('2026-12-20T09:00:00')
    await step(headers, reference, 2, 'concluded')
    const over = (await track(reference, accessCode)).body
    expect(over).toMatchObject({ status: 'concluded', dueAt: null, casefile: { clock: null } })
    expect(over.timeline.map(({ text }: { text: { zh: string } }) => text.zh)).toEqual([
      '已接报',
      '已受理',
      '已立案',
      '已办结',
    ])
    expect((await factsAbout(reference)).map(({ action }) => action)).toEqual([
      'casefile.open',
      'casefile.step',
      'casefile.step',
      'casefile.step',
    ])
  })

  test('before 2026 the same stage was called 受案', async () => {
    const { headers } = await as('handler')
    at('2026-01-05T09:00:00')
    const { reference, accessCode } = await caseOpened(staff, headers, {
      receivedAt: '2025-12-30T08:00:00+08:00',
    })
    await step(headers, reference, 0, 'filed', { happenedAt: '2025-12-31T08:00:00+08:00' })
    expect((await track(reference, accessCode)).body.statusText.zh).toBe('已受案')
  })

  test('not opened: what can be done against it stands beside it, by its kind', async () => {
    const { headers } = await as('handler')
    const security = await caseOpened(staff, headers)
    await step(headers, security.reference, 0, 'not-filed')
    const { casefile, timeline } = (await track(security.reference, security.accessCode)).body
    expect(casefile.remedy).toMatchObject([{ certainty: 'S' }])
    expect(casefile.remedy[0].text.zh).toContain('60 天')
    expect(timeline.at(-1).text.zh).toBe('不予立案')
    const criminal = await caseOpened(staff, headers, { kind: 'criminal' })
    await step(headers, criminal.reference, 0, 'not-filed')
    const said = (await track(criminal.reference, criminal.accessCode)).body.casefile.remedy[0]
    expect(said).toMatchObject({ certainty: 'K1' })
    expect(said.text.zh).toMatch(/复议.*复核/)
    expect(said.text.zh).not.toMatch(/\d/)
    // After a review it may be opened all the same.
    expect((await step(headers, criminal.reference, 1, 'filed')).status).toBe(200)
  })

  test('passing on needs to say where, and everybody is told where', async () => {
    const { headers } = await as('handler')
    const { reference, accessCode } = await caseOpened(staff, headers, { kind: 'report' })
    expect(faultsOf(await step(headers, reference, 0, 'transferred'))).toEqual(['/where/zh required'])
    await step(headers, reference, 0, 'transferred', {
      where: { zh: '南桥派出所', en: 'Nanqiao Police Station' },
    })
    const { timeline, status } = (await track(reference, accessCode)).body
    expect(status).toBe('transferred')
    expect(timeline.at(-1).text).toEqual({
      zh: '已移送：南桥派出所',
      en: 'Passed on: Nanqiao Police Station',
    })
  })

  test('a mere report becomes a case of one kind with a step, and never again another', async () => {
    const { headers } = await as('handler')
    const { reference, accessCode } = await caseOpened(staff, headers, { kind: 'report' })
    expect((await step(headers, reference, 0, 'filed')).body.code).toBe('step-refused')
    await step(headers, reference, 0, 'accepted', { kind: 'criminal' })
    const { casefile, dueAt } = (await track(reference, accessCode)).body
    // The review of a criminal case: three days from the report (standards B4).
    expect([casefile.kind, dueAt]).toEqual(['criminal', '2026-11-26T23:59:59+08:00'])
    expect((await step(headers, reference, 1, 'filed', { kind: 'security' })).body.code).toBe('step-refused')
  })

  test('a notice entered 36 hours after its stage is in time, one later is late, and says so', async () => {
    const { headers } = await as('handler')
    const { reference, accessCode } = await caseOpened(staff, headers)
    at('2026-11-24T20:00:00')
    const inTime = await step(headers, reference, 0, 'accepted', { happenedAt: '2026-11-23T08:00:00+08:00' })
    expect(inTime.body.late).toBe(false)
    const late = await step(headers, reference, 1, 'filed', { happenedAt: '2026-11-23T08:00:00+08:00' })
    expect(late.body.late).toBe(false)
    at('2026-11-27T21:00:01')
    const later = await step(headers, reference, 2, 'concluded', { happenedAt: '2026-11-26T09:00:00+08:00' })
    expect(later.body.late).toBe(true)
    expect((await track(reference, accessCode)).body.timeline.at(-1).text.zh).toContain('告知晚了')
    const odd = await caseOpened(staff, headers)
    const before = await step(headers, odd.reference, 0, 'filed', { happenedAt: '2026-11-22T08:00:00+08:00' })
    expect(faultsOf(before)).toEqual(['/happenedAt casefile.when'])
  })

  test('of two who act at once one wins', async () => {
    const { headers } = await as('handler')
    const { reference } = await caseOpened(staff, headers)
    const both = await Promise.all([
      step(headers, reference, 0, 'filed'),
      step(headers, reference, 0, 'not-filed'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { results } = await env.DB.prepare('SELECT to_state FROM casefile_event').all()
    expect(results).toHaveLength(2)
  })

  test('more time: a longer limit of the review; 30 days more with approval, twice at most', async () => {
    const { headers } = await as('clerk')
    const chief = (await as('chief')).headers
    const extend = (who: Record<string, string>, reference: string, rev: number, limit: string) =>
      staff.post(`/staff/casefiles/${reference}/extend`, { rev, limit }, who)
    const { reference, accessCode } = await caseOpened(staff, headers)
    const due = async () => (await track(reference, accessCode)).body.dueAt
    await extend(headers, reference, 0, 'hard')
    expect(await due()).toBe('2026-11-26T23:59:59+08:00')
    expect((await extend(headers, reference, 1, 'hard')).body.code).toBe('no-extension')
    await step(headers, reference, 1, 'filed')
    expect((await extend(headers, reference, 2, 'more')).status).toBe(403)
    await extend(chief, reference, 2, 'more')
    expect(await due()).toBe('2027-01-22T23:59:59+08:00')
    expect((await extend(chief, reference, 3, 'more')).status).toBe(200)
    expect((await extend(chief, reference, 4, 'more')).body.code).toBe('no-extension')
    const crime = await caseOpened(staff, headers, { kind: 'criminal' })
    expect((await extend(headers, crime.reference, 0, 'major')).status).toBe(403)
    expect((await extend(chief, crime.reference, 0, 'major')).status).toBe(200)
    expect((await extend(headers, crime.reference, 1, 'verify')).body.code).toBe('no-extension')
  })
})
