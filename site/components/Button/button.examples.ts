import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'sends the form': { zh: { props: {}, slot: '继续' }, en: { props: {}, slot: 'Continue' } },
  'a link': {
    zh: { props: { href: '/book', look: 'plain' }, slot: '改时间' },
    en: { props: { href: '/en/book', look: 'plain' }, slot: 'Change the time' },
  },
  'cannot be undone': {
    zh: { props: { look: 'danger', name: 'cancel', value: 'yes' }, slot: '取消预约' },
    en: { props: { look: 'danger', name: 'cancel', value: 'yes' }, slot: 'Cancel the booking' },
  },
} satisfies Examples
