import type { Examples } from '../../lib/examples.ts'

const props = {
  items: [
    {
      code: 'ID-03',
      plainName: { zh: '身份证丢了补办', en: 'I lost my ID card' },
      summary: { zh: '本人到窗口就行。', en: 'Come in person.' },
      time: { zh: '20 个工作日内', en: 'Within 20 working days' },
      fee: { zh: '40 元', en: '¥40' },
    },
  ],
}

export const examples = { 'one matter': { zh: { props }, en: { props } } } satisfies Examples
