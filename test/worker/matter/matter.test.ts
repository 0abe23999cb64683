import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { matters } from '../../../db/seed/matters/index.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { slotsOn } from '../../support/slots.ts'

describe('GET /matters/{code}', () => {
  test('every matter of the catalogue answers, in both languages', async () => {
    await demo(env)
    const api = apiClient()
    for (const matter of matters) {
      const { status, body } = await api.get(`/matters/${matter.code}`)
      expect(status, matter.code).toBe(200)
      const texts = textsOf(body)
      expect(texts.length, matter.code).toBeGreaterThan(20)
      expect(
        texts.filter(({ zh, en }) => !zh || !en),
        matter.code,
      ).toEqual([])
      expect(body, matter.code).not.toHaveProperty('searchWords')
    }
  })

  test('has the six public elements, each number with its basis and certainty', async () => {
    await demo(env)
    const { body, headers } = await apiClient().get('/matters/ID-03')
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    for (const element of ['department', 'conditions', 'flow', 'materials', 'timeLimit', 'fee']) {
      expect(body, element).toHaveProperty(element)
    }
    expect(body.timeLimit.legal).toMatchObject({ value: 60, unit: 'calendar_day', certainty: 'S' })
    expect(body.fee).toMatchObject({ certainty: 'P', items: [{ fen: 4000 }] })
    expect(body.materials.every((m: { basis: { certainty: string } }) => m.basis.certainty)).toBe(true)
  })

  test('the code may be written small', async () => {
    await demo(env)
    expect((await apiClient().get('/matters/id-03')).body.code).toBe('ID-03')
  })

  test('a station shows its own promise, with what it rests on', async () => {
    await demo(env)
    const { body } = await apiClient().get('/matters/ID-02?station=household-hall')
    expect(body.timeLimit.promise).toEqual({ value: 10, unit: 'working_day' })
    expect(body.timeSummary.zh).toBe('10 个工作日内')
    expect(body.station).toMatchObject({ slug: 'household-hall', offered: true, promise: { value: 10 } })
    expect(body.station.promise.basis.zh).toContain('户政服务大厅')
    const fee = await apiClient().get('/matters/HK-07?station=qingshi')
    expect(fee.body.fee.items[0].fen).toBe(800)
    expect(fee.body.station.ownFee).toBe(true)
  })

  test('a station that does not handle it says so, and the catalogue holds', async () => {
    await demo(env)
    const { body } = await apiClient().get('/matters/ID-02?station=guhuai-room')
    expect(body.station).toMatchObject({ offered: false, promise: null })
    expect(body.timeLimit.promise).toEqual({ value: 20, unit: 'working_day' })
  })

  test('with a town: its own points first, then the halls, open hours and the next free day', async () => {
    await demo(env)
    await slotsOn('sp_qingshi', [
      ['household', '2026-11-23', 2],
      ['household', '2026-11-24', 1],
      ['general', '2026-11-23', 0],
    ])
    const { body } = await apiClient().get('/matters/ID-03?town=990101100')
    expect(body.offeredAt.map((point: { slug: string }) => point.slug)).toEqual(['qingshi', 'household-hall'])
    expect(body.offeredAt[0]).toMatchObject({ nextFreeDay: '2026-11-24', today: { status: 'open' } })
    expect(body.offeredAt[0].today.windows[0]).toEqual({ opens: '08:30', closes: '12:00' })
    expect(body.offeredAt[1]).toMatchObject({ nextFreeDay: null, promise: { value: 10 } })
    expect(body.towns).toHaveLength(18)
  })

  test('many halls do not push out the town’s own station, and more points than are named are said', async () => {
    await demo(env)
    await copies('hall', 12)
    const { body } = await apiClient().get('/matters/ID-03?town=990101100')
    expect(body.offeredAt[0].slug).toBe('qingshi')
    expect(body.offeredAt.filter(({ kind }: { kind: string }) => kind === 'hall')).toHaveLength(4)
    expect(body.morePoints).toBe(false)
    await copies('room', 12)
    const more = (await apiClient().get('/matters/ID-03?town=990101100')).body
    expect(more.offeredAt[0].slug).toBe('qingshi')
    expect(more.offeredAt.filter(({ kind }: { kind: string }) => kind !== 'hall')).toHaveLength(8)
    expect(more.morePoints).toBe(true)
  })

  test('names the matters its notes point to, and says that there is no form here yet', async () => {
    await demo(env)
    const { body } = await apiClient().get('/matters/ID-02')
    expect(body.related).toEqual([
      { code: 'ID-05', plainName: { zh: expect.stringContaining('临时身份证'), en: expect.any(String) } },
    ])
    expect(body.onlineForm).toBe(false)
    expect(body.channels.online.possible).toBe('partly')
    expect(body.lookFirst.zh).toContain('长期')
    expect((await apiClient().get('/matters/HK-01')).body.applicantHint.zh).toContain('不写宝宝的')
    expect((await apiClient().get('/matters/HK-02')).body.related).toEqual([])
  })

  test('reads at most 50 rows in one round trip', async () => {
    await demo(env)
    for (const path of [
      '/matters/ID-03',
      '/matters/RP-01?town=990101001',
      '/matters/CR-01?town=990101100&station=qingshi',
    ]) {
      const { api, cost } = costed()
      expect((await api.get(path)).status).toBe(200)
      expect(cost.trips, path).toBe(1)
      expect(cost.rowsRead, path).toBeLessThanOrEqual(50)
    }
  })

  test.each([
    ['/matters/ZZ-99', 404, 'not-found'],
    ['/matters/ID-03?station=nowhere', 404, 'not-found'],
    ['/matters/ID-03?town=1', 422, 'invalid-input'],
    ['/matters/ID-03?nothing=1', 422, 'invalid-input'],
  ])('%s is refused', async (path, status, code) => {
    await demo(env)
    const answer = await apiClient().get(path)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })
})

/** More points of a kind in the town of Qingshi, each of which handles ID-03. */
async function copies(kind: 'hall' | 'room', n: number) {
  const { results } = await env.DB.prepare(`SELECT * FROM service_point WHERE id = 'sp_qingshi'`).all()
  const [point] = results
  if (!point) throw new Error('no station to copy')
  const columns = Object.keys(point)
  for (let i = 0; i < n; i++) {
    const row: Record<string, unknown> = {
      ...point,
      kind,
      id: `sp_${kind}_${i}`,
      slug: `a-${kind}-${i}`,
      code: `99010110${kind === 'hall' ? 1 : 2}${String(i).padStart(3, '0')}`,
      parent_id: kind === 'room' ? 'sp_qingshi' : null,
    }
    await env.DB.prepare(
      `INSERT INTO service_point (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
      .bind(...columns.map((column) => row[column]))
      .run()
    await env.DB.prepare(
      `INSERT INTO matter_offer (service_point_id, matter_code, counter_group) VALUES (?, 'ID-03', 'household')`,
    )
      .bind(row.id)
      .run()
  }
}

describe('a promise longer than the law', () => {
  const set = (promise: object) =>
    env.DB.prepare(
      `UPDATE matter_offer SET promise = ? WHERE service_point_id = 'sp_qingshi' AND matter_code = 'ID-03'`,
    )
      .bind(JSON.stringify(promise))
      .run()
  const shown = async (clock = clockAt(monday)) => {
    const api = apiClient({ clock })
    const detail = (await api.get('/matters/ID-03?station=qingshi&town=990101100')).body
    const listed = (await api.get('/matters?station=qingshi&q=身份证丢了')).body.items[0]
    return { detail, listed }
  }

  test('is shown nowhere, whoever wrote it into an overlay', async () => {
    await demo(env)
    for (const promise of [
      { value: 61, unit: 'calendar_day' },
      { value: 45, unit: 'working_day' },
      { value: 2000, unit: 'hour' },
    ]) {
      await set(promise)
      const { detail, listed } = await shown()
      expect(detail.timeLimit.promise).toEqual({ value: 20, unit: 'working_day' })
      expect(detail.station.promise).toBeNull()
      expect(detail.offeredAt[0]).toMatchObject({ slug: 'qingshi', promise: null })
      expect(listed.time.zh).toBe('20 个工作日内')
    }
  })

  test('is shown nowhere, even when it stands in the catalogue itself', async () => {
    await demo(env)
    await env.DB.prepare(
      `UPDATE matter SET content = json_set(content, '$.timeLimit.promise', json('{"value":90,"unit":"calendar_day"}')) WHERE code = 'ID-03'`,
    ).run()
    const { detail, listed } = await shown()
    expect(detail.timeLimit.promise).toBeNull()
    expect(listed.time.zh).toBe('看具体情况')
  })

  test('one within the law holds from its day on, and not before', async () => {
    await demo(env)
    await set({ value: 30, unit: 'calendar_day', effectiveFrom: '2026-12-01' })
    expect((await shown()).detail.timeLimit.promise.unit).toBe('working_day')
    const later = await shown(clockAt(Date.parse('2026-12-01T08:00:00+08:00')))
    expect(later.detail.timeLimit.promise).toEqual({ value: 30, unit: 'calendar_day' })
    expect(later.listed.time.zh).toBe('30 天内')
  })

  test('what is no overlay at all leaves the catalogue', async () => {
    await demo(env)
    await set({ value: -1, unit: 'year' })
    expect((await shown()).detail.timeLimit.promise).toEqual({ value: 20, unit: 'working_day' })
  })
})

interface Pair {
  zh: string
  en: string
}
function textsOf(value: unknown): Pair[] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value) return [value as Pair]
  return Object.values(value).flatMap(textsOf)
}
