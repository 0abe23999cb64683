import type { Examples } from '../../lib/examples.ts'

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21" aria-hidden="true"><path fill="#15202b" d="M1 1h7v7H1zM13 1h7v7h-7zM1 13h7v7H1zM9 2h2v2H9zM10 10h2v3h-2z"/></svg>'

export const examples = {
  'on a receipt': {
    zh: { props: { svg, label: '二维码：打开进度页' } },
    en: { props: { svg, label: 'QR code: opens the page that tracks it' } },
  },
} satisfies Examples
