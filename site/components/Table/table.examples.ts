import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'from rows': {
    zh: {
      props: {
        id: 'scores',
        caption: '2026 年第三季度群众评价',
        columns: [
          { key: 'station', label: '派出所' },
          { key: 'score', label: '分', number: true },
          { key: 'count', label: '评价数', number: true },
        ],
        rows: [
          { station: { href: '/stations/qingshi', text: '青石派出所' }, score: '92.4', count: 312 },
          { station: { href: '/stations/sanhe', text: '三河派出所' }, count: 9 },
        ],
      },
    },
    en: {
      props: {
        id: 'scores',
        caption: 'Ratings, third quarter of 2026',
        columns: [
          { key: 'station', label: 'Station' },
          { key: 'score', label: 'Score', number: true },
        ],
        rows: [{ station: { href: '/en/stations/qingshi', text: 'Qingshi Police Station' }, score: '92.4' }],
      },
    },
  },
  'own rows': {
    zh: {
      props: { id: 'hours', caption: '开放时间', captionHidden: true },
      slot: '<tbody><tr><th scope="row">星期一</th><td>8:30–17:30</td></tr></tbody>',
    },
    en: {
      props: { id: 'hours', caption: 'Opening hours', captionHidden: true },
      slot: '<tbody><tr><th scope="row">Monday</th><td>8:30 am to 5:30 pm</td></tr></tbody>',
    },
  },
} satisfies Examples
