import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'

vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    demo: true,
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '', en: '' },
    origin: 'http://localhost:8787',
  }),
  apiFetch: () => async () => new Response('{}'),
}))

const { default: Visits } = await import('../../site/journeys/application/Visits.astro')
const container = await AstroContainer.create()

async function render(can: string[]) {
  const app = {
    can,
    visitFor: null,
    visits: [{ reference: 'A-20261123-7K3M9Q', startsAt: '2026-12-10T10:00:00+08:00', state: 'booked' }],
    station: {
      name: { zh: '青石派出所', en: 'Qingshi' },
      address: { zh: '青石路1号', en: '1 Qingshi Road' },
    },
  }
  const form = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }
  const request = new Request('http://localhost:8787/apply/mine', { headers: { 'x-kaimen-locale': 'en' } })
  return container.renderToString(Visits, { props: { app, form, acted: {} }, request })
}

test('a visit that stands is shown with where to move it, and without its code in the address', async () => {
  const html = await render(['log-in'])
  expect(html).toContain('1 Qingshi Road')
  expect(/href="([^"]*track[^"]*)"[^>]*>([^<]*)</.exec(html)?.slice(1)).toEqual([
    expect.stringMatching(/\/track\?reference=A-20261123-7K3M9Q$/),
    'Change the time',
  ])
  expect(html).not.toContain('value="visits"')
})

test('one whose time has gone by is no longer there to move: another is offered', async () => {
  const html = await render(['visit'])
  expect(html).not.toContain('/track?')
  expect(html).toContain('value="visits"')
})

const { default: Standing } = await import('../../site/journeys/application/Standing.astro')

test('a visit that is held is told with its hour, before what is due later, and is never late itself', async () => {
  const line = (at: string, zh: string, more: object) => ({ at, text: { zh, en: zh }, done: false, ...more })
  const app = {
    state: 'identity',
    stateText: { zh: '已收到，待核对身份', en: '' },
    waitsFor: 'resident',
    elsewhere: null,
    clock: {
      name: { zh: '带证件到窗口', en: '' },
      dueDay: '2026-12-08',
      dueAt: '2026-12-08T23:59:59+08:00',
      startedAt: '2026-11-23T08:00:00+08:00',
      late: true,
      paused: false,
      counted: [],
    },
    timeline: [
      line('2026-11-23T08:00:00+08:00', '已收到', { done: true }),
      line('2026-12-08T23:59:59+08:00', '带证件到窗口', {}),
      line('2026-12-01T09:00:00+08:00', '请到窗口来', { exact: true }),
    ],
  }
  const request = new Request('http://localhost:8787/apply/mine')
  const html = await container.renderToString(Standing, {
    props: { title: '', reference: '', app },
    request,
  })
  const lines = [...html.matchAll(/<li class="(\w+)"[^>]*>([\s\S]*?)<\/li>/g)].map(
    ([, kind, text = '']) =>
      `${kind}: ${text
        .replace(/<[^>]*>/g, '')
        .replace(/\s+/g, ' ')
        .trim()}`,
  )
  expect(lines).toEqual([
    expect.stringMatching(/^done: .*已收到$/),
    expect.stringMatching(/^next: .*12 月 1 日（星期二）9:00 请到窗口来$/),
    expect.stringMatching(/^late: .*12 月 8 日（星期二）前 带证件到窗口$/),
  ])
})
