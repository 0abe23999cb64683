import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Text } from './shared/text.ts'

/** The errors of giving a rating and of answering a survey: a part of the closed list of problems.ts. */
export const problemsOfRatings = {
  'rating-token-unknown': {
    status: 404,
    title: {
      zh: '没有这个评价码，请照着短信，或者您记下的码，再看一遍',
      en: 'There is no such rating code: compare it with the text message, or with the code you noted',
    },
  },
  'rating-later': {
    status: 409,
    title: {
      zh: '现在还不能评价，到时间再来；故意晚一点，免得有人在旁边看着',
      en: 'It cannot be rated yet; come back when it is time. It opens later on purpose, so that nobody stands beside you',
    },
  },
  'rated-before': {
    status: 409,
    title: {
      zh: '这件事已经评过了，评价已经收到，不用再评',
      en: 'This was rated already: the rating has arrived, nothing more to do',
    },
  },
  reviewer: {
    status: 409,
    title: {
      zh: '要由没有经手、也不是这个派出所的人来定',
      en: 'Somebody decides who had no part in it and is not of that station',
    },
  },
  'survey-closed': {
    status: 409,
    title: { zh: '这份问卷现在不收回答', en: 'This survey takes no answers now' },
  },
  'survey-code-unknown': {
    status: 404,
    title: {
      zh: '这份问卷没有这个回答码，请照着纸条再看一遍',
      en: 'This survey has no such code: compare it with the paper',
    },
  },
  'survey-code-used': {
    status: 409,
    title: {
      zh: '这个回答码用过了，或者已经换发，一个码只能回答一次',
      en: 'This code was used, or replaced by another sheet: each answers once',
    },
  },
  'rating-over': {
    status: 409,
    title: { zh: '这次评价的时间已经过了', en: 'The time for this rating is over' },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: Text }>
