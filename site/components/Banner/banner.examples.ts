import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'good to know': {
    zh: { props: {}, slot: '<p>没有合适的时间？也可以直接到所取号，窗口不会拒绝。</p>' },
    en: {
      props: {},
      slot: '<p>No time that suits? You can walk in: the counter will not turn you away.</p>',
    },
  },
  'it worked': {
    zh: {
      props: { kind: 'success', title: '已取消' },
      slot: '<p>您的号已经让给别人。想再约，随时可以。</p>',
    },
    en: {
      props: { kind: 'success', title: 'Cancelled' },
      slot: '<p>Your place is free for others. Book again any time.</p>',
    },
  },
  'take care': {
    zh: { props: { kind: 'warning', title: '11 月 25 日下午停电' }, slot: '<p>窗口暂停办理，上午照常。</p>' },
    en: {
      props: { kind: 'warning', title: 'Power cut on 25 November' },
      slot: '<p>Open in the morning only.</p>',
    },
  },
} satisfies Examples
