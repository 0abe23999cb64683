import type { Examples } from '../../lib/examples.ts'

export const examples = {
  'the home page': {
    zh: {
      props: { action: '/matters', label: '搜索事项', placeholder: '例如：身份证丢了', labelHidden: true },
    },
    en: {
      props: {
        action: '/en/matters',
        label: 'Search services',
        placeholder: 'For example: lost ID card',
        labelHidden: true,
      },
    },
  },
  'with a filter kept': {
    zh: {
      props: {
        action: '/open',
        label: '搜索公开信息',
        id: 'find',
        value: '放假',
        keep: { category: 'notice' },
      },
    },
    en: {
      props: {
        action: '/en/open',
        label: 'Search notices',
        id: 'find',
        value: 'holiday',
        keep: { category: 'notice' },
      },
    },
  },
  'what was typed is none': {
    zh: {
      props: {
        action: '/staff/certificates',
        label: '证书编号',
        value: 'A-1',
        error: '这不是证书编号：证书编号以 Z 开头',
      },
    },
    en: {
      props: {
        action: '/en/staff/certificates',
        label: 'Certificate number',
        value: 'A-1',
        error: 'This is no certificate number: it begins with Z',
      },
    },
  },
} satisfies Examples
