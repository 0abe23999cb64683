import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { steps } from '../../../api/survey/campaign/states.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { factsAbout } from '../../support/feedback.ts'
import { ok } from '../../support/meeting.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { aReporting, aSurvey, codesOf, many, out } from '../../support/survey.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
type Headers = Record<string, string>
let writer: Headers
let reader: Headers
let chief: Headers
let other: Headers
let local: Headers
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  const one = async (role: 'supervisor' | 'chief', point: string) =>
    (await signedIn({ grants: [[role, point]], clock, hours: 9999 })).headers
  writer = await one('supervisor', '*')
  reader = await one('supervisor', '*')
  local = await one('supervisor', 'sp_qingshi')
  chief = await one('chief', 'sp_qingshi')
  other = await one('chief', 'sp_nanqiao')
})

const post = (path: string, body: unknown, who = writer) => staff.call('POST', path, body, who)
const at = (id: string, verb: string) => `/staff/surveys/${id}/${verb}`
const faults = (answer: { body: { errors?: { pointer: string; code: string }[] } }) =>
  (answer.body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)

describe('making a survey', () => {
  test('nobody sees it until a second reader publishes it', async () => {
    const { body } = await post('/staff/surveys', aSurvey())
    const { id } = body
    expect((await api.get(`/surveys/${id}`)).status).toBe(404)
    const sent = await post(at(id, 'send'), { rev: 0 })
    expect(sent.body).toEqual({ rev: 1, state: 'review' })
    const mine = (await staff.get(`/staff/surveys/${id}`, writer)).body
    const theirs = (await staff.get(`/staff/surveys/${id}`, reader)).body
    expect([mine.can, theirs.can]).toEqual([
      ['return', 'withdraw'],
      ['publish', 'return', 'withdraw'],
    ])
    expect((await post(at(id, 'publish'), { rev: 1 })).body.code).toBe('notice-reader')
    expect((await post(at(id, 'publish'), { rev: 0 }, reader)).body.code).toBe('stale')
    expect((await post(at(id, 'publish'), { rev: 1 }, reader)).body).toEqual({ rev: 2, state: 'out' })
    const seen = await api.get(`/surveys/${id}`)
    expect(seen.body).toMatchObject({
      state: 'open',
      title: { zh: '十一月开门评警' },
      takesOpen: true,
      results: null,
      stations: [{ slug: 'nanqiao', report: null }, { slug: 'qingshi' }],
    })
    expect(
      seen.body.questions.map((q: { levels: { level: number }[] }) => q.levels.map(({ level }) => level)),
    ).toEqual([
      [5, 4, 3, 2, 1],
      [3, 2, 1],
      [5, 4, 3, 2, 1],
    ])
    expect(seen.body.questions[2].inEvaluation).toBe(true)
    expect((await api.get('/surveys')).body.items).toMatchObject([{ id, state: 'open' }])
    expect((await factsAbout(id)).map(({ action }) => action).sort()).toEqual([
      'survey.plan',
      'survey.publish',
      'survey.send',
    ])
  })

  test('the database refuses the writer as reader, a step that is none, and a change of what was sent', async () => {
    const { id } = (await post('/staff/surveys', aSurvey())).body
    await post(at(id, 'send'), { rev: 0 })
    const [event] = await many<{ by: string }>("SELECT by_id AS by FROM campaign_event WHERE what = 'plan'")
    const update = (set: string) => env.DB.prepare(`UPDATE campaign SET ${set} WHERE id = ?`).bind(id).run()
    await expect(update(`state = 'out', published_at = 1, moved_by = '${event?.by}'`)).rejects.toThrow(
      /campaign_second_reader/,
    )
    await expect(
      update("state = 'over', published_at = 1, ended_at = 1, ended_in = '2026Q4', leaf = 'x', sha256 = 'x'"),
    ).rejects.toThrow(/step-refused/)
    await expect(update("title_zh = 'x'")).rejects.toThrow(/append-only/)
    await expect(env.DB.prepare('UPDATE campaign_point SET quota = 400').run()).rejects.toThrow(/append-only/)
    await expect(env.DB.prepare('DELETE FROM campaign').run()).rejects.toThrow(/append-only/)
  })

  test('the steps in code are those of the database', async () => {
    const found = await many<{ from_state: string; to_state: string }>('SELECT * FROM campaign_step')
    const ours = Object.entries(steps).flatMap(([from, to]) => to.map((one) => `${from} ${one}`))
    expect(found.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort()).toEqual(ours.sort())
  })

  test('what is wrong is said beside its field', async () => {
    const seen = { kind: 'seen' }
    const wrong = aSurvey({
      questions: [seen, seen],
      closesOn: '2026-11-22',
      stations: [
        { slug: 'qingshi', quota: 30 },
        { slug: 'qingshi', quota: 30 },
        { slug: 'nowhere', quota: 30 },
      ],
    })
    expect(faults(await post('/staff/surveys', wrong))).toEqual([
      '/closesOn survey.past',
      '/questions/1/kind survey.seen-once',
      '/stations/1/slug survey.twice',
      '/stations/2/slug station.unknown',
    ])
    const long = { opensOn: '2026-11-23', closesOn: '2027-11-23' }
    expect(faults(await post('/staff/surveys', aReporting({ questions: [seen], ...long })))).toEqual([
      '/closesOn survey.days',
      '/questions survey.one-question',
    ])
    const few = aSurvey({ stations: [{ slug: 'qingshi', quota: 4 }], questions: [] })
    expect(faults(await post('/staff/surveys', few)).sort()).toEqual([
      '/questions survey.questions',
      '/stations/0/quota survey.quota',
    ])
  })

  test('a draft is changed, given back, and withdrawn with a reason', async () => {
    const { id } = (await post('/staff/surveys', aSurvey())).body
    const { kind: _, ...plan } = aSurvey({ stations: [{ slug: 'nanqiao', quota: 20 }], takesOpen: false })
    expect((await post(at(id, 'plan'), { rev: 0, ...plan })).body).toEqual({ id, rev: 1 })
    expect((await post(at(id, 'plan'), { rev: 0, ...plan })).body.code).toBe('stale')
    await post(at(id, 'send'), { rev: 1 })
    expect((await post(at(id, 'plan'), { rev: 2, ...plan })).body.code).toBe('step-refused')
    expect((await post(at(id, 'return'), { rev: 2, remark: '第二题问得不清楚' }, reader)).body.state).toBe(
      'draft',
    )
    const desk = (await staff.get(`/staff/surveys/${id}`, reader)).body
    expect(desk).toMatchObject({
      stations: [{ slug: 'nanqiao', quota: 20, used: 0, sheet: 0 }],
      takesOpen: false,
    })
    expect(
      desk.events.map(({ what, remark }: { what: string; remark: string }) => `${what} ${remark}`),
    ).toEqual(['return 第二题问得不清楚', 'send ', 'plan ', 'plan '])
    const personal = { reason: { zh: '王小红家，电话13812345678', en: '' } }
    expect(faults(await post(at(id, 'withdraw'), { rev: 3, ...personal }))).toEqual([
      '/reason/zh notice.personal',
    ])
    const reason = { zh: '题目重复', en: 'Asked twice' }
    expect((await post(at(id, 'withdraw'), { rev: 3, reason })).body.state).toBe('withdrawn')
    // It was never public.
    expect((await api.get(`/surveys/${id}`)).status).toBe(404)
    expect((await post(at(id, 'withdraw'), { rev: 4, reason })).body.code).toBe('step-refused')
  })

  test('the privacy gate stops what holds somebody’s data', async () => {
    const question = { kind: 'level5', text: { zh: '您对张伟（13812345678）满意吗？', en: '' } }
    const { id } = (await post('/staff/surveys', aSurvey({ questions: [question] }))).body
    await post(at(id, 'send'), { rev: 0 })
    const stopped = await post(at(id, 'publish'), { rev: 1 }, reader)
    expect(stopped.body).toMatchObject({ code: 'notice-gate', status: 409 })
    const over = stopped.body.findings.map(({ key }: { key: string }) => key)
    expect(faults(await post(at(id, 'publish'), { rev: 1, over }, reader))).toEqual(['/why notice.why'])
    expect((await post(at(id, 'publish'), { rev: 1, over, why: '值班电话' }, reader)).status).toBe(200)
  })

  test('is the bureau’s alone: neither a chief nor the supervisor of a station sees one', async () => {
    const { id } = (await post('/staff/surveys', aSurvey())).body
    for (const [who, status] of [
      [chief, 403],
      [local, 404],
    ] as const) {
      expect((await staff.get(`/staff/surveys/${id}`, who)).status).toBe(status)
      expect((await staff.get('/staff/surveys', who)).status).toBe(status)
      expect((await post('/staff/surveys', aSurvey(), who)).status).toBe(status)
      expect((await post(at(id, 'send'), { rev: 0 }, who)).status).toBe(status)
      expect((await post(at(id, 'codes'), { station: 'qingshi', sheet: 0 }, who)).status).toBe(status)
      expect((await staff.get(at(id, 'words'), who)).status).toBe(status)
    }
  })
})

describe('paper codes', () => {
  test('are drawn up to the quota, kept as hashes, and void when drawn again', async () => {
    const { id } = await out(staff, { writer, reader })
    const first = await codesOf(staff, writer, id)
    expect(first).toHaveLength(30)
    expect(new Set(first).size).toBe(30)
    expect(first[0]).toMatch(/^\w{4} \w{4} \w{4}$/)
    const kept = JSON.stringify(await many('SELECT * FROM campaign_code'))
    expect(first.some((code) => kept.includes(code) || kept.includes(code.replaceAll(' ', '')))).toBe(false)
    // Two people draw at once: one sheet is valid, and the other is told so.
    const both = await Promise.all(
      [writer, reader].map((who) => post(at(id, 'codes'), { station: 'qingshi', sheet: 1 }, who)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await many('SELECT codes, used, sheet FROM campaign_point WHERE codes > 0')).toEqual([
      { codes: 30, used: 0, sheet: 2 },
    ])
    const answer = (code: string | undefined) =>
      api.post(`/surveys/${id}/answers`, { code, answers: { '1': 5 } })
    expect((await answer(first[0])).body.code).toBe('survey-code-unknown')
    const [second] = both.filter(({ status }) => status === 200).map(({ body }) => body.codes as string[])
    expect((await answer(second?.[0])).status).toBe(201)
    // One used: the next sheet is five shorter, so that nobody counts by it.
    expect(await codesOf(staff, writer, id, 'qingshi', 2)).toHaveLength(25)
    await expect(
      env.DB.prepare(
        `INSERT INTO campaign_code (hash, campaign_id, service_point_id)
         SELECT 'more' || value, ?, 'sp_qingshi' FROM json_each('[1,2,3,4,5]')`,
      )
        .bind(id)
        .run(),
    ).rejects.toThrow(/campaign_within_quota/)
  })

  test('are for a survey that is out, and for its stations', async () => {
    const { id } = (await post('/staff/surveys', aSurvey())).body
    expect((await post(at(id, 'codes'), { station: 'qingshi', sheet: 0 })).body.code).toBe('step-refused')
    const { id: runs } = await out(staff, { writer, reader })
    expect((await post(at(runs, 'codes'), { station: 'donghu', sheet: 0 })).status).toBe(404)
    clock.set(monday + 7 * DAY)
    expect((await post(at(runs, 'codes'), { station: 'qingshi', sheet: 0 })).body.code).toBe('step-refused')
  })
})

describe('work reports', () => {
  const write = (
    id: string,
    station: string,
    who: Headers,
    words: object = { zh: '今年走访 320 户。', en: '' },
  ) => post(`/staff/survey-reports/${id}/${station}`, { words }, who)

  test('each chief writes the own one while it is a draft; all are read before any is public', async () => {
    const { id } = (await post('/staff/surveys', aReporting())).body
    expect((await write(id, 'nanqiao', chief)).status).toBe(404)
    expect((await write(id, 'qingshi', writer)).status).toBe(403)
    expect(faults(await write(id, 'qingshi', chief, { zh: '  ', en: '' }))).toEqual(['/words/zh required'])
    expect((await write(id, 'qingshi', chief)).body).toEqual({ saved: true })
    expect(faults(await post(at(id, 'send'), { rev: 0 }))).toEqual(['/stations/0/slug survey.no-report'])
    expect(
      (await write(id, 'nanqiao', other, { zh: '今年巡逻 90 次。', en: 'Ninety patrols.' })).status,
    ).toBe(200)
    await ok(staff, writer, at(id, 'send'), { rev: 0 })
    expect((await write(id, 'qingshi', chief)).body.code).toBe('step-refused')
    await ok(staff, reader, at(id, 'publish'), { rev: 1 })
    await expect(env.DB.prepare("UPDATE campaign_point SET report_zh = 'x'").run()).rejects.toThrow(
      /append-only/,
    )
    expect(
      (await api.get(`/surveys/${id}`)).body.stations.map((one: { report: object }) => one.report),
    ).toEqual([
      { zh: '今年巡逻 90 次。', en: 'Ninety patrols.' },
      { zh: '今年走访 320 户。', en: '' },
    ])
  })

  test('a chief sees those asked of the own station, and of no survey about the police', async () => {
    const { id } = (await post('/staff/surveys', aReporting())).body
    const asked = (await post('/staff/surveys', aSurvey())).body
    const list = (await staff.get('/staff/survey-reports', chief)).body.items
    expect(list).toMatchObject([{ id, station: { slug: 'qingshi' }, open: true }])
    expect(list).toHaveLength(1)
    expect((await write(asked.id, 'qingshi', chief)).body.code).toBe('step-refused')
    expect((await staff.get('/staff/survey-reports', writer)).status).toBe(403)
  })
})
