import type { Examples } from '../../lib/examples.ts'

const zh = [
  { value: 'resident-id', label: '居民身份证' },
  { value: 'passport', label: '护照' },
  { value: 'none', label: '先不填', hint: '到窗口核对' },
]
const en = [
  { value: 'resident-id', label: 'Resident identity card' },
  { value: 'passport', label: 'Passport' },
  { value: 'none', label: 'Not now', hint: 'Show it at the counter' },
]

export const examples = {
  'one choice': {
    zh: { props: { name: 'idType', legend: '您用哪种证件', options: zh, value: 'resident-id' } },
    en: { props: { name: 'idType', legend: 'Which document do you use', options: en, value: 'resident-id' } },
  },
  'as the question of the page, not answered': {
    zh: {
      props: { name: 'idType2', legend: '您用哪种证件？', options: zh, error: '请选一种证件', heading: true },
    },
    en: {
      props: {
        name: 'idType2',
        legend: 'Which document do you use?',
        options: en,
        error: 'Choose a document',
        heading: true,
      },
    },
  },
  'several choices': {
    zh: {
      props: {
        name: 'help',
        legend: '到所时需要帮忙吗',
        hint: '可以多选',
        options: zh,
        multiple: true,
        optional: true,
      },
    },
    en: {
      props: {
        name: 'help',
        legend: 'Do you need help',
        hint: 'Choose all that apply',
        options: en,
        multiple: true,
        optional: true,
      },
    },
  },
} satisfies Examples
