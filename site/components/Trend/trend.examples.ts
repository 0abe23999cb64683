import type { Examples } from '../../lib/examples.ts'

const scores = [
  { year: '2025', score: null, low: null, high: null },
  { year: '2026', score: 84.2, low: 78.1, high: 90.3 },
  { year: '2026', score: 86.9, low: 83, high: 90.8 },
  { year: '2026', score: 61, low: 52.5, high: 69.5 },
  { year: '2026', score: 48, low: 44, high: 52 },
]
const named = (labels: string[]) => scores.map((one, i) => ({ ...one, label: labels[i] ?? '' }))

export const examples = {
  'five quarters': {
    zh: { props: { points: named(['四季度', '一季度', '二季度', '三季度', '四季度']) } },
    en: { props: { points: named(['Q4', 'Q1', 'Q2', 'Q3', 'Q4']) } },
  },
  one: {
    zh: { props: { points: named(['四季度']).slice(0, 1) } },
    en: { props: { points: named(['Q4']).slice(0, 1) } },
  },
} satisfies Examples
