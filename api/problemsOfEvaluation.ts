import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Text } from './shared/text.ts'

/** The errors of objecting to the evaluation: a part of the closed list of problems.ts. */
export const problemsOfEvaluation = {
  'objection-closed': {
    status: 409,
    title: {
      zh: '这件事现在不能提异议：提过了，或者时间已过，或者已经更正',
      en: 'No objection can be made to this now: there was one, its time is over, or it was corrected',
    },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: Text }>
