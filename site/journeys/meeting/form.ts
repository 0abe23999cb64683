import { newKey } from '../feedback/form.ts'
import { textOf } from '../person.ts'

/** What is typed to sign up for a meeting, to ask a question, or to become a volunteer. */
export interface MeetingForm {
  name: string
  phone: string
  persons: string
  needs: string[]
  words: string
  mayPublish: string
  station: string
  kind: string
  website: string
  key: string
  proof: string
}

/** A posted form, or the link to an empty one. */
export function readMeeting(data: FormData | URLSearchParams): MeetingForm {
  const text = (name: string) => textOf(data, name)
  const key = text('key')
  return {
    name: text('name'),
    phone: text('phone'),
    persons: text('persons') || '1',
    needs: data
      .getAll('needs')
      .flatMap((value) => String(value).split(' '))
      .slice(0, 5),
    words: text('words'),
    mayPublish: text('mayPublish'),
    station: text('station').slice(0, 60),
    kind: text('kind'),
    website: text('website'),
    // Sent twice, it counts once.
    key: /^[\w-]{8,128}$/.test(key) ? key : newKey(),
    proof: text('proof'),
  }
}

const gate = ({ website, proof }: MeetingForm) => ({
  ...(proof && { proof }),
  ...(website && { website }),
})

/** The body of POST /meetings/{id}/signups. */
export const signUpOf = (form: MeetingForm) => ({
  name: form.name,
  phone: form.phone,
  persons: Number(form.persons),
  stepFree: form.needs.includes('stepFree'),
  interpreter: form.needs.includes('interpreter'),
  ...gate(form),
})

/** The body of POST /meetings/{id}/questions. */
export const questionOf = (form: MeetingForm) => ({
  words: form.words,
  ...(form.name.trim() && { name: form.name }),
  mayPublish: form.mayPublish === 'yes',
  ...gate(form),
})

/** The body of POST /volunteers. */
export const volunteerOf = (form: MeetingForm) => ({
  station: form.station,
  ...(form.kind && { kind: form.kind }),
  name: form.name,
  phone: form.phone,
  ...gate(form),
})

export const meetingPointers = {
  '/name': 'name',
  '/phone': 'phone',
  '/persons': 'persons',
  '/words': 'words',
  '/mayPublish': 'mayPublish',
  '/station': 'station',
  '/kind': 'kind',
  '/website': 'website',
} as const

/** What a link to a form in the other language carries again. */
export const fieldsOf = ({ needs, ...form }: MeetingForm) => ({ ...form, needs: needs.join(' ') })

export const personsMost = 10
