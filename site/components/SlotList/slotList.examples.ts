import type { Examples } from '../../lib/examples.ts'

const slots = [
  { id: 'slot-1', startsAt: '2026-11-23T09:00:00+08:00', remaining: 2 },
  { id: 'slot-2', startsAt: '2026-11-23T09:15:00+08:00', remaining: 0 },
  { id: 'slot-3', startsAt: '2026-11-23T09:30:00+08:00', remaining: 3 },
  { id: 'slot-4', startsAt: '2026-11-23T14:00:00+08:00', remaining: 1 },
  { id: 'slot-5', startsAt: '2026-11-23T18:30:00+08:00', remaining: 2 },
]

const spans = [
  { id: 'slot-1', startsAt: '2026-11-23T09:00:00+08:00', endsAt: '2026-11-23T09:45:00+08:00', remaining: 2 },
  { id: 'slot-4', startsAt: '2026-11-23T11:30:00+08:00', endsAt: '2026-11-23T12:15:00+08:00', remaining: 1 },
]

export const examples = {
  'a day with one chosen': {
    zh: { props: { slots, day: '2026-11-23', value: 'slot-3' } },
    en: { props: { slots, day: '2026-11-23', value: 'slot-3' } },
  },
  'a visit over several slots': {
    zh: { props: { slots: spans, day: '2026-11-23', name: 'span', value: 'slot-1' } },
    en: { props: { slots: spans, day: '2026-11-23', name: 'span', value: 'slot-1' } },
  },
  'nothing chosen': {
    zh: { props: { slots, day: '2026-11-23', name: 'other', error: '请选一个时间' } },
    en: { props: { slots, day: '2026-11-23', name: 'other', error: 'Choose a time' } },
  },
} satisfies Examples
