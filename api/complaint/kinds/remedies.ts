/** What else somebody can do who does not agree with an answer; numbers and articles are those of standards B2 and B3. */
export const remedies = {
  petition: {
    zh: '对答复不满意，可以在这里提出异议，由上一级另派人再看。也可以自收到书面答复之日起 30 日内向上一级机关申请复查（《信访工作条例》第35条），或拨打 12389 举报。',
    en: 'If you do not agree with the answer, object here: somebody else, one level up, looks at it again. You can also ask the next higher office for a review within 30 days of the written answer (Regulations on Petition Work, art. 35), or call 12389.',
  },
  information: {
    zh: '对答复不服，可以自知道之日起 60 日内申请行政复议（《行政复议法》第20条），或者依法提起行政诉讼。',
    en: 'Against the answer you can apply for administrative reconsideration within 60 days of learning of it (Administrative Reconsideration Law, art. 20), or go to court.',
  },
} as const
