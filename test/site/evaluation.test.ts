import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test } from 'vitest'
import {
  addedUp,
  bandCounts,
  cellsOf,
  pointsOf,
  rateOf,
  sorted,
  sortOf,
  spreadOf,
  stateWords,
  usualOf,
} from '../../site/lib/evaluation.ts'
import { badgeSvg } from '../../site/lib/evaluationBadge.ts'
import { wordsIn } from '../../site/lib/text.ts'
import { county, evaluationAnswer, stationAnswer } from '../support/evaluationAnswer.ts'
import { htmlFaults } from '../support/validHtml.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const pieces = import.meta.glob<{ default: Component }>('../../site/journeys/evaluation/*.astro', {
  eager: true,
})
const piece = (name: string) => pieces[`../../site/journeys/evaluation/${name}.astro`]!.default
const container = await AstroContainer.create()
async function render(name: string, props: Record<string, unknown>, locale: 'zh' | 'en' = 'zh', query = '') {
  const request = new Request(`https://bureau.example/evaluations${query}`, {
    headers: { 'x-kaimen-locale': locale },
  })
  const html = await container.renderToString(piece(name), { props, request })
  const whole = `<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>x</title></head><body><h1>x</h1>${html}</body></html>`
  expect(await htmlFaults(whole)).toEqual([])
  if (locale === 'en') expect(html).not.toMatch(/[\u4e00-\u9fff]/)
  return html
}
const zh = wordsIn('zh')
const en = wordsIn('en')
