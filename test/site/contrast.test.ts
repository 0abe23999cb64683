import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('site/styles/tokens.css', 'utf8')
const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)')

function colours(part: string): Record<string, string> {
  return Object.fromEntries([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map((m) => [m[1], m[2]]))
}

/** Relative luminance and contrast ratio of WCAG 2.2. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const TEXT = 4.5
const SHAPE = 3
const pairs: [string, string, number][] = [
  ...['paper', 'wash', 'blue-soft', 'ok-soft', 'wait-soft', 'bad-soft'].flatMap(
    (back): [string, string, number][] => [
      ['ink', back, TEXT],
      ['ink-2', back, TEXT],
      ['blue', back, TEXT],
    ],
  ),
  ['ok', 'ok-soft', TEXT],
  ['wait', 'wait-soft', TEXT],
  ['bad', 'bad-soft', TEXT],
  ['bad', 'paper', TEXT],
  ['paper', 'blue', TEXT],
  ['edge', 'paper', SHAPE],
  ['edge', 'wash', SHAPE],
  ['ok', 'paper', SHAPE],
  ['wait', 'paper', SHAPE],
]

test.each([
  ['light', colours(light)],
  ['dark', { ...colours(light), ...colours(dark) }],
] as const)('every pair of colours in the %s scheme can be read', (_scheme, tokens) => {
  const weak = pairs
    .map(([front, back, least]) => ({
      front,
      back,
      least,
      is: contrast(tokens[front] ?? '', tokens[back] ?? ''),
    }))
    .filter((pair) => !(pair.is >= pair.least))
  expect(weak).toEqual([])
})

test('the focus ring shows on any background: one of its two colours always does', () => {
  for (const part of [colours(light), { ...colours(light), ...colours(dark) }]) {
    for (const back of [part.paper, part.wash, part.blue, part.deep, part['ok-soft']]) {
      const best = Math.max(
        contrast(part.focus ?? '', back ?? ''),
        contrast(part['focus-ink'] ?? '', back ?? ''),
      )
      expect(best).toBeGreaterThanOrEqual(SHAPE)
    }
  }
})
