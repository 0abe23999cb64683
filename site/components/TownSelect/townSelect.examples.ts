import type { Examples } from '../../lib/examples.ts'

const towns = [
  { code: '990101100', name: { zh: '青石镇', en: 'Qingshi Town' } },
  { code: '990101101', name: { zh: '南桥镇', en: 'Nanqiao Town' } },
]

export const examples = {
  'nothing chosen': { zh: { props: { action: '/', towns } }, en: { props: { action: '/en/', towns } } },
  'a town chosen, a filter kept': {
    zh: {
      props: { action: '/matters/ID-03#where', towns, value: '990101101', keep: { station: 'nanqiao' } },
    },
    en: {
      props: { action: '/en/matters/ID-03#where', towns, value: '990101101', keep: { station: 'nanqiao' } },
    },
  },
} satisfies Examples
