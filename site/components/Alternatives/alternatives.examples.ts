import type { Examples } from '../../lib/examples.ts'

const slots = (place: string) => [
  { href: '/book?slot=1', startsAt: '2026-11-24T09:30:00+08:00', remaining: 2 },
  { href: '/book?slot=2', startsAt: '2026-11-24T14:00:00+08:00', remaining: 1, place },
]

export const examples = {
  'when the time was just taken': {
    zh: { props: { slots: slots('南桥派出所') } },
    en: { props: { slots: slots('Nanqiao Police Station') } },
  },
} satisfies Examples
