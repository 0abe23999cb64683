import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Text } from './shared/text.ts'

/** What the API answers about complaints. See problems.ts. */
export const problemsOfComplaints = {
  barred: {
    status: 409,
    title: {
      zh: '这一件不能给这个单位或这个人：它涉及他们',
      en: 'This cannot go to that unit or person: it is about them',
    },
  },
  'another-person': {
    status: 409,
    title: {
      zh: '对答复的异议要由原承办人以外的人来看',
      en: 'An objection is looked at by somebody other than who answered',
    },
  },
  'room-taken': {
    status: 409,
    title: {
      zh: '这个时间，这间房已经有别的安排，请换个时间或者房间',
      en: 'The room is taken at that time: choose another time or room',
    },
  },
  'no-handler': {
    status: 409,
    title: {
      zh: '这位同事不在这里办理这类事项，或者这一件不能给他',
      en: 'That colleague does not handle this here, or must not see it',
    },
  },
  'outside-open': {
    status: 409,
    title: {
      zh: '已经请了一个部门答复，还没有回音',
      en: 'Another office is asked already and has not answered yet',
    },
  },
  'outside-over': {
    status: 410,
    title: {
      zh: '这个链接已经用过，或者已经过期。请联系请您答复的公安机关',
      en: 'This link was used, or its time is over. Please contact the police office that asked you',
    },
  },
  'same-complaint': {
    status: 409,
    title: {
      zh: '不能并入自己，也不能并入已经结束的一件',
      en: 'It cannot be joined to itself, nor to one that is over',
    },
  },
  'photo-first': {
    status: 422,
    title: {
      zh: '请先放上办好后的照片，或者写明为什么没有照片',
      en: 'Add a photo of what was done first, or say why there is none',
    },
  },
  'not-agreed': {
    status: 409,
    title: {
      zh: '现在不能公开：本人没有同意或者收回了，还没有答复，或者有人不能知道这一件',
      en: 'It cannot be published now: its author has not agreed or took that back, it is not answered, or somebody must not know of it',
    },
  },
  'own-fix': {
    status: 409,
    title: {
      zh: '像是个人信息的地方，要由没有办过这一件的同事看过才能照样公开；自己办的，请改掉再公开',
      en: 'What looks like personal data is let stand by somebody who did not handle it: change it, or ask a colleague',
    },
  },
  'callback-open': {
    status: 409,
    title: { zh: '回访还没有做，不能办结', en: 'The call-back is not made yet: it cannot be closed' },
  },
  'already-known': {
    status: 409,
    title: { zh: '附近有人说过差不多的事', en: 'Somebody nearby has told us of something like it' },
  },
  'follow-over': {
    status: 409,
    title: { zh: '这件事已经有结果，不用再等', en: 'There is an outcome already: nothing to wait for' },
  },
  'follow-often': {
    status: 429,
    title: {
      zh: '这个号码今天填的次数太多了：请明天再来，或者不留号码',
      en: 'This number was given too often today: come back tomorrow, or leave no number',
    },
  },
  'follow-full': {
    status: 429,
    title: {
      zh: '今天留号码等这一件的人太多了：请明天再来，或者不留号码',
      en: 'Too many numbers were left for this problem today: come back tomorrow, or leave no number',
    },
  },
  'photos-full': {
    status: 409,
    title: { zh: '照片已经够多了', en: 'There are as many photos as it takes' },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: Text }>
