import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, toIso } from '../../../api/calendar/day.ts'
import { runComplaintClocks } from '../../../api/complaint/due.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { filedOne, lin } from '../../support/applying.ts'
import { addSlot, bookOne, systemCtx } from '../../support/appointment.ts'
import { atDesk } from '../../support/atDesk.ts'
import { callbackRows, caseOpened } from '../../support/casefile.ts'
import { addCounterRow, clerkAt, emptyQueue } from '../../support/counters.ts'
import { provedOwn } from '../../support/identity.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { invited, inviteOf, noRatings } from '../../support/rating.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { aComplaint, anAccusation, atComplaints, author, complaintAt, told } from '../../support/telling.ts'

const clock = clockAt(monday)
const web = apiClient({ clock })
const staff = staffApi({ clock, bindings: { CALLBACK_ONE_IN: '1000000' } })
const nine = monday + HOUR
beforeEach(async () => {
  clock.set(nine)
  await emptyQueue()
  await noRatings()
})

const invites = async () =>
  (
    await env.DB.prepare(
      'SELECT kind, subject, service_point_id AS point, grp, mode, state FROM rating_invite',
    ).all<Record<string, string>>()
  ).results
const track = async (reference: string, accessCode: string) =>
  (await web.post('/track', { reference, accessCode })).body
/** What an invitation says, and that its text waits for the drawn moment with the same token. */
async function texted(kind: 'visit' | 'application' | 'complaint' | 'casefile' | 'call', subject: string) {
  const invite = await inviteOf(clock, kind, subject)
  const row = await env.DB.prepare(
    "SELECT not_before AS at FROM outbox WHERE template = 'rating.asked' AND reference = ? AND state = 'waiting'",
  )
    .bind(subject)
    .all<{ at: number }>()
  expect(row.results).toEqual([{ at: invite.opensAt }])
  const [message] = await waitingMessages('rating.asked', subject)
  expect(message?.data).toMatchObject({ rateToken: invite.token, until: toIso(invite.closesAt) })
  return { ...invite, message }
}

describe('a visit', () => {
  test('with a ticket: one invitation for both, of its booking, told later and to its holder alone', async () => {
    const slot = await addSlot({ point: 'sp_qingshi', startsAt: nine, lead: 0 })
    clock.set(monday)
    const { reference, accessCode } = await bookOne(web, slot)
    clock.set(nine)
    const clerk = await clerkAt(staff, await addCounterRow())
    await staff.post('/staff/points/qingshi/check-in', { text: reference }, clerk.headers)
    const { ticket } = (await clerk.next()).body
    const slip = (await staff.get(`/staff/tickets/${ticket.id}/slip`, clerk.headers)).body
    const serving = (await clerk.press(ticket, 'serve')).body
    expect((await track(reference, accessCode)).rating).toBeNull()
    const finished = await clerk.press(serving, 'finish')
    expect(await invites()).toEqual([
      {
        kind: 'visit',
        subject: reference,
        point: 'sp_qingshi',
        grp: 'id-card',
        mode: 'onsite',
        state: 'open',
      },
    ])
    const invite = await texted('visit', reference)
    expect(invite.staff_id).toBe(clerk.id)
    const attended = await staff.post(
      `/staff/bookings/${reference}/attend`,
      { outcome: 'served' },
      clerk.headers,
    )
    const seen = [finished.text, attended.text, JSON.stringify(await clerk.queue()), JSON.stringify(slip)]
    for (const text of seen) {
      expect(text).not.toContain(invite.token)
      expect(text).not.toContain(toIso(invite.opensAt))
    }
    expect((await track(reference, accessCode)).rating).toEqual({
      state: 'later',
      opensAt: toIso(invite.opensAt),
      token: null,
      until: null,
    })
    // Whoever printed the slip knows its code: it opens nothing to rate with.
    clock.set(invite.opensAt)
    const place = { station: 'qingshi', number: slip.ticket.number, code: slip.code, day: '2026-11-23' }
    expect((await web.post('/queue/place', place)).body).toMatchObject({ state: 'done', rating: null })
    expect((await track(reference, accessCode)).rating).toMatchObject({ state: 'open', token: invite.token })
    expect((await web.post('/ratings', { token: invite.token, overall: 5 })).status).toBe(201)
    expect((await track(reference, accessCode)).rating).toMatchObject({ state: 'done', token: null })
  })

  test('said at the counter without a ticket; put right, it is withdrawn with its text, and comes back', async () => {
    const slot = await addSlot({ point: 'sp_qingshi', startsAt: nine, lead: 0 })
    clock.set(monday)
    const { reference } = await bookOne(web, slot)
    clock.set(nine + HOUR)
    const { headers } = await signedIn({ grants: [['clerk', 'sp_qingshi']], clock })
    const say = (outcome: string) => staff.post(`/staff/bookings/${reference}/attend`, { outcome }, headers)
    const first = await say('served')
    expect(first.status, first.text).toBe(200)
    const { token } = await texted('visit', reference)
    await say('served')
    expect(await waitingMessages('rating.asked', reference)).toHaveLength(1)
    expect((await say('missed')).status).toBe(200)
    expect((await inviteOf(clock, 'visit', reference)).state).toBe('withdrawn')
    expect(await waitingMessages('rating.asked', reference)).toEqual([])
    expect((await web.post('/ratings', { token, overall: 5 })).body.code).toBe('rating-over')
    await say('served')
    expect(await texted('visit', reference)).toMatchObject({ state: 'open', token })
  })

  test('of a walk-in is its ticket’s, by the slip alone; in a room it counts for the station', async () => {
    const clerk = await clerkAt(staff, await addCounterRow())
    await clerk.walkIn(['ID-02', 'HK-01'])
    const { ticket } = (await clerk.next()).body
    await clerk.press((await clerk.press(ticket, 'serve')).body, 'finish')
    expect(await inviteOf(clock, 'visit', ticket.id)).toMatchObject({
      service_point_id: 'sp_qingshi',
      state: 'open',
    })
    expect(await waitingMessages('rating.asked', ticket.id)).toEqual([])
    const room = await env.DB.prepare(
      "SELECT id, parent_id AS parent FROM service_point WHERE kind = 'room' AND parent_id IS NOT NULL LIMIT 1",
    ).first<{ id: string; parent: string }>()
    const inRoom = await invited(clock, { pointId: room?.id ?? '' })
    expect(inRoom).toMatchObject({ service_point_id: room?.parent })
  })
})

describe('what came to its end', () => {
  const answer = { done: '已经整改。', by: '值班领导', noPhoto: '没有可拍的' }
  async function closed(body: object, desk?: [role: 'supervisor', point: string]) {
    const receipt = await told(web, body)
    const handler = await (desk ? atComplaints(staff, clock, ...desk) : atComplaints(staff, clock))
    const take = await handler.do(receipt.reference, 'accept')
    expect(take.status, take.text).toBe(200)
    const answered = await handler.do(receipt.reference, 'answer', answer)
    expect(answered.status, answered.text).toBe(200)
    const done = await author(web, receipt).post('accept', { satisfied: 5 })
    expect(done.body.state, done.text).toBe('closed')
    return { ...receipt, handler }
  }

  test('a complaint closed by its author, texted; the station sees nothing of it', async () => {
    const { reference, accessCode, handler } = await closed(aComplaint())
    expect(await invites()).toMatchObject([
      { kind: 'complaint', point: 'sp_qingshi', grp: 'voice', mode: 'online' },
    ])
    const invite = await texted('complaint', reference)
    clock.set(invite.opensAt)
    expect((await track(reference, accessCode)).rating).toMatchObject({ state: 'open', token: invite.token })
    const shown = await handler.open(reference)
    expect(shown.body.rating).toBeUndefined()
    expect(shown.text).not.toContain(invite.token)
  })

  test('an accusation by name, and what is kept from the station, are the bureau’s; of an anonymous one nothing is written', async () => {
    const named = { anonymous: false, name: '林小满', phone: '13800000112', officer: undefined }
    await closed(anAccusation(named), ['supervisor', '*'])
    await closed(aComplaint({ away: true, phone: '13800000113' }), ['supervisor', '*'])
    expect((await invites()).map(({ point }) => point)).toEqual(['*', '*'])
    await noRatings()
    await closed(anAccusation({ officer: undefined }), ['supervisor', '*'])
    expect(await invites()).toEqual([])
  })

  test('a complaint nobody objected to, closed by the clock', async () => {
    const receipt = await told(web, aComplaint({ phone: '13800000114' }))
    const handler = await atComplaints(staff, clock)
    await handler.do(receipt.reference, 'accept')
    await handler.do(receipt.reference, 'answer', answer)
    clock.set(Number((await complaintAt(receipt.reference)).turn_due_at) + 1)
    await runComplaintClocks(await systemCtx(clock))
    expect((await complaintAt(receipt.reference)).state).toBe('closed')
    await texted('complaint', receipt.reference)
  })

  test('an application refused, once its person may know; one withdrawn is nothing to rate', async () => {
    const filed = await filedOne(web, { ...lin, phone: '13800000115' })
    const desk = await atDesk(staff, clock)
    await provedOwn(filed.reference)
    await desk.do(filed.reference, 'accept')
    expect(await invites()).toEqual([])
    const no = { outcome: 'refused', ground: 'record', words: '有记录。' }
    const refused = await desk.do(filed.reference, 'decide', no)
    expect(refused.status, refused.text).toBe(200)
    expect(await invites()).toMatchObject([
      { kind: 'application', subject: filed.reference, point: 'sp_qingshi', mode: 'online', state: 'open' },
    ])
    expect(refused.text).not.toContain((await inviteOf(clock, 'application', filed.reference)).token)
    const other = await filedOne(web, { ...lin, phone: '13800000116' })
    await web.post(`/applications/${other.reference}/withdraw`, { accessCode: other.accessCode })
    expect(await invites()).toHaveLength(1)
  })

  test('a refusal its holder may not read yet is not told by a text, nor by an offer', async () => {
    const filed = await filedOne(web, { ...lin, phone: '13800000117' })
    const desk = await atDesk(staff, clock)
    await desk.do(filed.reference, 'accept')
    await desk.do(filed.reference, 'decide', { outcome: 'refused', ground: 'record', words: '有记录。' })
    expect(await waitingMessages('rating.asked', filed.reference)).toEqual([])
    const { opensAt } = await inviteOf(clock, 'application', filed.reference)
    clock.set(opensAt)
    expect((await track(filed.reference, filed.accessCode)).rating).toBeNull()
  })

  test('a case, by each whom it concerns; a call-back about it, by whoever was called', async () => {
    const { headers } = await signedIn({ grants: [['handler', 'sp_qingshi']], clock, hours: 999 })
    const { reference, accessCode } = await caseOpened(staff, headers)
    const asked = await staff.post(`/staff/casefiles/${reference}/callback`, { reason: 'asked' }, headers)
    expect(asked.status, asked.text).toBe(200)
    const [call] = await callbackRows(reference)
    const clerk = await signedIn({ grants: [['clerk', 'sp_qingshi']], clock, hours: 999 })
    const outcome = { rev: 0, outcome: 'settled', satisfied: null, answers: {} }
    const done = await staff.post(`/staff/callbacks/${call?.id}/outcome`, outcome, clerk.headers)
    expect(done.status, done.text).toBe(200)
    expect(await texted('call', call?.id ?? '')).toMatchObject({
      grp: 'call',
      service_point_id: 'sp_qingshi',
    })
    clock.pass(HOUR)
    for (const [rev, to] of ['accepted', 'filed', 'concluded'].entries()) {
      const over = await staff.post(`/staff/casefiles/${reference}/step`, { rev, to }, headers)
      expect(over.status, over.text).toBe(200)
    }
    const invite = await texted('casefile', reference)
    expect(invite).toMatchObject({ grp: 'cases', service_point_id: 'sp_qingshi' })
    clock.set(invite.opensAt + DAY)
    expect((await track(reference, accessCode)).rating).toMatchObject({ state: 'open', token: invite.token })
  })
})
