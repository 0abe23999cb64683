import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'a police station': {
    zh: { props: { data: { '@type': 'PoliceStation', name: '青石派出所', telephone: '000-0000-0001' } } },
    en: { props: { data: { '@type': 'PoliceStation', name: 'Qingshi Police Station </script>' } } },
  },
} satisfies Examples
