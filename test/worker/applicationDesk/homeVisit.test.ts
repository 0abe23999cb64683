import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { stateNames } from '../../../api/application/states.ts'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { holder, lin } from '../../support/applying.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { factsAbout } from '../../support/feedback.ts'
import { visitFiled } from '../../support/homeVisit.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const friday = { day: '2026-11-27', part: 'morning' } as const
const thursday = { day: '2026-11-26', part: 'afternoon' } as const
const said = '2026年11月27日周五上午'

/** A visit that was asked for and accepted on Monday, so promised by the next Monday, the 30th. */
async function accepted() {
  const filed = await visitFiled(api)
  const desk = await atDesk(staff, clock)
  const { reference } = filed
  expect((await desk.do(reference, 'accept')).status).toBe(200)
  const approve = (visitOn?: object, more: object = {}) =>
    desk.do(reference, 'decide', { outcome: 'approved', ...(visitOn && { visitOn }), ...more })
  return { filed, desk, reference, approve }
}

async function promised() {
  const all = await accepted()
  const { status, text } = await all.approve(friday)
  expect(status, text).toBe(200)
  return all
}

const errorsOf = ({ body }: { body: { errors?: { pointer: string; code: string }[] } }) =>
  body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)
const noted = async (reference: string, action: string) =>
  (await factsAbout(reference)).find((leaf) => leaf.action === action)?.facts
const track = ({ reference, accessCode }: { reference: string; accessCode: string }) =>
  api.post('/track', { reference, accessCode })

describe('approving a home visit', () => {
  test('names its day, to both sides and by text, and the clock runs to the end of it', async () => {
    const { filed, desk, reference } = await promised()
    const visitOn = { ...friday, text: { zh: said, en: 'Friday 27 November 2026, in the morning' } }
    const clockTo = {
      name: { zh: '上门' },
      dueDay: '2026-11-27',
      counted: [{ zh: `约在${said}上门` }],
    }
    // Nothing was shown yet: the day is told all the same.
    expect(await filed.open()).toMatchObject({ state: 'approved', visitOn, clock: clockTo })
    expect((await track(filed)).body).toMatchObject({
      status: 'approved',
      dueAt: '2026-11-27T23:59:59+08:00',
      application: { visitOn },
    })
    expect(await desk.open(reference)).toMatchObject({ comesHome: true, visitOn })
    const work = await desk.get('/staff/applications?tab=team&station=qingshi')
    expect(work.body.items).toMatchObject([{ reference, visitOn, clockName: { zh: '上门' } }])
    const [text] = await waitingMessages('application.visit', reference)
    expect(text?.data).toMatchObject({ what: visitOn.text, visitDay: friday.day })
    expect(await noted(reference, 'application.approve')).toMatchObject({ day: friday.day, part: 'morning' })
  })

  test('without one, or with one on which nobody can come, says so beside the field', async () => {
    const { approve, reference } = await accepted()
    expect(errorsOf(await approve())).toEqual(['/visitOn/day day-required'])
    const faults: [object, string][] = [
      [{ day: '', part: 'morning' }, '/visitOn/day day-required'],
      [{ day: '2026-11-31', part: 'morning' }, '/visitOn/day day-invalid'],
      [{ day: '2026-11-27' }, '/visitOn/part visit.part'],
      [{ day: '2026-11-27', part: 'night' }, '/visitOn/part visit.part'],
      [{ day: '2026-11-20', part: 'morning' }, '/visitOn/day visit.past'],
      [{ day: '2026-11-28', part: 'morning' }, '/visitOn/day visit.closed'],
      [{ day: '2027-02-28', part: 'morning' }, '/visitOn/day visit.far'],
      [{ day: '2026-12-01', part: 'morning' }, '/visitOn/day visit.behind'],
    ]
    for (const [visitOn, fault] of faults) expect(errorsOf(await approve(visitOn)), fault).toEqual([fault])
    clock.pass(5 * HOUR)
    expect(errorsOf(await approve({ day: '2026-11-23', part: 'morning' }))).toEqual([
      '/visitOn/part visit.past',
    ])
    // The statutory holiday of New Year is no working day.
    expect(errorsOf(await approve({ day: '2027-01-01', part: 'morning' }))).toEqual([
      '/visitOn/day visit.closed',
    ])
    expect((await applicationAt(reference)).state).toBe('accepted')
  })

  test('behind the promised day needs the words that it was agreed, which the resident reads', async () => {
    const { approve, filed } = await accepted()
    const late = { day: '2026-12-01', part: 'afternoon' }
    expect((await approve(late, { words: '电话约好，等出院。' })).status).toBe(200)
    const seen = await filed.open()
    expect(seen.visitOn).toMatchObject(late)
    expect(seen.words).toMatchObject([{ kind: 'reason', words: '电话约好，等出院。' }])
  })

  test('is for visits alone', async () => {
    const { desk, reference } = await promised()
    expect((await desk.do(reference, 'issue')).body.code).toBe('step-refused')
    const other = await applicationRow('processing', { received_at: monday })
    const decided = await desk.do(other, 'decide', { outcome: 'approved', visitOn: friday })
    expect(errorsOf(decided)).toEqual(['/visitOn wrong-value'])
    expect((await desk.do(other, 'visit-day', { visitOn: friday })).body.code).toBe('step-refused')
  })
})

describe('moving it', () => {
  test('tells the resident again, with the words, and the clock runs to the new day', async () => {
    const { desk, filed, reference } = await promised()
    expect((await desk.open(reference)).can).toEqual(expect.arrayContaining(['visit-day', 'handover']))
    const moved = await desk.do(reference, 'visit-day', { visitOn: thursday, words: '您说周四下午方便。' })
    expect(moved.body, moved.text).toMatchObject({ state: 'approved', told: 'text' })
    const seen = await filed.open()
    expect(seen).toMatchObject({ visitOn: thursday, clock: { dueDay: thursday.day } })
    expect(seen.words).toMatchObject([{ kind: 'message', side: 'office', words: '您说周四下午方便。' }])
    expect(await waitingMessages('application.visit', reference)).toHaveLength(2)
    expect(await noted(reference, 'application.visit')).toMatchObject({ ...thursday, before: friday.day })
  })

  test('takes a day like any other, behind the first promise only with words', async () => {
    const { desk, reference } = await promised()
    const to = async (visitOn: object, more: object = {}) =>
      errorsOf(await desk.do(reference, 'visit-day', { visitOn, ...more }))
    expect(await to(friday)).toEqual(['/visitOn/day visit.same'])
    expect(await to({ day: '2026-11-28', part: 'morning' })).toEqual(['/visitOn/day visit.closed'])
    expect(await to({ day: '2026-12-01', part: 'morning' })).toEqual(['/visitOn/day visit.behind'])
    expect(await to({ day: '2026-12-01', part: 'morning' }, { words: '约好了。' })).toBeUndefined()
  })

  test('two at once move it once', async () => {
    const { desk, reference } = await promised()
    const { rev } = await applicationAt(reference)
    const both = await Promise.all(
      [thursday, { day: '2026-11-25', part: 'morning' }].map((visitOn) =>
        desk.do(reference, 'visit-day', { rev, visitOn }),
      ),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await waitingMessages('application.visit', reference)).toHaveLength(2)
  })

  test('is for those who handle it there', async () => {
    const { reference } = await promised()
    const to = { visitOn: thursday }
    const colleague = await atDesk(staff, clock)
    expect((await colleague.do(reference, 'visit-day', to)).body.code).toBe('not-handler')
    const counter = await atDesk(staff, clock, 'clerk')
    expect((await counter.do(reference, 'visit-day', to)).body.code).toBe('not-allowed')
    const elsewhere = await atDesk(staff, clock, 'handler', 'sp_ximen')
    expect((await elsewhere.do(reference, 'visit-day', to)).body.code).toBe('record-not-found')
    expect((await applicationAt(reference)).visit_day).toBe(friday.day)
  })

  test('the database keeps it: never taken back, nor changed once it is over', async () => {
    const { reference, desk } = await promised()
    const set = (columns: string) =>
      env.DB.prepare(`UPDATE application SET ${columns} WHERE reference = ?`).bind(reference).run()
    await expect(set('visit_day = NULL, visit_part = NULL')).rejects.toThrow('append-only')
    await expect(set("visit_by = '2027-01-01'")).rejects.toThrow('append-only')
    await expect(set("visit_day = '2026-11-31'")).rejects.toThrow('CHECK')
    expect((await desk.do(reference, 'handover', { how: 'finished', words: '不用了。' })).status).toBe(200)
    await expect(set("visit_day = '2026-12-02'")).rejects.toThrow('append-only')
  })

  test('the database takes a day only while a visit is to come, and none that moves with a step', async () => {
    const day = "visit_day = '2026-11-27', visit_part = 'morning'"
    const taken: string[] = []
    for (const state of stateNames) {
      const reference = await applicationRow(state, { matter_code: 'HV-01' })
      const set = (columns: string) =>
        env.DB.prepare(`UPDATE application SET ${columns} WHERE reference = ?`).bind(reference).run()
      const said = await set(day).then(
        () => 'taken',
        (error: Error) => error.message,
      )
      if (said === 'taken') taken.push(state)
      else expect(said, state).toContain('append-only')
      const { visit_day } = await applicationAt(reference)
      expect(visit_day, state).toBe(said === 'taken' ? '2026-11-27' : null)
    }
    expect(taken).toEqual(['approved', 'issued'])
    const reference = await applicationRow('approved', { matter_code: 'HV-01' })
    const set = (columns: string) =>
      env.DB.prepare(`UPDATE application SET ${columns} WHERE reference = ?`).bind(reference).run()
    await set(day)
    await expect(set("state = 'issued', visit_day = '2026-11-30'")).rejects.toThrow('append-only')
    await set("visit_day = '2026-11-30'")
    await set("state = 'issued'")
    expect(await applicationAt(reference)).toMatchObject({ state: 'issued', visit_day: '2026-11-30' })
  })
})

describe('a visit that was made', () => {
  const seen = { seen: 'resident-id', numberEnd: lin.idNumber.slice(-4) }

  test('is recorded and signed when the document was seen: the day, who came, what was done', async () => {
    const { desk, filed, reference } = await promised()
    clock.set(monday + 4 * DAY)
    expect((await desk.do(reference, 'handover', { how: 'delivered' })).body.code).toBe('identity-first')
    expect((await desk.do(reference, 'handover', { how: 'collected' })).body.code).toBe('step-refused')
    const made = await desk.do(reference, 'handover', { how: 'delivered', ...seen })
    expect(made.body, made.text).toMatchObject({
      state: 'delivered',
      certificate: expect.stringMatching(/^Z-/),
    })
    const over = await filed.open()
    expect(over).toMatchObject({ state: 'delivered', visitOn: friday, clock: null, certificates: [] })
    // Whoever was seen reads it with a code of their own.
    const chief = await atDesk(staff, clock, 'chief')
    const slip = await chief.post(`/staff/records/${reference}/code`, seen)
    const own = holder(api, { reference, accessCode: slip.body.accessCode })
    const [{ number, code }] = (await own.open()).certificates
    expect(number).toBe(made.body.certificate)
    const { body } = await api.post('/certificates/open', { number, code })
    const shown = JSON.stringify(body)
    for (const line of [`上门的日子：${said}`, '上门的是：', '身份证到期换证', '证件办好了，请送上门'])
      expect(shown).toContain(line)
    expect(shown).not.toContain('bedridden')
    expect((await desk.do(reference, 'visit-day', { visitOn: thursday })).body.code).toBe('step-refused')
  })

  test('twice at once is recorded once', async () => {
    const { desk, reference } = await promised()
    expect((await desk.post(`/staff/applications/${reference}/identity`, seen)).status).toBe(200)
    const { rev } = await applicationAt(reference)
    const both = await Promise.all(
      [1, 2].map(() => desk.do(reference, 'handover', { rev, how: 'delivered' })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM certificate').first('n')).toBe(1)
  })

  test('that was not needed any more ends without a record, and says why', async () => {
    const { desk, filed, reference } = await promised()
    const end = (more: object) => desk.do(reference, 'handover', { how: 'finished', ...more })
    expect(errorsOf(await end({}))).toEqual(['/words required'])
    expect((await end({ words: '您说已经出院，自己来办。' })).body).toMatchObject({
      state: 'finished',
      certificate: null,
    })
    const over = await filed.open()
    expect(over).toMatchObject({
      state: 'finished',
      certificates: [],
      words: [{ kind: 'reason', words: '您说已经出院，自己来办。' }],
    })
  })
})
