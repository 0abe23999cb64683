import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, toIso } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { changedIn, dumpOf, type Told } from '../../support/dump.ts'
import { invited, inviteOf, noRatings, rate, ratings } from '../../support/rating.ts'

const clock = clockAt(monday)
const web = apiClient({ clock })
const allTables = async (): Promise<Told[]> => {
  const { results } = await env.DB.prepare(
    `SELECT m.name AS name, group_concat('"' || c.name || '"') AS columns
     FROM sqlite_master m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_cf_%' AND m.sql LIKE 'CREATE TABLE%'
       AND m.name NOT LIKE '%_fts%' AND m.name <> 'd1_migrations' AND m.name NOT IN ('slot', 'slot_day') GROUP BY m.name`,
  ).all<{ name: string; columns: string }>()
  return results.map(({ name, columns }) => ({
    name,
    all: `SELECT group_concat(one, char(10)) AS rows FROM (SELECT json_array(${columns}) AS one FROM "${name}" ORDER BY 1)`,
  }))
}
const opened = async (more = {}) => {
  const invite = await invited(clock, more)
  clock.set(invite.opensAt)
  return invite
}
beforeEach(async () => {
  clock.set(monday + HOUR)
  await demo(env)
  await noRatings()
})

describe('giving a rating', () => {
  test('the form says what it is for and nothing of the person; the rating is taken once', async () => {
    const invite = await opened({ counterId: 'ct_a', staffId: 'su_a' })
    const form = await web.post('/ratings/open', { token: invite.token.toLowerCase() })
    expect(form.status, form.text).toBe(200)
    expect(form.body).toMatchObject({
      kind: 'visit',
      station: { slug: 'qingshi' },
      group: { zh: '身份证' },
      mode: 'onsite',
      until: toIso(invite.closesAt),
    })
    expect(form.body.levels.map(({ level }: { level: number }) => level)).toEqual([5, 4, 3, 2, 1])
    expect(form.text).not.toContain(invite.subject)
    const given = await rate(web, invite.token, {
      overall: 4,
      aspects: { attitude: 5 },
      tags: ['kind', 'slow'],
      comment: '窗口的同志很耐心 金丝雀',
      opened: form.body.opened,
    })
    expect(given.status, given.text).toBe(201)
    expect(given.body).toEqual({
      taken: true,
      counts: 'counted',
      bad: false,
      contactBy: null,
      showsFrom: '2026-11-30',
    })
    const [row] = await ratings()
    expect(row).toMatchObject({
      week: '2026-11-23',
      kind: 'visit',
      service_point_id: 'sp_qingshi',
      grp: 'id-card',
      overall: 4,
      aspects: '{"attitude":5}',
      tags: '["kind"]',
      standing: 'counted',
      tallied_in: '2026Q4',
    })
    expect(row?.words).not.toContain('金丝雀')
    expect(await inviteOf(clock, 'visit', invite.subject)).toMatchObject({
      state: 'used',
      service_point_id: '',
      grp: '',
      counter_id: null,
      staff_id: null,
      opens_at: 0,
    })
    for (const path of ['/ratings/open', '/ratings'])
      expect(
        (await web.post(path, { token: invite.token, ...(path === '/ratings' && { overall: 1 }) })).body,
      ).toMatchObject({ code: 'rated-before', status: 409 })
    expect(await ratings()).toHaveLength(1)
  })

  test('no row of the database holds the rating and its occasion, and nothing leads from one to the other', async () => {
    const invite = await opened()
    const tables = await allTables()
    const before = await dumpOf(tables)
    await rate(web, invite.token, { overall: 5, comment: '云雀说得很清楚的一句话' })
    const after = await dumpOf(tables)
    const id = String((await ratings())[0]?.id)
    const inviteRow = await inviteOf(clock, 'visit', invite.subject)
    const rows = Object.values(after).flatMap((table) => table.split('\n'))
    const holding = (text: string) => rows.filter((row) => row.includes(text))
    expect(holding(invite.subject)).toHaveLength(1)
    expect(holding(String(inviteRow.id))).toHaveLength(1)
    expect(holding(String(inviteRow.token_hash))).toHaveLength(1)
    // The rating and its trace, which is gone after its time: nothing else knows it.
    expect(holding(id)).toHaveLength(2)
    expect(rows.filter((row) => row.includes(invite.token))).toEqual([])
    expect(rows.filter((row) => row.includes('云雀'))).toEqual([])
    // Whatever was written holds no moment finer than the hour, but for the seconds of the form.
    const written = changedIn(before, after).filter((table) => table !== 'store')
    expect(written.sort()).toEqual([
      ...[
        'audit_leaf',
        'evaluation_tally',
        'guard',
        'idempotency',
        'rating',
        'rating_invite',
        'rating_trace',
      ].filter((table) => written.includes(table)),
    ])
    const now = String(clock.now())
    for (const table of written) expect(after[table]?.includes(now), table).toBe(false)
  })

  test('the same request again gives the same answer, and another body under its key none', async () => {
    const { token } = await opened()
    const headers = { 'idempotency-key': 'the-very-same-key' }
    const first = await rate(web, token, { overall: 3 }, headers)
    const second = await rate(web, token, { overall: 3 }, headers)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect((await rate(web, token, { overall: 1 }, headers)).body.code).toBe('idempotency-mismatch')
    expect(await ratings()).toHaveLength(1)
  })

  test('two devices at once: one rating, and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      await noRatings()
      const { token } = await opened()
      const both = await Promise.all([rate(web, token, { overall: 5 }), rate(web, token, { overall: 4 })])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
      expect(both.find(({ status }) => status === 409)?.body.code).toBe('rated-before')
      expect(await ratings()).toHaveLength(1)
    }
    const { token } = await opened()
    const headers = { 'idempotency-key': 'one-button-pressed-twice' }
    const same = await Promise.all([rate(web, token, {}, headers), rate(web, token, {}, headers)])
    expect(same.map(({ status }) => status)).toEqual([201, 201])
    expect(await ratings()).toHaveLength(2)
  })

  test('a bad one needs a reason, opens a rectification in the same batch, and says by when the desk calls', async () => {
    const { token } = await opened()
    const bare = await rate(web, token, { overall: 2, tags: ['kind'] })
    expect(bare.body.errors).toMatchObject([{ pointer: '/tags', code: 'rating.reason' }])
    const wrong = await rate(web, token, { overall: 1, tags: ['rude'], contact: true, phone: '12' })
    expect(wrong.body.errors[0]).toMatchObject({ pointer: '/phone' })
    const given = await rate(web, token, { overall: 1, tags: ['rude'], contact: true, phone: '13912345678' })
    expect(given.body).toMatchObject({ bad: true, counts: 'counted' })
    expect(given.body.contactBy).toMatch(/^2026-11-2\d/)
    const [row] = await ratings()
    expect(await env.DB.prepare('SELECT rating_id FROM rectification').first('rating_id')).toBe(row?.id)
    // Nobody is called who did not ask to be.
    const other = await rate(web, (await opened()).token, { overall: 1, tags: ['rude'] })
    expect(other.body).toMatchObject({ bad: true, contactBy: null })
  })

  test('who was asked to rate in front of staff is not counted, whatever they were made to say', async () => {
    const { token } = await opened()
    expect((await rate(web, token, { overall: 5, pressed: true })).body.counts).toBe('pressed')
    expect(await ratings()).toMatchObject([{ standing: 'pressed', overall: 5 }])
    const tally = await env.DB.prepare(
      "SELECT indicator FROM evaluation_tally WHERE indicator LIKE 'satisfaction%' AND n > 0 AND level = 5",
    ).all<{ indicator: string }>()
    expect(tally.results.map(({ indicator }) => indicator)).toContain('satisfaction.pressed')
  })

  test.each([
    [2, '["slow"]'],
    [3, '["kind","slow"]'],
    [4, '["kind"]'],
  ])('%i keeps the reasons of its side, the middle those of both', async (overall, kept) => {
    const { token } = await opened()
    expect((await rate(web, token, { overall, tags: ['slow', 'kind'] })).status).toBe(201)
    expect((await ratings())[0]).toMatchObject({ tags: kept })
  })

  test.each([
    [{ overall: 0 }, '/overall', 'rating.required'],
    [{ overall: 5, aspects: { speed: 5 } }, '/aspects/speed', 'unknown-key'],
    [{ overall: 5, tags: ['bribe'] }, '/tags/0', 'wrong-value'],
    [{ overall: 5, comment: '好'.repeat(501) }, '/comment', 'too-long'],
    [{ overall: 5, website: 'x' }, '/website', 'trap.filled'],
    [{ overall: 5, token: '' }, '/token', 'rating-token.required'],
  ])('%j is told beside its field', async (more, pointer, code) => {
    const { token } = await opened()
    const { status, body } = await rate(web, token, more)
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer, code }])
    expect(body.errors[0].message).not.toBe('')
    expect(await ratings()).toEqual([])
  })
})

describe('a token', () => {
  test('opens nothing before its time, says when, and nothing after it', async () => {
    const invite = await invited(clock)
    const early = await web.post('/ratings/open', { token: invite.token })
    expect(early.body).toMatchObject({ code: 'rating-later', opensAt: toIso(invite.opensAt) })
    expect((await rate(web, invite.token)).body.code).toBe('rating-later')
    clock.set(invite.opensAt - 1)
    expect((await rate(web, invite.token)).body.code).toBe('rating-later')
    clock.set(invite.closesAt)
    expect((await rate(web, invite.token)).body.code).toBe('rating-over')
    expect((await web.post('/ratings/open', { token: invite.token })).body.code).toBe('rating-over')
    expect(await ratings()).toEqual([])
    clock.set(invite.closesAt - 1)
    expect((await rate(web, invite.token)).status).toBe(201)
  })

  test('is not used by whatever only looks: scanners of links and prefetching browsers', async () => {
    const { token } = await opened()
    const tables = await allTables()
    const before = await dumpOf(tables)
    for (const path of ['/ratings', '/ratings/open', `/ratings/open?token=${token}`, `/ratings/${token}`])
      expect([404, 405]).toContain((await web.get(path)).status)
    expect((await web.post('/ratings/open', { token })).status).toBe(200)
    expect((await web.post('/ratings/open', { token })).status).toBe(200)
    expect(changedIn(before, await dumpOf(tables))).toEqual([])
    expect((await rate(web, token)).status).toBe(201)
  })

  test('that is guessed is counted for its network, and never locks out a right one', async () => {
    const { token } = await opened()
    const guess = (at: number) => web.post('/ratings/open', { token: `22222222222${'23456789ABCDEF'[at]}` })
    const answers = []
    for (let at = 0; at < 12; at += 1) answers.push((await guess(at)).body.code)
    expect(answers.slice(0, 10)).toEqual(Array(10).fill('rating-token-unknown'))
    expect(answers.slice(10)).toEqual(['too-many-tries', 'too-many-tries'])
    expect((await web.post('/ratings/open', { token: 'not one' })).body.code).toBe('too-many-tries')
    expect((await rate(web, token)).status).toBe(201)
  })

  test('is stored nowhere, and is another for each occasion', async () => {
    const [one, two] = [await invited(clock), await invited(clock)]
    expect(one.token).toMatch(/^[2-9A-HJKMNP-Z]{12}$/)
    expect(one.token).not.toBe(two.token)
    expect(JSON.stringify([one.token_hash, one.id])).not.toContain(one.token)
  })
})

describe('a poster', () => {
  test('is answered without an occasion, shown apart, and leaves no trace of where it came from', async () => {
    const form = await web.get('/ratings/poster/qingshi')
    expect(form.body).toMatchObject({ kind: null, station: { slug: 'qingshi' }, until: null })
    const given = await web.post('/ratings/poster', { station: 'qingshi', overall: 1, tags: ['slow'] })
    expect(given.body).toMatchObject({ counts: 'poster', bad: false, contactBy: null })
    expect(await ratings()).toMatchObject([{ kind: 'poster', standing: 'poster' }])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM rating_trace').first('n')).toBe(0)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM rectification').first('n')).toBe(0)
    expect((await web.get('/ratings/poster/nowhere')).status).toBe(404)
    expect((await web.post('/ratings/poster', { station: 'nowhere', overall: 5 })).status).toBe(404)
  })
})
