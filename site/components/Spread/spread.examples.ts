import type { Examples } from '../../lib/examples.ts'

export const examples = {
  levels: {
    zh: {
      props: {
        id: 'levels',
        caption: '满意度：每一档多少条',
        columns: { sort: '评的是', n: '条数', share: '占多少' },
        rows: [
          { label: '非常满意', n: 180 },
          { label: '满意', n: 74 },
          { label: '基本满意', n: 31 },
          { label: '非常不满意、不满意', n: 9 },
        ],
      },
    },
    en: {
      props: {
        id: 'levels',
        caption: 'Satisfaction: how many of each level',
        columns: { sort: 'Level', n: 'Ratings', share: 'Share' },
        rows: [
          { label: 'Very satisfied', n: 1180 },
          { label: 'Satisfied', n: 74 },
        ],
      },
    },
  },
  none: {
    zh: {
      props: {
        id: 'nothing',
        caption: '参评',
        captionHidden: true,
        columns: { sort: '是否', n: '次数', share: '占多少' },
        rows: [{ label: '评了', n: 0 }],
      },
    },
    en: {
      props: {
        id: 'nothing',
        caption: 'Rated or not',
        captionHidden: true,
        columns: { sort: 'Rated', n: 'Occasions', share: 'Share' },
        rows: [{ label: 'Rated', n: 0 }],
      },
    },
  },
} satisfies Examples
