import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'
import { clockName } from '../../api/application/clockView.ts'
import { readyText } from '../../api/application/ready.ts'
import { farOff } from '../../site/lib/farOff.ts'
import { htmlFaults } from '../support/validHtml.ts'

vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({ bureauName: { zh: '', en: '' }, origin: 'http://localhost' }),
  apiFetch: () => () => {
    throw new Error('no page of these asks for anything')
  },
}))
const { default: Record } = await import('../../site/journeys/track/ApplicationRecord.astro')
const container = await AstroContainer.create()

const collect = clockName('collect', { visitDay: null })
async function shown(dueDay: string, en = false, more: object = {}) {
  const record = {
    reference: 'B-20261123-7K3M9Q',
    status: 'issued',
    statusText: readyText({ delivery: 'counter', clock: 'collect' }),
    timeline: [
      { at: '2026-11-23T09:00:00+08:00', text: { zh: '已提交', en: 'Sent' }, done: true },
      { at: `${dueDay}T23:59:59+08:00`, text: collect, done: false },
    ],
    openings: { times: 0, roles: [], unmasked: 0, lastDay: null },
    application: {
      title: { zh: '开证明', en: 'A certificate' },
      station: { slug: 'qingshi', name: { zh: '青石派出所', en: 'Qingshi' }, phone: '000-0000-0012' },
      waitsFor: 'resident',
      threadWaits: null,
      clock: { name: collect, dueDay, startedAt: '2026-11-23T09:00:00+08:00', counted: [], late: false },
      corrections: 0,
      elsewhere: null,
      visitOn: null,
    },
    ...more,
  }
  const form = { reference: record.reference, accessCode: 'H4TX9W2C' }
  const headers = new Headers({ 'x-kaimen-locale': en ? 'en' : 'zh' })
  const request = new Request('http://localhost/track', { headers })
  const html = await container.renderToString(Record, { props: { form, record }, request })
  expect(await htmlFaults(html)).toEqual([])
  return html.replaceAll('\u00a0', ' ')
}

test('what lies ready says one way to have it, and each day once', async () => {
  const html = await shown('2026-12-23')
  expect(html).toContain('可以到窗口领取')
  expect(html).not.toMatch(/送给您|打印/)
  expect(html).not.toMatch(/这天/)
  expect(html).not.toContain('2026 年')
  expect(await shown('2026-12-23', true)).toMatch(/Collect it[^<]*: ?<b[^>]*>by Wednesday 23 December/)
})

test('a day of another year, or more than half a year off, carries the year', async () => {
  expect(await shown('2027-01-12')).toMatch(/2027 年 1 月 12 日/)
  expect(await shown('2027-01-12')).toMatch(/2026 年 11 月 23 日/)
  expect(farOff('2026-06-30', '2026-01-02T09:00:00+08:00')).toBe(false)
  expect(farOff('2026-07-30', '2026-01-02T09:00:00+08:00')).toBe(true)
  expect(farOff('2027-01-02', '2026-12-30')).toBe(true)
})
