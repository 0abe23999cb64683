import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'two levels down': {
    zh: { props: { items: [{ label: '网上警务室', href: '/stations' }] } },
    en: { props: { items: [{ label: 'Community rooms', href: '/en/stations' }] } },
  },
} satisfies Examples
