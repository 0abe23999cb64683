import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { deskStates, deskStep } from '../../../api/complaint/desk/stateText.ts'
import { stateNames, steps } from '../../../api/complaint/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import {
  aComplaint,
  anAccusation,
  aProblem,
  atComplaints,
  author,
  complaintAt,
  told,
} from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const administrator = () => signedIn({ grants: [['administrator', '*']], clock })
const leaves = async (subject: string) => {
  const { results } = await env.DB.prepare('SELECT action FROM audit_leaf WHERE subject = ?')
    .bind(subject)
    .all<{
      action: string
    }>()
  return results.map(({ action }) => action)
}

describe('several at once', () => {
  const inTray = async (reference: string) => {
    await env.DB.prepare('UPDATE complaint SET tray = 1 WHERE reference = ?').bind(reference).run()
    return reference
  }
  test('copies are declined each by itself, with words for each author; what may not be is said', async () => {
    const same = { words: '转发转发转发，请领导重视。' }
    const [one, two] = [await told(api, aComplaint(same)), await told(api, aComplaint(same))]
    const [three] = [await told(api, aComplaint())]
    for (const { reference } of [one, two]) await inTray(reference)
    const handler = await atComplaints(staff, clock)
    const tray = await handler.list('tray')
    expect([tray.counts.tray, tray.items.map(({ same: n }: { same: number }) => n)]).toEqual([2, [1, 1]])
    await handler.do(three.reference, 'accept')
    const references = [one, two, three].map(({ reference }) => reference)
    const post = (body: object) => staff.post('/staff/complaints/batch', body, handler.headers)
    expect((await post({ action: 'decline', references })).body.errors).toMatchObject([{ pointer: '/words' }])
    expect((await post({ action: 'decline', references: [], words: '没有' })).body.errors).toMatchObject([
      { pointer: '/references' },
    ])
    const { body } = await post({ action: 'decline', references, words: '没有写明时间地点。' })
    expect(body.done).toBe(2)
    expect(body.items).toMatchObject([{ ok: true }, { ok: true }, { ok: false, code: 'step-refused' }])
    const read = await author(api, one).read()
    expect([read.state, read.thread.at(-1).words]).toEqual([
      'declined',
      expect.stringContaining('没有写明时间地点。'),
    ])
    expect(await leaves(two.reference)).toContain('complaint.decline')
  })

  test('taken out of the tray; a kind with grounds of its own is not declined for nothing to check', async () => {
    const asked = await told(api, {
      kind: 'information',
      words: '2025 年全县养犬登记数量',
      name: '记者小王',
      phone: '13800000222',
      answers: { form: 'online' },
      confirmed: true,
    })
    await inTray(asked.reference)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    const references = [asked.reference]
    const post = (body: object) => staff.post('/staff/complaints/batch', body, desk.headers)
    expect((await post({ action: 'decline', references, words: '没有内容' })).body.items).toMatchObject([
      { ok: false, code: 'step-refused' },
    ])
    expect((await post({ action: 'sort', references })).body.done).toBe(1)
    expect(await complaintAt(asked.reference)).toMatchObject({ tray: 0, state: 'received', handler_id: null })
    expect((await post({ action: 'take', references })).body.done).toBe(1)
    expect((await desk.list('new')).items[0]).toMatchObject({ mine: true, handler: '周小民' })
  })

  test('nothing of another station, nor what must not reach somebody', async () => {
    const far = await told(api, aComplaint({ about: 'nanqiao' }))
    const accusation = await told(api, anAccusation())
    const handler = await atComplaints(staff, clock)
    const references = [far.reference, accusation.reference]
    const answer = await staff.post(
      '/staff/complaints/batch',
      { action: 'take', references },
      handler.headers,
    )
    expect([answer.status, answer.body.code]).toEqual([404, 'record-not-found'])
  })
})

describe('one complaint as those at work read it', () => {
  test('who said and did what, what stood still, how far it may go; no word speaks to its author', async () => {
    const receipt = await told(api, aProblem({ point: { lat: 30.1, lon: 120.2 } }))
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    await handler.do(receipt.reference, 'note', { words: '先去看一眼' })
    await handler.do(receipt.reference, 'ask', { words: '哪一盏？' })
    const { body } = await handler.open(receipt.reference)
    expect(body).toMatchObject({
      handler: '周小民',
      mine: true,
      evidence: 'needed',
      point: { lat: 30.1, lon: 120.2 },
      clock: { paused: { en: 'waiting for its author' } },
      pauses: [{ to: null }],
      thread: [
        { kind: 'note', by: '周小民', rev: 2 },
        { kind: 'question', by: '周小民', rev: 3 },
      ],
      events: [
        { who: 'resident', by: null },
        { who: 'staff', by: '周小民' },
        { text: { zh: '等本人补充' }, rev: 3 },
      ],
    })
    expect(body.categories).toHaveLength(6)
    const place = { desk: '*', deskZh: null, deskEn: null, n: 0, at: 0, by: 'system' }
    const texts = stateNames.flatMap((fromState) => [
      deskStates[fromState],
      ...steps[fromState].map((toState) => deskStep({ ...place, fromState, toState })),
    ])
    for (const { zh, en } of texts) {
      expect(zh).not.toMatch(/您/)
      expect(en).not.toMatch(/\byour?\b/i)
    }
  })
})

describe('which officer an account is', () => {
  const lu = 'SELECT id FROM officer WHERE name_zh = ?'
  const officer = (name: string) => env.DB.prepare(lu).bind(name).first<string>('id') as Promise<string>

  test('whoever names the officer does not reach the account, from the moment it is said', async () => {
    const admin = await administrator()
    const handler = await atComplaints(staff, clock)
    const id = await officer('许文静')
    const before = await told(api, aComplaint({ officer: '许文静' }))
    await handler.do(before.reference, 'take')
    const path = `/staff/people/${handler.id}/officers`
    const { items } = (await staff.get(path, admin.headers)).body
    expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({ own: false, other: null })
    const put = (officers: string[], was: string[]) =>
      staff.call('PUT', path, { officers, was }, admin.headers)
    expect((await put([id], [])).status).toBe(204)
    expect(await leaves(handler.id)).toEqual(['staff.officer'])
    // What was in their hands is nobody's, and gone from their sight.
    expect(await complaintAt(before.reference)).toMatchObject({ handler_id: null, desk: 'sp_qingshi' })
    expect((await handler.open(before.reference)).status).toBe(404)
    const after = await told(api, aComplaint({ officer: '许文静', words: '又是这样。' }))
    expect((await handler.open(after.reference)).status).toBe(404)
    expect((await handler.list('new')).counts).toMatchObject({ new: 0, mine: 0, open: 0 })
    const colleague = await atComplaints(staff, clock)
    expect((await colleague.open(after.reference)).status).toBe(200)
    // Somebody else saw an older list; and one officer is one account.
    expect((await put([], [])).body.code).toBe('stale')
    const other = `/staff/people/${colleague.id}/officers`
    const taken = await staff.call('PUT', other, { officers: [id], was: [] }, admin.headers)
    expect(taken.body.errors).toMatchObject([{ pointer: '/officers' }])
    const nobody = await staff.call('PUT', other, { officers: ['of_none'], was: [] }, admin.headers)
    expect(nobody.status).toBe(422)
    expect((await put([], [id])).status).toBe(204)
    expect((await handler.open(after.reference)).status).toBe(200)
  })

  test('an officer who leaves the list stays barred by their account', async () => {
    const admin = await administrator()
    const handler = await atComplaints(staff, clock)
    const id = await officer('许文静')
    const path = `/staff/people/${handler.id}/officers`
    await staff.call('PUT', path, { officers: [id], was: [] }, admin.headers)
    const { reference } = await told(api, aComplaint({ officer: '许文静' }))
    const { officers } = (await staff.get('/staff/points/qingshi/station', admin.headers)).body
    const { seen } = officers.find((each: { id: string }) => each.id === id)
    const leave = await staff.post(`/staff/points/qingshi/officers/${id}/leave`, { seen }, admin.headers)
    expect([leave.status, leave.text]).toEqual([200, expect.any(String)])
    expect((await handler.open(reference)).status).toBe(404)
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    expect((await desk.open(reference)).body.barred).toContainEqual({
      zh: '已不在民警名单上的人',
      en: 'Somebody no longer on the list of officers',
    })
  })

  test('is for the bureau to say, and never of oneself', async () => {
    const here = await signedIn({ grants: [['administrator', 'sp_qingshi']], clock })
    const chief = await signedIn({ grants: [['chief', 'sp_qingshi']], clock })
    const admin = await administrator()
    const body = { officers: [], was: [] }
    const path = `/staff/people/${chief.id}/officers`
    for (const { headers } of [here, chief])
      expect([403, 404]).toContain((await staff.call('PUT', path, body, headers)).status)
    const own = await staff.call('PUT', `/staff/people/${admin.id}/officers`, body, admin.headers)
    expect(own.body.code).toBe('own-account')
  })
})

describe('categories', () => {
  const path = '/staff/complaint-categories'
  const named = (zh: string) => ({ name: { zh, en: 'Stray animals' }, hint: { zh: '猫、狗', en: '' } })
  const offered = async () =>
    (await api.get('/complaint-kinds')).body.items
      .find(({ code }: { code: string }) => code === 'problem')
      .categories.map(({ name }: { name: { zh: string } }) => name.zh)

  test('added, renamed, put in order, switched off and on; what was sorted by it stays so', async () => {
    const { headers } = await administrator()
    const list = async () => (await staff.get(path, headers)).body.items
    expect((await staff.post(path, { kind: 'problem', ...named(' ') }, headers)).body.errors).toMatchObject([
      { pointer: '/name/zh' },
    ])
    const added = await staff.post(path, { kind: 'problem', ...named('小动物') }, headers)
    expect(added.status).toBe(201)
    expect((await offered()).at(-1)).toBe('小动物')
    expect(await leaves(added.body.code)).toEqual(['complaint.category'])
    const codes = (await list()).map(({ code }: { code: string }) => code).toReversed()
    expect((await staff.call('PUT', path, { kind: 'problem', codes }, headers)).status).toBe(200)
    expect((await offered())[0]).toBe('小动物')
    expect(
      (await staff.call('PUT', path, { kind: 'problem', codes: codes.slice(1) }, headers)).body.code,
    ).toBe('stale')
    const { reference } = await told(api, aProblem())
    const hazard = (await list()).find(({ code }: { code: string }) => code === 'small-hazard')
    const change = (more: object) =>
      staff.call('PUT', `${path}/small-hazard`, { ...named('小险情'), seen: hazard.seen, ...more }, headers)
    expect((await change({ off: true })).status).toBe(200)
    expect((await change({ off: false })).body.code).toBe('stale')
    expect(await offered()).not.toContain('小险情')
    expect((await api.post('/complaints', aProblem())).body.errors).toMatchObject([{ pointer: '/category' }])
    const handler = await atComplaints(staff, clock)
    expect((await handler.open(reference)).body.category.zh).toBe('小险情')
  })

  test('the last one in use stays, and nobody else edits them', async () => {
    const { headers } = await administrator()
    const items = (await staff.get(path, headers)).body.items as { code: string; seen: string }[]
    const off = ({ code, seen }: { code: string; seen: string }) =>
      staff.call('PUT', `${path}/${code}`, { ...named('小事'), off: true, seen }, headers)
    for (const item of items.slice(1)) expect((await off(item)).status).toBe(200)
    expect((await off(items[0]!)).body.errors).toMatchObject([{ pointer: '/off' }])
    for (const grants of [[['chief', 'sp_qingshi']], [['administrator', 'sp_qingshi']]] as const) {
      const who = await signedIn({ grants, clock })
      expect([403, 404]).toContain((await staff.get(path, who.headers)).status)
    }
  })
})
