import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'the third of five': {
    zh: {
      props: {
        steps: [
          { label: '事项', href: '/book' },
          { label: '派出所', href: '/book?step=station' },
          { label: '时间' },
          { label: '您的信息' },
          { label: '核对' },
        ],
        current: 3,
      },
    },
    en: {
      props: {
        steps: [
          { label: 'Service', href: '/en/book' },
          { label: 'Station', href: '/en/book?step=station' },
          { label: 'Time' },
          { label: 'About you' },
          { label: 'Check' },
        ],
        current: 3,
      },
    },
  },
} satisfies Examples
