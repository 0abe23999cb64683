import type { Examples } from '../../lib/examples.ts'

const props = {
  action: '/services/draft',
  reference: 'B-20261123-7K3M9Q',
  accessCode: 'H4TX9W2C',
  most: 3,
  files: [],
}

export const examples = {
  'nothing yet': {
    zh: {
      props: {
        ...props,
        material: 'purposeProof',
        label: '说明用途的材料',
        hint: '例如对方的通知、邮件截图，一样就够。',
      },
    },
    en: {
      props: {
        ...props,
        material: 'purposeProof',
        label: 'Something that shows the purpose',
        hint: 'A notice or a picture of an e-mail, for example; one is enough.',
      },
    },
  },
  'one is there, the next was refused': {
    zh: {
      props: {
        ...props,
        material: 'photo',
        label: '照片',
        optional: true,
        capture: 'user',
        error: '文件坏了或者读不出来，请重新选一个',
        files: [{ id: 'af_1', name: '照片.jpg', size: 2_345_678 }],
        fields: { step: 'papers' },
      },
    },
    en: {
      props: {
        ...props,
        material: 'photo',
        label: 'Photo',
        optional: true,
        capture: 'user',
        error: 'The file is damaged or cannot be read; choose another',
        files: [{ id: 'af_1', name: 'photo.jpg', size: 2_345_678 }],
        fields: { step: 'papers' },
      },
    },
  },
  'inside a form of the page': {
    zh: {
      props: {
        ...props,
        material: 'again',
        label: '看不清的那一页',
        files: [{ id: 'af_3', name: '第二页.jpg', size: 345_678 }],
        within: true,
      },
    },
    en: {
      props: {
        ...props,
        material: 'again',
        label: 'The page that could not be read',
        files: [{ id: 'af_3', name: 'page-2.jpg', size: 345_678 }],
        within: true,
      },
    },
  },
  'as many as it takes, filed already': {
    zh: {
      props: {
        ...props,
        material: 'authority',
        label: '委托书',
        most: 1,
        files: [{ id: 'af_2', name: '委托书.pdf', size: 81_234, removable: false }],
      },
    },
    en: {
      props: {
        ...props,
        material: 'authority',
        label: 'Letter of authority',
        most: 1,
        files: [{ id: 'af_2', name: 'authority.pdf', size: 81_234, removable: false }],
      },
    },
  },
} satisfies Examples
