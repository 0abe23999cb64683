import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import { aspectsOf, ratingLevels, tagsOf } from '../../api/survey/scale.ts'
import type { Rated, RatingForm } from '../../api/survey/schema.ts'
import { htmlFaults } from '../support/validHtml.ts'

/** What the API says to each path, and what it was asked. */
let answers: Record<string, object> = {}
let asked: { path: string; body: Record<string, unknown> }[] = []
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    origin: 'http://localhost',
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    contactPhone: '000-0000-0000',
  }),
  apiFetch: () => async (url: URL, init: RequestInit) => {
    const path = url.pathname.replace('/api/v1', '')
    asked.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : {} })
    const answer: { status?: unknown } = answers[path] ?? {}
    return Response.json(answer, { status: typeof answer.status === 'number' ? answer.status : 200 })
  },
}))
const at = '../../site'
const { default: Rate } = await import(`${at}/pages/rate/index.astro`)
const { default: Here } = await import(`${at}/pages/rate/here/[station]/index.astro`)
const { default: Poster } = await import(`${at}/pages/rate/here/[station]/poster.astro`)
const { default: Offer } = await import(`${at}/journeys/survey/Offer.astro`)
const { default: Place } = await import(`${at}/journeys/queue/Place.astro`)
const container = await AstroContainer.create()
type Component = Parameters<typeof container.renderToString>[0]

interface Asking {
  en?: boolean
  station?: string
  fields?: Record<string, string> | [string, string][]
}
async function page(component: Component, { en = false, station, fields }: Asking = {}) {
  const path = station ? `/rate/here/${station}` : '/rate'
  const request = new Request(`http://localhost${path}`, {
    headers: { 'x-kaimen-locale': en ? 'en' : 'zh' },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  const html = await container.renderToString(component, { request, params: { ...(station && { station }) } })
  // The build gives the stylesheet its address.
  expect(await htmlFaults(html.replace(/<link rel="stylesheet"[^>]*>/g, ''))).toEqual([])
  return html.replaceAll('\u00a0', ' ').replace(/ data-astro-source-(?:file|loc)="[^"]*"/g, '')
}
const text = (zh: string, en = zh) => ({ zh, en })
const station = { slug: 'qingshi', name: text('青石派出所', 'Qingshi Police Station') }
const of: RatingForm = {
  kind: 'visit',
  station,
  group: text('户口', 'Household'),
  mode: 'onsite',
  levels: ratingLevels.map(({ level, name }) => ({ level, name })),
  aspects: [...aspectsOf.onsite],
  tags: { good: [...tagsOf.good], bad: [...tagsOf.bad] },
  opened: 'signed-moment',
  second: null,
  until: '2026-12-23T23:59:59+08:00',
}
const rated: Rated = {
  taken: true,
  counts: 'counted',
  bad: false,
  contactBy: null,
  showsFrom: '2026-11-30',
}
const token = 'K7M3 9QXT H4WC'
const problem = (status: number, code: string, more: object = {}) => ({
  status,
  code,
  title: `${code}!`,
  ...more,
})
beforeEach(() => {
  answers = {}
  asked = []
})
const given = { token, go: 'give', opened: 'signed-moment', key: 'key-of-the-form' }
/** What was given, as the API got it. */
const sent = () => asked.find(({ path }) => path === '/ratings')?.body

test('the page that is merely opened asks the API nothing, and has one field', async () => {
  for (const en of [false, true]) {
    const html = await page(Rate, { en })
    expect(html).toContain('name="token"')
    expect(html).not.toContain('name="overall"')
  }
  expect(asked).toEqual([])
})

test('a code opens the form: one question first, both sides of the reasons, the token in no address', async () => {
  answers = { '/ratings/open': of }
  for (const en of [false, true]) {
    const html = await page(Rate, { en, fields: { token } })
    for (const value of [5, 4, 3, 2, 1]) expect(html).toMatch(new RegExp(`name="overall" value="${value}"`))
    for (const key of [...tagsOf.good, ...tagsOf.bad].map((one) => one.key))
      expect(html).toContain(`value="${key}"`)
    expect(html.indexOf('name="overall"')).toBeLessThan(html.indexOf('name="good"'))
    expect(html).toContain(en ? 'Qingshi Police Station' : '青石派出所')
    expect(html).not.toMatch(/(?:href|action)="[^"]*K7M3/)
    // Nobody is called, and the station is told nothing, unless somebody says so; the number is a part of that question.
    expect(html).not.toMatch(/name="(?:contact|tellStation|pressed|overall)"[^>]* checked/)
    expect(html).not.toMatch(/name="(?:contact|phone)"[^>]* required/)
    expect(html).toMatch(
      /<fieldset(?:(?!<\/fieldset>)[\s\S])*name="contact"(?:(?!<\/fieldset>)[\s\S])*name="phone"/,
    )
  }
  expect(asked).toEqual([
    { path: '/ratings/open', body: { token } },
    { path: '/ratings/open', body: { token } },
  ])
})

test('of the reasons only those of the chosen side are sent, and of a good rating no number', async () => {
  answers = { '/ratings': rated }
  const fields = (overall: string): [string, string][] => [
    ...Object.entries({
      ...given,
      overall,
      phone: '13800000111',
      contact: 'yes',
      tellStation: '1',
      'aspect-attitude': '2',
    }),
    ['good', 'fast'],
    ['bad', 'slow'],
    ['bad', 'rude'],
  ]
  await page(Rate, { fields: fields('4') })
  expect(sent()).toMatchObject({ overall: 4, tags: ['fast'], tellStation: false, aspects: { attitude: 2 } })
  expect(sent()).not.toHaveProperty('phone')
  asked = []
  await page(Rate, { fields: fields('2') })
  expect(sent()).toMatchObject({
    overall: 2,
    tags: ['slow', 'rude'],
    tellStation: true,
    phone: '13800000111',
    contact: true,
  })
  asked = []
  await page(Rate, { fields: fields('1').filter(([name]) => name !== 'contact') })
  expect(sent()).toMatchObject({ overall: 1, contact: false, tellStation: false })
  expect(sent()).not.toHaveProperty('phone')
})

test('what is wrong stands beside its field in the order of the page, with all that was typed', async () => {
  const errors = [
    { pointer: '/comment', code: 'too-long', message: '太长了' },
    { pointer: '/tags', code: 'rating.reason', message: '请至少勾一个原因' },
  ]
  answers = { '/ratings/open': of, '/ratings': problem(422, 'invalid-input', { errors }) }
  const fields = {
    ...given,
    overall: '2',
    comment: '窗口没人',
    phone: '13800000111',
    pressed: '1',
    'aspect-level': '3',
  }
  const html = await page(Rate, { fields })
  expect(html.indexOf('href="#bad"')).toBeGreaterThan(0)
  expect(html.indexOf('href="#bad"')).toBeLessThan(html.indexOf('href="#comment"'))
  expect(html).toMatch(/name="overall" value="2"[^>]* checked/)
  expect(html).toMatch(/name="pressed"[^>]* checked/)
  expect(html).toMatch(/<details[^>]* open/)
  for (const kept of ['窗口没人', '13800000111', 'value="key-of-the-form"', 'value="signed-moment"'])
    expect(html).toContain(kept)
  // What a reload asks for again is the code alone: the words are in no browser's store.
  const again = /<form[^>]*data-again[^>]*>([\s\S]*?)<\/form>/.exec(html)?.[1] ?? ''
  expect(again).toContain(token)
  expect(again).not.toMatch(/窗口没人|13800000111|name="go"/)
  answers = {
    '/ratings/open': of,
    '/ratings': problem(422, 'invalid-input', { errors: [{ pointer: '/overall', message: '请选一项' }] }),
  }
  expect(await page(Rate, { fields: { ...given } })).toContain('href="#overall"')
})

test.each([
  ['rating-later', '11 月 24 日（星期二）10:00', { opensAt: '2026-11-24T10:00:00+08:00' }],
  ['rated-before', '000-0000-0000', {}],
  ['rating-over', '/complaints', {}],
])('a code that opens nothing says why, and where to go on: %s', async (code, says, more) => {
  answers = { '/ratings/open': problem(409, code, more) }
  const html = await page(Rate, { fields: { token } })
  expect(html).toContain(says)
  expect(html).toContain('href="/track"')
  expect(html).not.toMatch(/name="overall"|<input[^>]*id="token"/)
  // One that was used or ran out between opening and sending says the same.
  answers = { '/ratings/open': of, '/ratings': problem(409, code, more) }
  expect(await page(Rate, { fields: { ...given, overall: '5' } })).toContain(says)
  expect(await page(Rate, { fields: { token }, en: true })).not.toContain('说')
})

test('a code nobody was given stands beside its field, as it was typed', async () => {
  answers = { '/ratings/open': problem(404, 'rating-token-unknown') }
  const html = await page(Rate, { fields: { token } })
  expect(html).toContain(`value="${token}"`)
  expect(html).toContain('href="#token"')
  expect(html).toContain('rating-token-unknown!')
})

test.each([
  ['K7M3', '您填了 4 位'],
  ['b-20261124-xb58ut', '编号'],
  [`${token}9`, '您填了 13 位'],
])('what cannot be a code is told why: %s', async (typed, says) => {
  asked = []
  const html = await page(Rate, { fields: { token: typed } })
  expect(html).toContain(says)
  expect(html).toContain(`value="${typed}"`)
  expect(asked).toEqual([])
})

test('of the middle both what was good and what was not is said', async () => {
  answers = { '/ratings': { ...rated, counts: 'counted' } }
  asked = []
  await page(Rate, { fields: { ...given, overall: '3', good: 'kind', bad: 'slow' } })
  expect(asked[0]?.body).toMatchObject({ overall: 3, tags: ['kind', 'slow'] })
})

test('looked at in the other size or language, what was typed stays and nothing is given', async () => {
  answers = { '/ratings/open': of, '/ratings/poster/qingshi': { ...of, kind: null, group: null } }
  for (const [what, asks, more] of [
    [Rate, '/ratings/open', { token }],
    [Here, '/ratings/poster/qingshi', { station: 'qingshi' }],
  ] as const) {
    asked = []
    const fields = { ...given, look: '1', overall: '2', comment: '白鹭等了两个钟头' }
    const html = await page(what, { ...more, fields })
    expect(asked.map(({ path }) => path)).toEqual([asks])
    expect(html).toContain('白鹭等了两个钟头')
    expect(html).toMatch(/value="2"[^>]*checked/)
    expect(html).not.toContain('error-summary')
  }
})

test.each([
  ['counted', false, null, /11 月 30 日/],
  ['pressed', false, null, /不计分/],
  ['counted', true, '2026-11-24', /11 月 24 日/],
  ['counted', true, null, /不打电话/],
] as const)(
  'after it: what it counts as (%s), bad: %s, a call by %s',
  async (counts, bad, contactBy, says) => {
    answers = { '/ratings': { ...rated, counts, bad, contactBy } }
    const html = await page(Rate, { fields: { ...given, overall: bad ? '1' : '5' } })
    expect(html).toMatch(says)
    expect(html).toContain('href="/evaluations"')
  },
)

test('a poster says that it is unverified, and asks neither for a number nor about staff', async () => {
  answers = {
    '/ratings/poster/qingshi': { ...of, kind: null, group: null },
    '/ratings/poster': { ...rated, counts: 'poster', bad: false },
  }
  const html = await page(Here, { station: 'qingshi' })
  expect(html).toContain('不计入派出所的分')
  expect(html).toContain('action="/rate/here/qingshi"')
  expect(html).not.toMatch(/name="(?:token|phone|contact|tellStation|pressed)"/)
  expect(await page(Here, { station: 'qingshi', en: true })).toContain('not in the score')
  asked = []
  const done = await page(Here, {
    station: 'qingshi',
    fields: { go: 'give', overall: '2', bad: 'slow', website: '' },
  })
  expect(asked.map(({ path }) => path)).toEqual(['/ratings/poster'])
  expect(asked[0]?.body).toEqual({ station: 'qingshi', overall: 2, aspects: {}, tags: ['slow'] })
  expect(done).toContain('不计入分')
  // It leads to nothing that anybody would wait for.
  expect(done).not.toContain('督察')
})

test('the sheet for the waiting area speaks both languages and names its address', async () => {
  answers = { '/stations/qingshi': station }
  const html = await page(Poster, { station: 'qingshi' })
  expect(html).toContain('localhost/rate/here/qingshi')
  expect(html).toContain('Scan to say how it is here')
  expect(html).toContain('扫码说说这里怎么样')
})

test.each([
  ['later', { state: 'later', opensAt: '2026-11-24T10:00:00+08:00', token: null, until: null }, '10:00'],
  [
    'open',
    { state: 'open', opensAt: null, token: 'K7M39QXTH4WC', until: '2026-12-24T10:00:00+08:00' },
    '12 月 24 日',
  ],
  ['done', { state: 'done', opensAt: null, token: null, until: null }, '谢谢'],
] as const)('whoever holds the record is told: %s', async (state, rating, says) => {
  const request = new Request('http://localhost/track')
  const html = await container.renderToString(Offer, { request, props: { rating, code: true } })
  expect(html.replaceAll('\u00a0', ' ')).toContain(says)
  expect(html.includes('<button')).toBe(state === 'open')
  expect(html.includes('K7M3 9QXT H4WC')).toBe(state === 'open')
  expect(html).not.toMatch(/(?:href|action)="[^"]*K7M3/)
})

test.each([[null], [{ state: 'over', opensAt: null, token: null, until: null }]])(
  'where there is nothing to rate, nothing is said: %o',
  async (rating) => {
    const request = new Request('http://localhost/track')
    expect((await container.renderToString(Offer, { request, props: { rating } })).trim()).toBe('')
  },
)

const numbered = {
  ...{
    station,
    number: 'A007',
    day: '2026-11-23',
    asOf: '2026-11-23T10:00:00+08:00',
    counter: null,
    ahead: null,
  },
  ...{ range: null, counters: 1, dueAt: null, rating: null },
}
const later = { state: 'later', opensAt: '2026-11-24T10:00:00+08:00', token: null, until: null }
test.each([
  ['done', { state: 'done', booked: true }, true],
  ['waiting', { state: 'waiting', booked: true, ahead: 2 }, true],
  ['left', { state: 'left', booked: true }, false],
  ['a walk-in', { state: 'done', booked: false, rating: later }, false],
  ['moved meanwhile', { state: 'done', booked: true, rating: later }, false],
])(
  'the number of a booking says where its rating stands, any other has it here: %s',
  async (_, more, led) => {
    const request = new Request('http://localhost/queue')
    for (const en of [false, true]) {
      const headers = { 'x-kaimen-locale': en ? 'en' : 'zh' }
      const html = await container.renderToString(Place, {
        request: new Request(request, { headers }),
        props: { place: { ...numbered, ...more } },
      })
      expect(html.includes(en ? 'href="/en/track"' : 'href="/track"')).toBe(led)
      expect(html.includes(en ? 'You came by a booking' : '您是约好来的')).toBe(led)
    }
  },
)

const secondForm: RatingForm = {
  ...of,
  kind: null,
  station: null,
  group: null,
  aspects: [],
  tags: { good: [], bad: [] },
  second: { outcome: { zh: '马上就改了', en: 'it was put right at once' } },
}
test('the code of a closed bad rating asks one thing: what came of it stands there, and no place', async () => {
  answers = { '/ratings/open': secondForm }
  for (const en of [false, true]) {
    const html = await page(Rate, { en, fields: { token } })
    expect(html).toContain(en ? 'it was put right at once' : '马上就改了')
    for (const value of [5, 4, 3, 2, 1]) expect(html).toMatch(new RegExp(`name="overall" value="${value}"`))
    expect(html).not.toMatch(/name="(?:contact|pressed|good|bad|phone)"/)
    expect(html).not.toMatch(/Qingshi|青石/)
    expect(html).toContain('name="go" value="second"')
  }
})

test('what was said of it is sent, and a fault leaves what was typed', async () => {
  answers = { '/ratings/second': { taken: true } }
  const fields = { token, go: 'second', overall: '2', comment: '还是一样', key: 'key-of-the-form' }
  const html = await page(Rate, { fields })
  expect(asked).toMatchObject([{ path: '/ratings/second', body: { token, overall: 2, comment: '还是一样' } }])
  expect(html).toContain('谢谢，收到了')
  answers = {
    '/ratings/open': secondForm,
    '/ratings/second': problem(422, 'invalid-input', {
      errors: [{ pointer: '/overall', code: 'rating.required', message: '请选一项' }],
    }),
  }
  const again = await page(Rate, { fields: { ...fields, overall: '' } })
  expect(again).toContain('还是一样')
  expect(again).toContain('请选一项')
})
