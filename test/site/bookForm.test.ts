import { expect, test } from 'vitest'
import {
  alsoOf,
  bookingOf,
  isLong,
  isTogetherFault,
  linkOf,
  nextStage,
  readForm,
  readLink,
} from '../../site/journeys/book/form.ts'
import { stepOf } from '../../site/journeys/book/step.ts'

const link = (query: string) => readLink(new URLSearchParams(query))

test('ticked boxes and a list between commas are the same matters, each once and never the first', () => {
  expect(link('matter=A&also=B&also=C').also).toBe('B,C')
  expect(link('matter=A&also=B,C&also=C,A,').also).toBe('B,C')
  expect(alsoOf(link('matter=A'))).toEqual([])
  const data = new FormData()
  for (const [name, value] of [
    ['matter', 'A'],
    ['also', 'B'],
    ['also', 'C'],
    ['people', '3'],
  ] as const)
    data.append(name, value)
  expect(readForm(data)).toMatchObject({ also: 'B,C', people: '3' })
})

test('one person is the visit nobody has to mention', () => {
  expect(isLong(link('matter=A&people=1'))).toBe(false)
  expect(linkOf(link('matter=A&station=s&people=1'))).toBe('/book?matter=A&station=s')
  expect(linkOf(link('matter=A&station=s&people=2&also=B'), { day: '2026-11-23', town: undefined })).toBe(
    '/book?matter=A&station=s&also=B&people=2&day=2026-11-23',
  )
  expect(linkOf({})).toBe('/book')
})

test('a link names nobody, whatever it holds', () => {
  expect(link('matter=A&name=x&phone=1&idNumber=2&exempt=1&note=y')).toMatchObject({
    name: '',
    phone: '',
    idNumber: '',
    exempt: '',
    note: '',
  })
})

test('what was typed becomes the body of a booking; a document without its number is looked at at the counter', () => {
  const form = { ...link('matter=A&also=B,C&people=2'), name: '周小舟', phone: '13800000000', slotId: 's' }
  expect(bookingOf(form)).toEqual({
    slotId: 's',
    matterCode: 'A',
    alsoMatters: ['B', 'C'],
    people: 2,
    applicant: { name: '周小舟', phone: '13800000000', idType: 'none' },
  })
  const simple = { ...form, also: '', people: '', idNumber: 'E1', idType: 'passport', exempt: '1' }
  expect(bookingOf(simple)).toEqual({
    slotId: 's',
    matterCode: 'A',
    exempt: true,
    applicant: { name: '周小舟', phone: '13800000000', idType: 'passport', idNumber: 'E1' },
  })
  expect([nextStage(form), nextStage(link('matter=A'))]).toEqual(['check', 'edit'])
})

const fault = (pointer: string) => ({
  status: 422,
  code: 'invalid-input',
  title: '',
  errors: [{ pointer, code: '', message: '' }],
})
const refusal = (code: string) => ({ status: 409, code, title: '' })

test('what is wrong with the matters or the people is mended where they are chosen', () => {
  expect(['/alsoMatters', '/alsoMatters/1', '/people'].map((p) => isTogetherFault(fault(p)))).toEqual([
    true,
    true,
    true,
  ])
  expect(isTogetherFault(fault('/applicant/name'))).toBe(false)
  expect(isTogetherFault({})).toBe(false)
})

test('which page answers', () => {
  const known = {
    stage: null,
    problem: undefined,
    mendable: false,
    booked: false,
    hasVisit: false,
    adds: false,
  }
  const linked = (query: string, more: Partial<Parameters<typeof stepOf>[0]> = {}) =>
    stepOf({ ...known, form: link(query), ...more })
  const posted = (stage: 'check' | 'time' | 'confirm' | 'together', code?: string) =>
    linked('matter=A&station=s', { stage, problem: code ? refusal(code) : undefined })
  expect(['', 'station=s', 'matter=A', 'matter=A&station=s'].map((query) => linked(query))).toEqual([
    'matter',
    'matter',
    'station',
    'time',
  ])
  expect(linked('matter=A&station=s', { hasVisit: true })).toBe('details')
  expect(linked('matter=A&station=s', { adds: true })).toBe('together')
  expect(linked('matter=A&station=s', { problem: refusal('not-found') })).toBe('time')
  expect(linked('matter=A&station=s', { problem: refusal('slot-full') })).toBe('time-again')
  expect(linked('matter=A&station=s', { problem: fault('/people') })).toBe('together')
  expect([posted('check'), posted('time'), posted('together')]).toEqual(['check', 'time-again', 'together'])
  expect([posted('check', 'missed-too-often'), posted('confirm', 'missed-too-often')]).toEqual([
    'check',
    'check',
  ])
  expect([posted('confirm', 'already-booked'), posted('confirm', 'unavailable')]).toEqual(['check', 'check'])
  expect([posted('confirm', 'slot-full'), posted('check', 'unavailable')]).toEqual(['time-again', 'problem'])
  expect(linked('', { stage: 'confirm', booked: true })).toBe('receipt')
})
