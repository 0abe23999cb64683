import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'a name': {
    zh: {
      props: {
        name: 'name',
        label: '姓名',
        hint: '与证件上一致',
        autocomplete: 'name',
        value: '买买提·阿布都热合曼',
      },
    },
    en: { props: { name: 'name', label: 'Full name', hint: 'As on your document', autocomplete: 'name' } },
  },
  'a phone with a mistake': {
    zh: {
      props: {
        name: 'phone',
        label: '手机号码',
        hint: '用来提醒您；没有手机可以填座机',
        error: '手机号码少了一位',
        value: '1380000000',
        type: 'tel',
        autocomplete: 'tel',
        inputmode: 'tel',
        width: 'medium',
      },
    },
    en: {
      props: {
        name: 'phone',
        label: 'Phone',
        hint: 'So that we can remind you; a landline will do',
        error: 'The phone number is one digit short',
        value: '1380000000',
        type: 'tel',
        autocomplete: 'tel',
        inputmode: 'tel',
        width: 'medium',
      },
    },
  },
  'an optional note': {
    zh: { props: { name: 'note', label: '还有什么要告诉我们', optional: true, rows: 4, maxlength: 200 } },
    en: {
      props: { name: 'note', label: 'Anything else we should know', optional: true, rows: 4, maxlength: 200 },
    },
  },
} satisfies Examples
