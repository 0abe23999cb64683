import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Text } from './shared/text.ts'

/** The errors of signing up for a meeting: a part of the closed list of problems.ts. */
export const problemsOfMeetings = {
  'meeting-full': {
    status: 409,
    title: {
      zh: '剩下的座位不够了。可以少报几位，或者看看以后的恳谈会',
      en: 'There are not enough seats left. Sign up fewer people, or look for a later meeting',
    },
  },
  'meeting-closed': {
    status: 409,
    title: {
      zh: '这场恳谈会现在不收报名和提问',
      en: 'This meeting takes no sign-ups and no questions now',
    },
  },
  'meeting-often': {
    status: 409,
    title: {
      zh: '这个电话已经给这场会报过 3 次名；还要报，请打电话给派出所',
      en: 'This phone number has signed up three times for this meeting; for more, please call the station',
    },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: Text }>
