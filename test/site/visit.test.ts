import { expect, test } from 'vitest'
import type { Visit } from '../../api/appointment/schema.ts'
import { wordsIn } from '../../site/lib/text.ts'
import { namesOf, papersOf, whenOf } from '../../site/lib/visit.ts'

type Obtain = Visit['matter']['materials'][number]['obtain']

const matter = (code: string, papers: Record<string, Obtain>): Visit['matter'] => ({
  code,
  name: { zh: `办${code}`, en: `Do ${code}` },
  result: { zh: '', en: '' },
  audience: 'everyone',
  fee: { zh: '不收费', en: 'Free' },
  applicantHint: null,
  asksDocument: true,
  materials: Object.entries(papers).map(([zh, obtain]) => ({ name: { zh, en: zh }, note: null, obtain })),
  promise: null,
  legal: null,
})
const said = (visit: Pick<Visit, 'matter' | 'alsoMatters'>) =>
  papersOf(visit).map(({ code, bring, rest, above }) => ({
    code,
    bring: bring.map(({ name }) => name.zh),
    rest: rest.map(({ name }) => name.zh),
    above,
  }))

test('a paper stands with the first matter that asks for it, and nowhere else', () => {
  const visit = {
    matter: matter('A', { 身份证: 'bring', 照片: 'onsite' }),
    alsoMatters: [
      matter('B', { 身份证: 'bring', 户口簿: 'bring', 照片: 'onsite' }),
      matter('C', { 身份证: 'bring' }),
    ],
  }
  expect(said(visit)).toEqual([
    { code: 'A', bring: ['身份证'], rest: ['照片'], above: false },
    { code: 'B', bring: ['户口簿'], rest: [], above: false },
    { code: 'C', bring: [], rest: [], above: true },
  ])
})

test('a paper that one matter asks for is not said to be needless by another', () => {
  const visit = { matter: matter('A', { 户口簿: 'shared' }), alsoMatters: [matter('B', { 户口簿: 'bring' })] }
  expect(said(visit)).toEqual([
    { code: 'A', bring: [], rest: [], above: false },
    { code: 'B', bring: ['户口簿'], rest: [], above: false },
  ])
})

test('one matter of one person is said by its beginning, anything longer by its span', () => {
  const [zh, en] = [wordsIn('zh'), wordsIn('en')]
  const one = {
    startsAt: '2026-11-23T09:00:00+08:00',
    endsAt: '2026-11-23T09:45:00+08:00',
    people: 1,
    alsoMatters: [],
  }
  expect(whenOf(one, zh)).toBe('11 月 23 日（星期一）9:00')
  expect(whenOf({ ...one, people: 2 }, zh)).toBe('11 月 23 日（星期一）9:00–9:45')
  const two = { matter: matter('A', {}), alsoMatters: [matter('B', {})] }
  expect(whenOf({ ...one, ...two }, en)).toBe('Monday 23 November, 9:00–9:45 am')
  expect(whenOf({ ...one, ...two, endsAt: '2026-11-23T12:15:00+08:00' }, en)).toBe(
    'Monday 23 November, 9:00 am–12:15 pm',
  )
  expect([namesOf(two, zh), namesOf(two, en)]).toEqual(['办A；办B', 'Do A; Do B'])
})
