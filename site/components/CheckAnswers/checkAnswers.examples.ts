import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'before booking': {
    zh: {
      props: {
        rows: [
          { label: '事项', value: '补领居民身份证', href: '/book' },
          { label: '时间', value: '11 月 23 日（星期一）9:30', href: '/book?step=time' },
          { label: '姓名', value: '张三', href: '/book?step=you' },
          { label: '备注', href: '/book?step=you' },
          { label: '费用', value: '40 元' },
        ],
      },
    },
    en: {
      props: {
        rows: [
          { label: 'Service', value: 'Replace a lost identity card', href: '/en/book' },
          { label: 'Time', value: 'Monday 23 November, 9:30 am', href: '/en/book?step=time' },
          { label: 'Note', href: '/en/book?step=you' },
          { label: 'Fee', value: '¥40' },
        ],
      },
    },
  },
} satisfies Examples
