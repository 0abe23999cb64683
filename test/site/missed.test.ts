import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test, vi } from 'vitest'
import { readLink } from '../../site/journeys/book/form.ts'

vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({ contactPhone: '000-0000-0000', bureauName: { zh: '', en: '' } }),
}))
type Component = Parameters<AstroContainer['renderToString']>[0]

const found = import.meta.glob<{ default: Component }>('../../site/journeys/book/CheckStep.astro')
const { default: CheckStep } = await Object.values(found)[0]!()
const container = await AstroContainer.create()

const form = {
  ...readLink(new URLSearchParams('matter=ID-02&station=s&also=ID-05&people=2&slotId=one')),
  name: '周小舟',
  phone: '13800000000',
  note: '坐轮椅',
}
const problem = { status: 409, code: 'missed-too-often', title: '', until: '2026-12-20' }

const page = (locale: 'zh' | 'en', props: Record<string, unknown>) =>
  container.renderToString(CheckStep, {
    props: { form, ...props },
    request: new Request('http://localhost/book', { headers: { 'x-kaimen-locale': locale } }),
  })

test.each([
  ['zh', '12 月 20 日', '直接去窗口随时都办'],
  ['en', '20 December', 'You can walk in at any time'],
] as const)(
  'who missed visits is told what stays open, and nothing typed is lost (%s)',
  async (locale, until, walk) => {
    const html = await page(locale, { problem })
    for (const said of [until, walk, '000-0000-0000', '周小舟', '坐轮椅']) expect(html).toContain(said)
    for (const kept of ['name="also" value="ID-05"', 'name="people" value="2"', 'name="note" value="坐轮椅"'])
      expect(html).toContain(kept)
  },
)

test('the box that lifts it is sent once, and not ticked for anybody', async () => {
  const html = await page('zh', { problem })
  expect(html.match(/name="exempt"/g)).toHaveLength(1)
  expect(html).toMatch(/<input type="checkbox"[^>]*name="exempt"/)
  expect(html).not.toMatch(/<input type="checkbox"[^>]*checked/)
  const later = await page('zh', { form: { ...form, exempt: '1' }, problem: undefined })
  expect(later).toContain('name="exempt" value="1"')
  expect(later).not.toContain('type="checkbox"')
})
