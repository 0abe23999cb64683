import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'in the middle': {
    zh: { props: { previous: '/open?cursor=a', next: '/open?cursor=b' } },
    en: { props: { previous: '/en/open?cursor=a', next: '/en/open?cursor=b' } },
  },
  'at the start': {
    zh: { props: { next: '/open?cursor=b' } },
    en: { props: { next: '/en/open?cursor=b' } },
  },
} satisfies Examples
