import { textOf } from '../person.ts'

/** What is typed to report an error or to give an opinion. */
export interface FeedbackForm {
  page: string
  kind: string
  words: string
  name: string
  contact: string
  website: string
  key: string
  proof: string
}

/** A posted form, or the link to an empty one. */
export function readFeedback(data: FormData | URLSearchParams): FeedbackForm {
  const text = (name: string) => textOf(data, name)
  return {
    page: text('page').slice(0, 2000),
    kind: text('kind'),
    words: text('words'),
    name: text('name'),
    contact: text('contact'),
    website: text('website'),
    // Sent twice, it counts once.
    key: /^[\w-]{8,128}$/.test(text('key')) ? text('key') : newKey(),
    proof: text('proof'),
  }
}

export const newKey = () => crypto.randomUUID()

/** What both posts have alike. */
const common = ({ words, website, proof }: FeedbackForm) => ({
  words,
  ...(proof && { proof }),
  ...(website && { website }),
})

/** The body of POST /page-reports. */
export const reportOf = (form: FeedbackForm) => ({
  page: form.page,
  ...(form.kind && { kind: form.kind }),
  ...(form.contact.trim() && { contact: form.contact }),
  ...common(form),
})

/** The body of POST /notices/{id}/opinions. */
export const opinionOf = (form: FeedbackForm) => ({
  ...(form.name.trim() && { name: form.name }),
  ...common(form),
})

export const feedbackPointers = {
  '/page': 'page',
  '/kind': 'kind',
  '/words': 'words',
  '/name': 'name',
  '/contact': 'contact',
  '/website': 'website',
} as const

/** What can be wrong with a page, as the form asks it. */
export const errorKinds = ['fact', 'outdated', 'broken', 'typo', 'hard', 'personal', 'other'] as const
