import type { Examples } from '../../lib/examples.ts'

export const examples = {
  plain: { zh: { props: {}, slot: '草稿' }, en: { props: {}, slot: 'Draft' } },
  ok: {
    zh: { props: { kind: 'ok' }, slot: '明天 9:00 有号' },
    en: { props: { kind: 'ok' }, slot: 'Free at 9:00' },
  },
  wait: {
    zh: { props: { kind: 'wait' }, slot: '剩 1 个工作日' },
    en: { props: { kind: 'wait' }, slot: '1 day left' },
  },
  bad: {
    zh: { props: { kind: 'bad' }, slot: '今天到期' },
    en: { props: { kind: 'bad' }, slot: 'Due today' },
  },
} satisfies Examples
