import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import type { Examples } from '../../site/lib/examples.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]

const components = import.meta.glob<{ default: Component }>('../../site/components/*/*.astro', {
  eager: true,
})
const files = import.meta.glob<{ examples: Examples }>('../../site/components/*/*.examples.ts', {
  eager: true,
})

const container = await AstroContainer.create()
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Astro closes void elements the XML way and trims nothing at line ends.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    // Class and id names are ours; a heading's level depends on the page around the component.
    'heading-level': 'off',
    'no-inline-style': 'error',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'tel-non-breaking': 'off',
  },
})

async function complaints(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map((m) => `${m.ruleId}: ${m.message} (line ${m.line})`),
  )
}

const cases = Object.entries(files).flatMap(([path, { examples }]) => {
  const folder = path.replace(/\/[^/]+$/, '')
  const name = folder.split('/').at(-1) ?? ''
  return Object.entries(examples).flatMap(([example, pair]) =>
    (['zh', 'en'] as const).map((locale) => ({ name, example, locale, folder, ...pair[locale] })),
  )
})

test('every component has examples', () => {
  const withExamples = new Set(cases.map((item) => item.name))
  const all = Object.keys(components).map((path) => path.split('/').at(-2))
  expect(all.filter((name) => name && !withExamples.has(name))).toEqual([])
})

test('the validator finds wrong nesting and an inline style', async () => {
  const found = await complaints('<ul><p>x</p></ul><p style="color:red">y</p>')
  expect(found.join()).toMatch(/element-permitted-content/)
  expect(found.join()).toMatch(/no-inline-style/)
})

test.each(cases)('$name, $example, $locale, is valid HTML', async ({ name, folder, locale, props, slot }) => {
  const module = components[`${folder}/${name}.astro`]
  if (!module) throw new Error(`no component ${name}`)
  const html = await container.renderToString(module.default, {
    props,
    slots: slot ? { default: slot } : {},
    request: new Request('http://localhost:8787/', { headers: { 'x-kaimen-locale': locale } }),
  })
  expect(await complaints(html)).toEqual([])
  if (locale === 'en') expect(html.replace(/中文/g, '')).not.toMatch(/[\u4e00-\u9fff]/)
})
