import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { HtmlValidate } from 'html-validate'
import { expect, test, vi } from 'vitest'

vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({ demo: true, bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' } }),
}))
const { default: Header } = await import('../../site/layouts/Header.astro')
const container = await AstroContainer.create()
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'void-style': 'off', 'no-trailing-whitespace': 'off', 'attribute-boolean-style': 'off' },
})

/** The header as one reader gets it. */
async function headerOf(
  props: Record<string, unknown>,
  asked: { path?: string; en?: boolean; senior?: boolean } = {},
) {
  const headers = new Headers({ 'x-kaimen-locale': asked.en ? 'en' : 'zh' })
  if (asked.senior) headers.set('cookie', 'senior=1')
  const html = await container.renderToString(Header, {
    props: { door: 'hall', quiet: false, keep: null, ...props },
    request: new Request(`http://localhost:8787${asked.path ?? '/book'}`, { headers }),
  })
  const { results } = await validator.validateString(html)
  return { html, faults: results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message}`)) }
}
const posts = (html: string) => [...html.matchAll(/formaction="([^"]+)"/g)].map(([, to]) => to)

test('a page that was only opened leads to its other language by a link, with what it asked', async () => {
  const { html, faults } = await headerOf({}, { path: '/book?matter=ID-02&_senior=1' })
  expect(faults).toEqual([])
  expect(html).toContain('href="/en/book?matter=ID-02"')
  expect(html).toContain('value="/book?matter=ID-02"')
  expect(posts(html)).toEqual([])
})

test.each([
  [{}, ['/book?_senior=1', '/en/book']],
  [{ en: true }, ['/en/book?_senior=1', '/book']],
  [{ senior: true }, ['/book?_senior=0', '/en/book']],
])('a posted page is posted again in the other size and the other language: %j', async (reader, to) => {
  const keep = { action: '/book', fields: { stage: 'edit', name: '"><b>某某' } }
  const { html, faults } = await headerOf({ keep }, reader)
  expect(faults).toEqual([])
  expect(posts(html)).toEqual(to)
  expect(html).toContain('name="stage" value="edit"')
  expect(html).not.toContain('value=""')
})

test('in a journey the six doors stand in the menu only', async () => {
  const doors = async (quiet: boolean) =>
    (await headerOf({ quiet })).html.match(/href="\/stations\?kind=room"/g)?.length
  expect([await doors(false), await doors(true)]).toEqual([2, 1])
})

test.each([
  ['/track', true],
  ['/verify', true],
  ['/certificate', true],
  ['/apply/form', true],
  ['/apply/mine', true],
  ['/book', false],
  ['/waiting', false],
  ['/identity/stand-in', false],
])('%s is shown again by a step back only where its posts name nobody (%s)', async (path, again) => {
  const keep = { action: path, fields: { reference: 'B-20261123-7K3M9Q' } }
  expect((await headerOf({ keep }, { path })).html.includes('data-again')).toBe(again)
})
