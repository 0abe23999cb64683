import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'one mistake': {
    zh: { props: { errors: [{ field: 'phone', message: '手机号码少了一位' }] } },
    en: { props: { errors: [{ field: 'phone', message: 'The phone number is one digit short' }] } },
  },
  'whose name is missing': {
    zh: { props: { errors: [{ field: 'helperName', message: '请填写姓名', label: '帮忙的人的姓名' }] } },
    en: {
      props: { errors: [{ field: 'helperName', message: 'Enter a name', label: 'Name of the helper' }] },
    },
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
