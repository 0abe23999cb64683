import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test } from 'vitest'
import { fill } from '../../site/lib/text.ts'
import { zh } from '../../site/locales/staff/zh.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const components = import.meta.glob<{ default: Component }>('../../site/journeys/staff/notice/Fi*.astro', {
  eager: true,
})

const container = await AstroContainer.create()
const text = { zh: '公民身份号码', en: 'ID number' }
const page = {
  t: (key: keyof typeof zh, params?: Record<string, string | number>) => fill(zh[key], params),
  say: ({ zh: words }: typeof text) => words,
  href: (path: string) => path,
}
const file = { id: 'nf_1', name: '名单.csv', type: 'text/csv', size: 2000, fresh: true, read: 'whole' }
const desk = {
  id: 'nt_1',
  rev: 1,
  mostFiles: 10,
  content: {},
  files: [file, { ...file, id: 'nf_2', name: '扫描.pdf', read: 'none' }],
  findings: [
    {
      key: 'inside:nf_1:4-22:id-number',
      field: 'inside:nf_1',
      from: 4,
      to: 22,
      text: '1****************X',
      rule: 'id-number',
      title: text,
      basis: text,
      advice: text,
      certainty: 'K1',
      around: { before: '张某,', behind: ',男', line: 7 },
    },
  ],
}
const render = async (name: 'Files' | 'Findings', more: object) => {
  const component = components[`../../site/journeys/staff/notice/${name}.astro`]!.default
  const html = await container.renderToString(component, { props: { page, desk, ...more } as never })
  return html.replace(/ data-astro-source-[a-z]+="[^"]*"/g, '')
}

test('a finding inside an attachment is shown with its name and line, and cannot be masked from here', async () => {
  const html = await render('Findings', { acts: 'redact' })
  expect(html).toContain('附件“名单.csv”第 7 行')
  expect(html.replace(/\s+/g, '')).toContain('张某,<mark>1****************X</mark>,男')
  expect(html).not.toContain('<button')
  expect(await render('Findings', { acts: 'stand' })).toContain('value="inside:nf_1:4-22:id-number"')
})

test('beside each attachment stands how much of it a machine read', async () => {
  const html = await render('Files', { edit: false })
  expect(html).toContain(zh['notices.read.whole'])
  expect(html).toContain(zh['notices.read.none'])
})
