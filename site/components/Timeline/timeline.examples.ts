import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'done, late and still to come': {
    zh: {
      props: {
        items: [
          {
            when: '11 月 9 日 20:14',
            text: '收到。由市局督察支队办理，被反映的派出所看不到。',
            state: 'done',
          },
          {
            when: '11 月 16 日 15:02',
            text: '办案人员请您补充：当天大约几点？',
            state: 'done',
            link: { href: '/track', text: '回答' },
          },
          { when: '11 月 20 日前', text: '应当告诉您是否受理', state: 'late' },
          { when: '2027 年 1 月 11 日前', text: '书面答复您', state: 'next' },
        ],
      },
    },
    en: {
      props: {
        items: [
          {
            when: '9 November, 8:14 pm',
            text: 'Received. The station you named cannot see it.',
            state: 'done',
          },
          { when: 'By 20 November', text: 'We should have told you whether we take it on', state: 'late' },
          { when: 'By 11 January 2027', text: 'A written answer', state: 'next' },
        ],
      },
    },
  },
} satisfies Examples
