import type { ComplaintKind } from './declaration.ts'

/** What was promised at a meeting: an item like any other at work, due on the day that was named there. */
export const promise: ComplaintKind = {
  code: 'promise',
  name: { zh: '会上答应的事', en: 'Promise of a meeting' },
  lead: {
    zh: '恳谈会上答应要办的事，纪要一公布就成一件',
    en: 'What was promised at a meeting: an item from the moment the minutes are published',
  },
  ask: { zh: '答应了什么', en: 'What was promised?' },
  goesTo: 'station',
  anonymous: false,
  away: false,
  clocks: { accept: null, finish: 'promise.day' },
  confirmed: false,
  restarts: false,
  sorted: false,
  about: 'none',
  officer: false,
  place: false,
  photos: 0,
  open: false,
  evidence: false,
  callback: false,
  fields: [
    {
      key: 'meeting',
      label: { zh: '哪次恳谈会', en: 'At which meeting' },
      type: 'line',
      required: true,
      most: 60,
    },
    { key: 'keeper', label: { zh: '谁来办', en: 'Who keeps it' }, type: 'line', required: true, most: 40 },
  ],
  declines: [],
  remedy: null,
  own: {
    outcomes: [
      { key: 'kept', name: { zh: '办好了', en: 'Kept' } },
      { key: 'broken', name: { zh: '没办成', en: 'Not kept' } },
      {
        key: 'withdrawn',
        name: { zh: '撤回：不该办或者不用办了', en: 'Withdrawn: it should not or need not be done' },
      },
    ],
  },
}
