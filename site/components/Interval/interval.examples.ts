import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'above what is usual': {
    zh: { props: { score: 92.41, low: 90.06, high: 94.3, usual: 87.9, text: '92.4 分，区间 90.1 到 94.3' } },
    en: { props: { score: 92.41, low: 90.06, high: 94.3, usual: 87.9, text: '92.4, interval 90.1 to 94.3' } },
  },
  'partly below the scale': {
    zh: { props: { score: 63.2, low: 55.1, high: 71.3, usual: 87.9 } },
    en: { props: { score: 63.2, low: 55.1, high: 71.3, usual: 87.9 } },
  },
  'wholly below the scale': {
    zh: { props: { score: 41, low: 30.5, high: 51.5 } },
    en: { props: { score: 41, low: 30.5, high: 51.5 } },
  },
} satisfies Examples
