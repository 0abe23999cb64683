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
