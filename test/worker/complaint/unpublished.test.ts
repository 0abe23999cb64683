import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { jpegFile } from '../../support/files.ts'
import { fixedProblem, publicAt, publishing, words } from '../../support/publishing.ts'
import { staffApi } from '../../support/signedIn.ts'
import {
  aComplaint,
  aProblem,
  atComplaints,
  author,
  complaintAt,
  photoForm,
  told,
} from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const world = { api, staff, clock }
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const chief = () => atComplaints(staff, clock, 'chief')
const ids = async (query = '') =>
  (await api.get(`/answered${query}`)).body.items.map(({ id }: { id: string }) => id)

describe('never', () => {
  test('an accusation, a complaint, what is kept from the station: not by the verb, not by the database', async () => {
    const open = { open: true }
    // Without a place nobody is barred from them: what they are is all that keeps them.
    const nobody = { anonymous: true, name: undefined, phone: undefined, about: undefined, ...open }
    const kept = [
      await told(api, aComplaint(open)),
      await told(api, { kind: 'misconduct', words: '收烟', ...nobody, about: 'qingshi' }),
      await told(api, { kind: 'misconduct', words: '收烟', ...nobody }),
      await told(api, { kind: 'question', words: '为什么？', ...nobody, about: 'qingshi', away: true }),
      await told(api, { kind: 'question', words: '为什么？', ...nobody, away: true }),
    ]
    for (const one of kept) {
      const before = await complaintAt(one.reference)
      expect(before.open_wish).toBe(0)
      expect((await author(api, one).post('agreement', { agreed: true })).body.code).toBe('step-refused')
      await walkTo(one.reference, 'closed', 'open_wish = 1')
      const desk = await atComplaints(staff, clock, 'supervisor', '*')
      expect((await desk.open(one.reference)).body.can).not.toContain('publish')
      expect((await desk.do(one.reference, 'publish', words)).body.code).toBe('not-agreed')
      const insert = (state: string) =>
        env.DB.prepare(
          `INSERT INTO complaint_public (complaint_id, id, kind, state, locale, said, did, done_day, published_at)
           VALUES (?, ?, ?, ?, 'zh', ?, ?, '2026-11-23', 1)`,
        )
          .bind(
            before.id,
            `P-${one.reference}`,
            before.kind,
            state,
            ...(state === 'out' ? ['a', 'b'] : [null, null]),
          )
          .run()
      await expect(insert('out')).rejects.toThrow('not-agreed')
      await insert('kept')
      await expect(
        env.DB.prepare(
          "UPDATE complaint_public SET state = 'out', said = 'a', did = 'b' WHERE complaint_id = ?",
        )
          .bind(before.id)
          .run(),
      ).rejects.toThrow('not-agreed')
    }
    expect(await ids()).toEqual([])
  })

  test('what is not answered, was declined or ended without an answer', async () => {
    for (const state of ['received', 'working', 'reopened', 'declined', 'unanswered', 'withdrawn'] as const) {
      const one = await told(api, aProblem({ open: true }))
      await walkTo(one.reference, state)
      const { status, body } = await (await chief()).do(one.reference, 'publish', words)
      expect([state, status, body.code]).toEqual([state, 409, 'step-refused'])
    }
  })

  test('by a handler or a clerk, of another station, or out of date', async () => {
    const one = await fixedProblem(world, {})
    expect((await (await atComplaints(staff, clock)).do(one.reference, 'publish', words)).body.code).toBe(
      'not-allowed',
    )
    const other = await atComplaints(staff, clock, 'chief', 'sp_donghu')
    expect((await other.do(one.reference, 'publish', words)).status).toBe(404)
    const who = await chief()
    const { rev } = await complaintAt(one.reference)
    expect((await who.do(one.reference, 'publish', { ...words, rev: rev - 1 })).body.code).toBe('stale')
    const wrong = await api.post(`/complaints/${one.reference}/agreement`, {
      accessCode: '22222222',
      agreed: false,
    })
    expect(wrong.status).toBe(404)
    expect((await publicAt(one.reference)).state).toBe('kept')
  })

  test('a photo of another complaint, by the database itself', async () => {
    const [one, two] = [await fixedProblem(world, { photos: true }), await fixedProblem(world, {})]
    await publishing(world, two, words)
    await expect(
      env.DB.prepare(
        `INSERT INTO complaint_public_photo (complaint_id, file_id, shows)
         SELECT ?, id, 'after' FROM complaint_file WHERE complaint_id = ? LIMIT 1`,
      )
        .bind((await complaintAt(two.reference)).id, (await complaintAt(one.reference)).id)
        .run(),
    ).rejects.toThrow('stale')
    // A photo that was not chosen is not served by the name of the complaint either.
    const own = await author(api, one).read()
    const id = await publishing(world, one, words, undefined, [])
    expect((await api.get(`/answered/${id}/photos/${own.photos[0].id}`)).status).toBe(404)
  })
})

test('publishing and taking back at one moment: whichever is first, nothing is public without the agreement', async () => {
  const who = await chief()
  for (let i = 0; i < 4; i++) {
    const one = await fixedProblem(world, {})
    const [publish, takeBack] = await Promise.all([
      who.do(one.reference, 'publish', words),
      author(api, one).post('agreement', { agreed: false }),
    ])
    expect([200, 409]).toContain(publish.status)
    expect([200, 409]).toContain(takeBack.status)
    const row = await publicAt(one.reference)
    const { open_wish } = await complaintAt(one.reference)
    if (open_wish === 0) expect([row.state, row.said]).toEqual(['down', null])
    else expect([takeBack.body.code, row.state]).toEqual(['stale', 'out'])
  }
})

test('agreed to later: a problem filed without it can be published then', async () => {
  const one = await told(api, aProblem())
  await api.call(
    'POST',
    `/complaints/${one.reference}/photos`,
    photoForm({ accessCode: one.accessCode }, jpegFile()),
  )
  await walkTo(one.reference, 'closed')
  const who = await chief()
  expect((await who.do(one.reference, 'publish', words)).body.code).toBe('not-agreed')
  expect((await author(api, one).post('agreement', { agreed: true })).status).toBe(200)
  expect((await who.do(one.reference, 'publish', words)).status).toBe(200)
})
