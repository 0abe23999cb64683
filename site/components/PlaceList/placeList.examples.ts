import type { Examples } from '../../lib/examples.ts'

const open = {
  slug: 'qingshi',
  kind: 'station',
  name: { zh: '青石派出所', en: 'Qingshi Police Station' },
  address: { zh: '青石镇迎春路 1 号', en: '1 Yingchun Road, Qingshi Town' },
  phone: '000-0000-0001',
  stepFree: true,
  today: {
    status: 'open',
    windows: [
      { opens: '08:30', closes: '12:00' },
      { opens: '14:00', closes: '17:30' },
    ],
    reason: null,
    provisional: false,
  },
  nextFreeDay: '2026-11-24',
  only: [],
}
const closed = {
  ...open,
  slug: 'household-hall',
  kind: 'hall',
  name: { zh: '户政服务大厅', en: 'Household Service Hall' },
  stepFree: false,
  today: { status: 'closed', windows: [], reason: { zh: '元旦', en: 'New Year' }, provisional: true },
  nextFreeDay: null,
  only: [{ zh: '居住登记', en: 'Residence registration' }],
  audience: 'foreigners',
  promise: { value: 10, unit: 'working_day', basis: null, effectiveFrom: null },
  fee: {
    items: [{ name: { zh: '补办', en: 'Replacement' }, fen: 800 }],
    basis: null,
    certainty: 'K1',
    local: false,
  },
  note: { zh: '请带现金', en: 'Please bring cash' },
}
const props = { points: [open, closed], today: '2026-11-23' }

export const examples = {
  'open, closed, with own terms': { zh: { props }, en: { props } },
  'no booking': { zh: { props: { ...props, walkIn: true } }, en: { props: { ...props, walkIn: true } } },
} satisfies Examples
