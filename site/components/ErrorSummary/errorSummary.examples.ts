import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'one mistake': {
    zh: { props: { errors: [{ field: 'phone', message: '手机号码少了一位' }] } },
    en: { props: { errors: [{ field: 'phone', message: 'The phone number is one digit short' }] } },
  },
  'two mistakes': {
    zh: {
      props: {
        errors: [
          { field: 'phone', message: '手机号码少了一位' },
          { field: 'idNumber', message: '身份证号码最后一位不对，请再看一遍' },
        ],
      },
    },
    en: {
      props: {
        errors: [
          { field: 'phone', message: 'The phone number is one digit short' },
          { field: 'idNumber', message: 'The last character of the ID number is wrong: please look again' },
        ],
      },
    },
  },
} satisfies Examples
