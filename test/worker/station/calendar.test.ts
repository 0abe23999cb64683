import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

beforeEach(() => demo(env))

describe('GET /calendar', () => {
  test('a year with its notice, and one without', async () => {
    const official = await apiClient().get('/calendar/2026')
    expect(official.body).toMatchObject({ year: 2026, status: 'official', certainty: 'P' })
    expect(official.body.days).toContainEqual({
      day: '2026-10-01',
      kind: 'holiday',
      name: { zh: '国庆节', en: 'National Day' },
    })
    expect((await apiClient().get('/calendar/2027')).body.status).toBe('provisional')
    expect((await apiClient().get('/calendar')).body).toMatchObject({
      year: 2026,
      years: [2024, 2025, 2026, 2027],
    })
    expect((await apiClient().get('/calendar/2031')).status).toBe(404)
    expect((await apiClient().get('/calendar/soon')).status).toBe(422)
  })

  test('the rules in force, one version of each, with basis and certainty', async () => {
    const { body } = await apiClient().get('/calendar/rules')
    const keys = body.items.map(({ key }: { key: string }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    const permit = body.items.find(({ key }: { key: string }) => key === 'permit.decision')
    expect(permit).toMatchObject({
      value: 20,
      unit: 'working_day',
      certainty: 'S',
      length: { zh: '20 个工作日' },
    })
    const version = async (on: string) =>
      (await apiClient().get(`/calendar/rules?on=${on}`)).body.items.find(
        ({ key }: { key: string }) => key === 'case.security',
      ).version
    expect(await version('2025-12-31')).toBe(1)
    expect(await version('2026-01-01')).toBe(2)
  })

  test('a due date over a holiday, with its counting', async () => {
    const { body } = await apiClient().get('/calendar/due?rule=permit.decision&from=2026-09-25')
    expect(body.dueDay).toBe('2026-10-29')
    expect(body.dueAt).toBe('2026-10-29T23:59:59+08:00')
    expect(body.counted.length).toBeGreaterThan(1)
    expect(body.provisional).toBe(false)
    const later = await apiClient().get('/calendar/due?rule=permit.decision&from=2026-12-25')
    expect(later.body.provisional).toBe(true)
  })

  test('a rule in hours needs the moment', async () => {
    const ok = await apiClient().get(
      `/calendar/due?rule=lodging.register&from=${encodeURIComponent('2026-11-23T21:00:00+08:00')}`,
    )
    expect(ok.body.dueAt).toBe('2026-11-24T21:00:00+08:00')
    const day = await apiClient().get('/calendar/due?rule=lodging.register&from=2026-11-23')
    expect(day.status).toBe(422)
    expect(day.body.errors[0]).toMatchObject({ pointer: '/from', code: 'instant-needed' })
  })

  test('refuses what is no day and no rule', async () => {
    expect((await apiClient().get('/calendar/due?rule=permit.decision&from=2026-02-29')).status).toBe(422)
    expect((await apiClient().get('/calendar/due?rule=none&from=2026-02-27')).status).toBe(404)
    expect((await apiClient().get('/calendar/rules?on=2026-2-1')).status).toBe(422)
  })
})
