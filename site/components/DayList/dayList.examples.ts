import type { Examples } from '../../lib/examples.ts'

const days = (holiday: string) => [
  { day: '2026-11-28', state: 'full', href: '/book?day=2026-11-28' },
  { day: '2026-11-29', state: 'closed' },
  { day: '2026-11-30', state: 'open', href: '/book?day=2026-11-30', remaining: 18 },
  { day: '2026-12-01', state: 'open', href: '/book?day=2026-12-01', remaining: 1 },
  { day: '2026-12-02', state: 'closed', note: holiday },
  { day: '2026-12-03', state: 'later', releasesAt: '2026-11-30T08:00:00+08:00' },
]

export const examples = {
  'a week across two months': {
    zh: { props: { days: days('停电'), current: '2026-11-30', today: '2026-11-28' } },
    en: { props: { days: days('Power cut'), current: '2026-11-30', today: '2026-11-28' } },
  },
} satisfies Examples
