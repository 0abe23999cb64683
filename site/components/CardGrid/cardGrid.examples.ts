import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'most used': {
    zh: {
      props: {
        two: true,
        items: [
          { title: '预约到所办事', href: '/book', text: '选时间，少排队' },
          { title: '补领、换领身份证', href: '/matters/ID-02', text: '丢了、过期了都在这里' },
          {
            title: '居住证',
            href: '/matters/RP-01',
            text: '登记、申领、签注',
            tag: { kind: 'ok', text: '网上能办' },
          },
        ],
      },
    },
    en: {
      props: {
        items: [
          { title: 'Book a visit', href: '/en/book', text: 'Choose a time, wait less' },
          { title: 'Residence permit', href: '/en/matters/RP-01', tag: { text: 'Online' } },
        ],
      },
    },
  },
} satisfies Examples
