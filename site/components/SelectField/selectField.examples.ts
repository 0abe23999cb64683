import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'a town': {
    zh: {
      props: {
        name: 'town',
        label: '您住在哪个乡镇、街道',
        options: [
          { value: '000000101', label: '青石镇' },
          { value: '000000102', label: '南桥镇' },
        ],
        value: '000000102',
      },
    },
    en: {
      props: {
        name: 'town',
        label: 'Which town do you live in',
        options: [
          { value: '000000101', label: 'Qingshi' },
          { value: '000000102', label: 'Nanqiao' },
        ],
        value: '000000102',
      },
    },
  },
  'not chosen': {
    zh: {
      props: {
        name: 'town2',
        label: '乡镇、街道',
        options: [],
        error: '请选一个乡镇',
        hint: '按现在住的地方',
      },
    },
    en: {
      props: {
        name: 'town2',
        label: 'Town',
        options: [],
        error: 'Choose a town',
        hint: 'Where you live now',
      },
    },
  },
} satisfies Examples
