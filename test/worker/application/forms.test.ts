import { describe, expect, test } from 'vitest'
import { formSchema } from '../../../api/application/form/declaration.ts'
import { forms } from '../../../api/application/forms/index.ts'
import { apiClient } from '../../support/api.ts'
import { costed } from '../../support/cost.ts'

type Item = { matter: string; version: number }

describe('the open catalogue of forms', () => {
  test('lists the forms in force, without asking the database', async () => {
    const { api, cost } = costed()
    const { status, body, headers } = await api.get('/forms')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect(body.items.map(({ matter }: Item) => matter)).toEqual([
      ...new Set(forms.map(({ matter }) => matter)),
    ])
    expect(body.items[0]).toEqual({
      matter: 'CR-01',
      version: 1,
      title: { zh: '申请无犯罪记录证明', en: 'Ask for a certificate of no criminal record' },
      effectiveFrom: '2026-11-01',
    })
    expect(cost.trips).toBe(0)
  })

  test('gives every declaration whole', async () => {
    const api = apiClient()
    for (const form of forms) {
      const { status, body, headers } = await api.get(`/forms/${form.matter}?version=${form.version}`)
      expect(status).toBe(200)
      expect(headers.get('cache-control')).toBe('public, max-age=60')
      expect(body.form).toEqual(structuredClone(form))
      expect(formSchema.safeParse(body.form).success).toBe(true)
      expect(body.jsonSchema.additionalProperties).toBe(false)
      expect(body.versions).toContainEqual({ version: form.version, effectiveFrom: form.effectiveFrom })
    }
  })

  test('says of each piece of data what it is for, who sees it and how long', async () => {
    const { body } = await apiClient().get('/forms/HV-01')
    type Row = { key: string; sensitive: boolean; keptDays: number; recipients: { en: string } }
    const row = (key: string): Row => body.privacyList.find((each: Row) => each.key === key)
    expect(row('reason')).toMatchObject({ about: 'answer', sensitive: true, keptDays: 365 })
    expect(row('reason').recipients.en).toMatch(/each look being recorded/)
    expect(row('address')).toMatchObject({ sensitive: false, kind: { en: 'An address' } })
    expect(row('name')).toMatchObject({ about: 'applicant' })
  })

  test.each([
    ['/forms/CS-01', 404],
    ['/forms/CR-01?version=99', 404],
    ['/forms/CR-01?version=0', 422],
    ['/forms/CR-01?version=x', 422],
    ['/forms/constructor', 404],
  ])('%s: %d', async (path, status) => {
    expect((await apiClient().get(path)).status).toBe(status)
  })
})
