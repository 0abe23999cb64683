import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'a booking': {
    zh: {
      props: {
        title: '预约成功',
        reference: 'A-20261123-7K3M9Q',
        code: 'H4TX9W2C',
        referenceLabel: '预约编号',
      },
      slot: '<p>11 月 23 日（星期一）9:30，青石派出所</p>',
    },
    en: {
      props: { title: 'Your visit is booked', reference: 'A-20261123-7K3M9Q', code: 'H4TX9W2C' },
      slot: '<p>Monday 23 November, 9:30 am, Qingshi Police Station</p>',
    },
  },
} satisfies Examples
