import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import { kinds } from '../../api/complaint/kinds/index.ts'
import { offered } from '../../api/complaint/offer.ts'
import { pageTakesFile } from '../../api/middleware/takesFile.ts'
import { htmlFaults } from '../support/validHtml.ts'

/** What the API says to the end of each path, and what it was asked. */
let answers: Record<string, object> = {}
let asked: { path: string; body: Record<string, unknown>; key: string | null }[] = []
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    fileBytes: 10_485_760,
    origin: 'http://localhost',
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    contactPhone: '000-0000-0000',
  }),
  apiFetch: () => async (url: URL, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {}
    asked.push({ path: url.pathname, body, key: headers.get('idempotency-key') })
    const answer: { status?: unknown } = answers[url.pathname.split('/').at(-1) ?? ''] ?? {}
    return Response.json(answer, { status: typeof answer.status === 'number' ? answer.status : 200 })
  },
}))
const at = '../../site'
const { default: Tell } = await import(`${at}/pages/complaints/[kind].astro`)
const { default: Near } = await import(`${at}/pages/complaints/problem/near.astro`)
const { default: One } = await import(`${at}/pages/complaints/problem/[id].astro`)
const { default: Mine } = await import(`${at}/pages/complaints/mine.astro`)
const { default: Track } = await import(`${at}/pages/track/index.astro`)
const container = await AstroContainer.create()
type Component = Parameters<typeof container.renderToString>[0]

interface Asking {
  en?: boolean
  kind?: string
  id?: string
  query?: string
  fields?: Record<string, string>
}
async function page(component: Component, { en = false, kind, id, query = '', fields }: Asking = {}) {
  const request = new Request(`http://localhost/complaints/${kind ?? 'mine'}${query}`, {
    headers: { 'x-kaimen-locale': en ? 'en' : 'zh' },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  const html = await container.renderToString(component, {
    request,
    params: { ...(kind && { kind }), ...(id && { id }) },
  })
  // The build gives the stylesheet its address.
  expect(await htmlFaults(html.replace(/<link rel="stylesheet"[^>]*>/, ''))).toEqual([])
  return plain(html)
}
/** Without what only a test build says: where in our files an element stands. */
const plain = (html: string) =>
  html.replaceAll('\u00a0', ' ').replace(/ data-astro-source-(?:file|loc)="[^"]*"/g, '')
const text = (zh: string, en = zh) => ({ zh, en })
const points = [{ slug: 'qingshi', name: text('青石派出所', 'Qingshi Police Station') }]
const towns = [{ code: '990101100', name: text('青石镇', 'Qingshi') }]
const categories = [
  {
    code: 'small-hazard',
    kind: 'problem' as const,
    name: text('小隐患', 'Hazard'),
    hint: text('井盖', 'Covers'),
  },
]
const formOf = (code: string) => {
  const kind = offered(kinds.find((one) => one.code === code)!, categories)
  return { kind, points: kind.about === 'none' ? [] : points, towns: kind.place ? towns : [] }
}
const receipt = {
  reference: 'C-20261123-7K3M9Q',
  accessCode: '6U8JJNFNM7DBHRHUXWNJQQT',
  kind: 'misconduct',
  anonymous: true,
  handledBy: { slug: null, name: text('公安局督察', 'The supervision desk'), phone: null },
  why: text('检举由督察办理', 'Accusations go to the supervision desk'),
  dueAt: '2026-11-30T23:59:59+08:00',
  dueDay: '2026-11-30',
  dueFor: text('告知是否受理', 'Told whether it is taken up'),
  counted: [text('当天不算', 'The day itself does not count')],
  told: 'look',
  urgent: false,
  tray: false,
  promise: { day: '2026-11-23', hash: 'a1b2' },
}
beforeEach(() => {
  answers = {}
  asked = []
})

test.each(kinds.map(({ code }) => code))(
  'the form of %s asks what its data says, in both languages',
  async (code) => {
    answers = { [code]: formOf(code) }
    const { kind } = formOf(code)
    const [zh, en] = [await page(Tell, { kind: code }), await page(Tell, { kind: code, en: true })]
    const wants = (name: string) => zh.includes(`name="${name}"`)
    expect(zh).toContain(kind.ask.zh)
    expect(en).toContain(kind.ask.en.replaceAll('’', '’'))
    expect(wants('who')).toBe(kind.anonymous)
    expect(wants('to')).toBe(kind.away && !kind.shut)
    expect(wants('about')).toBe(kind.about !== 'none')
    expect(wants('officer')).toBe(kind.officer)
    expect(wants('place')).toBe(kind.place)
    expect(wants('photos')).toBe(kind.photos > 0)
    expect(zh.includes('enctype="multipart/form-data"')).toBe(kind.photos > 0)
    expect(wants('open')).toBe(kind.open)
    expect(wants('confirmed')).toBe(kind.confirmed)
    for (const { key } of kind.fields) expect(wants(`answer-${key}`)).toBe(true)
    if (kind.photos > 0) expect(pageTakesFile(`/complaints/${code}`)).toBe(true)
    expect(asked).toHaveLength(2)
  },
)

test('a link chooses the place, and nothing else of a link is taken', async () => {
  answers = { service: formOf('service') }
  const html = await page(Tell, {
    kind: 'service',
    query: '?about=qingshi&words=secret&name=secret&officer=secret',
  })
  expect(html).toMatch(/<option value="qingshi" selected/)
  expect(html.slice(html.indexOf('<main'))).not.toContain('secret')
})

const fields = {
  words: '所长收了烟酒',
  who: 'anonymous',
  about: 'qingshi',
  officer: '陆建川',
  'answer-when': '2026-11-20',
  key: 'key-of-the-form',
}

test('what is refused stands again as it was typed, each fault at its field, without switches that would lose it', async () => {
  answers = {
    complaints: {
      status: 422,
      code: 'invalid-input',
      errors: [{ pointer: '/answers/when', message: '没有这一天' }],
    },
    misconduct: formOf('misconduct'),
  }
  const html = await page(Tell, { kind: 'misconduct', fields })
  for (const words of [fields.words, fields.officer, 'value="2026-11-20"', 'key-of-the-form'])
    expect(html).toContain(words)
  expect(html).toMatch(/href="#answer-when"/)
  expect(html).toMatch(/value="anonymous"[^>]* checked/)
  expect(html).not.toContain('hreflang')
  expect(html).not.toContain('data-again')
  expect(asked[0]).toMatchObject({
    key: 'key-of-the-form',
    body: { anonymous: true, answers: { when: '2026-11-20' } },
  })
})

test('danger is met with 110 before anything is sent, and goes out once its author says that it is none', async () => {
  answers = { problem: formOf('problem'), complaints: receipt }
  const danger = { words: '有人持刀', who: 'anonymous', key: 'key-of-the-form' }
  const html = await page(Tell, { kind: 'problem', fields: danger })
  expect(asked.map(({ path }) => path)).toEqual(['/api/v1/complaint-kinds/problem'])
  expect(html).toMatch(/role="alert"[^>]*data-urgent>/)
  expect(html).toContain('有人持刀')
  expect(await page(Tell, { kind: 'problem', fields: { ...danger, calm: '1' } })).toContain(receipt.reference)
})

test('the receipt of an anonymous one says that its code is the only one, and stands in no address', async () => {
  answers = { complaints: receipt }
  const html = await page(Tell, { kind: 'misconduct', fields })
  expect(html).toContain('6U8JJ NFNM7 DBHRH UXWNJ QQT')
  expect(html).toContain('谁也补不了')
  for (const [, address = ''] of html.matchAll(/(?:href|action)="([^"]*)"/g))
    expect(address).not.toMatch(/C-2026|6U8JJ/)
  expect(html).not.toContain('hreflang')
})

const complaint = {
  reference: receipt.reference,
  kind: 'misconduct',
  kindName: text('检举', 'Accusation'),
  category: null,
  anonymous: true,
  away: false,
  state: 'answered',
  stateText: text('已答复，等您看', 'Answered'),
  closedHow: null,
  waitsFor: 'resident',
  threadWaits: null,
  handledBy: receipt.handledBy,
  about: points[0]!.name,
  where: { town: null, area: null, place: null },
  words: '所长收了烟酒\n夜里也偷采',
  answers: [{ key: 'officer', label: text('说的是哪位民警'), value: '陆建川' }],
  open: false,
  clock: null,
  turn: { turn: 'reply', dueAt: '2026-12-02T15:59:59Z', dueDay: '2026-12-02', counted: [] },
  thread: [
    {
      id: 'w1',
      kind: 'answer',
      side: 'office',
      at: '2026-11-25',
      words: null,
      done: { done: '已立案', by: '督察支队', noPhoto: null },
    },
  ],
  photos: [{ id: 'cf_1', side: 'resident', type: 'image/jpeg', size: 2048, at: '2026-11-23' }],
  outside: [],
  timeline: [
    { at: '2026-11-23', text: text('已收到', 'Received'), done: true },
    { at: '2026-12-02T15:59:59Z', text: text('您没有异议就办结', 'Closed, unless you object'), done: false },
  ],
  ...{ openings: { times: 0, roles: [], unmasked: 0, lastDay: null }, rating: null },
  can: ['accept', 'object', 'message', 'photo', 'withdraw'],
  photosMost: 4,
  remedy: text('还可以申请复查', 'You can ask for a review'),
  satisfied: null,
  dates: [],
  joined: null,
}
const holder = { reference: receipt.reference, accessCode: receipt.accessCode }

test('its author reads all of it, with days where no more is known, and can do what stands in `can`', async () => {
  answers = { open: complaint }
  const html = await page(Mine, { fields: holder })
  for (const words of ['夜里也偷采', '已立案', '督察支队', '还可以申请复查', '11 月 25 日（星期三）'])
    expect(html).toContain(words)
  expect(html).not.toMatch(/\d{1,2}:\d{2}/)
  for (const go of ['accept', 'object', 'message', 'photo', 'ask', 'link:cf_1'])
    expect(html).toContain(`value="${go}"`)
  expect(html).not.toContain('value="withdraw"')
  expect(await page(Mine, { fields: { ...holder, go: 'ask' } })).toContain('value="withdraw"')
  answers = { open: { ...complaint, can: [] } }
  expect(await page(Mine, { fields: holder })).not.toMatch(/value="(accept|object|message|photo|ask)"/)
})

test('its author reads to when and where both sides come, and what came of it', async () => {
  const date = {
    n: 2,
    at: {
      slug: 'qingshi',
      name: text('青石派出所', 'Qingshi'),
      address: text('青石街 1 号', '1 Qingshi St'),
      phone: '01000000001',
    },
    startsAt: '2026-11-26T14:00:00+08:00',
    endsAt: '2026-11-26T15:30:00+08:00',
    invites: 'author',
    state: 'set',
    outcome: null,
    outcomeText: null,
    words: null,
  }
  const over = {
    ...date,
    n: 1,
    state: 'over',
    outcome: 'partly',
    outcomeText: text('部分达成协议', 'Partly agreed'),
    words: '先修，钱再说',
  }
  answers = { open: { ...complaint, anonymous: false, dates: [date, over] } }
  const html = await page(Mine, { fields: holder })
  for (const words of [
    '青石街 1 号',
    '14:00',
    '15:30',
    '请您告诉对方',
    '部分达成协议',
    '先修，钱再说',
    '/complaints/calendar',
  ])
    expect(html).toContain(words)
  answers = { open: { ...complaint, anonymous: false, dates: [{ ...date, state: 'off' }] } }
  const off = await page(Mine, { fields: holder })
  expect(off).toContain('这次取消了')
  expect(off).not.toContain('请您告诉对方')
})

test('an objection that is refused stands again beside its fault', async () => {
  answers = {
    open: complaint,
    object: { status: 422, code: 'invalid-input', errors: [{ pointer: '/words', message: '太长了' }] },
  }
  const html = await page(Mine, { fields: { ...holder, go: 'object', objection: '没有说清' } })
  expect(html).toMatch(/href="#objection"/)
  expect(html).toContain('没有说清')
})

test('on the page that looks anything up, nothing of it stays with the tab', async () => {
  const { turn, ...rest } = complaint
  const record = {
    ...rest,
    kind: 'complaint',
    status: complaint.state,
    statusText: complaint.stateText,
    dueAt: turn.dueAt,
    can: ['open'],
    complaint: {
      kindName: complaint.kindName,
      handledBy: complaint.handledBy,
      waitsFor: 'resident',
      counted: [],
      anonymous: true,
    },
  }
  answers = { track: record }
  const request = async (reference: string) =>
    plain(
      await container.renderToString(Track, {
        request: new Request('http://localhost/track', {
          method: 'POST',
          body: new URLSearchParams({ reference, accessCode: receipt.accessCode }),
        }),
      }),
    )
  const html = await request(` ${receipt.reference.toLowerCase()}`)
  expect(html).toContain('action="/complaints/mine"')
  expect(html).not.toMatch(/\d{1,2}:\d{2}/)
  expect(html).not.toContain('data-again')
  answers = { track: { status: 404, code: 'record-not-found', title: '没有找到' } }
  expect(await request(receipt.reference)).not.toContain('data-again')
  expect(await request('A-20261123-7K3M9Q')).toContain('data-again')
})

const near = {
  id: 'P-7K3M9QXT',
  category: text('小隐患', 'Hazard'),
  town: text('青石镇', 'Qingshi'),
  area: null,
  since: '2026-11-23',
  at: { slug: 'qingshi', name: text('青石派出所', 'Qingshi Police Station'), phone: '000-0000-0000' },
  point: { lat: 29.123, lon: 120.654 },
  followers: null,
  alike: true,
}

test('something alike that is open is shown before one is sent, with all that was typed, and the next press sends it', async () => {
  answers = {
    problem: formOf('problem'),
    complaints: { status: 409, code: 'already-known', title: '有了', near: [near] },
  }
  const typed = { words: '金丝雀路的灯不亮', place: '3 号楼', name: '金丝雀', key: 'key-of-the-form' }
  const html = await page(Tell, { kind: 'problem', fields: typed })
  expect(asked[0]!.body).toMatchObject({ unlessNear: true })
  for (const words of [...Object.values(typed), '不到 5 人在等', 'href="/complaints/problem/P-7K3M9QXT"'])
    expect(html).toContain(words)
  expect(html).toContain('<input type="hidden" name="anyway" value="1">')
  expect(html).not.toContain('29.123')
  asked = []
  await page(Tell, { kind: 'problem', en: true, fields: { ...typed, anyway: '1' } })
  expect(asked[0]!.body).not.toHaveProperty('unlessNear')
})

test('what is open nearby is listed for a town, which is asked first', async () => {
  answers = { problem: formOf('problem'), near: { items: [near] } }
  const first = await page(Near)
  expect(first).toContain('name="town"')
  expect(await page(Near, { en: true, query: '?town=990101100' })).toContain('fewer than 5 people wait')
  answers = { near: { items: [] } }
  expect(await page(Near, { query: '?town=990101100' })).toContain('没有公开的')
})

test('waiting for one gives a code, and what is wrong with a number stands beside it', async () => {
  const shown = { ...near, state: 'open', page: null }
  answers = { [near.id]: shown }
  expect(await page(One, { id: near.id })).toMatch(/ · [^<]*在办.*我也在等结果/s)
  answers = { follow: { status: 201, id: near.id, accessCode: 'H4TX9W2C', told: 'text' } }
  const html = await page(One, { id: near.id, fields: { go: 'follow', phone: '13800000111' } })
  expect(html).toContain('H4TX 9W2C')
  expect(html).toContain('停止码（只显示这一次）')
  expect(html).not.toMatch(/查询码|13800000111/)
  const errors = [{ pointer: '/phone', code: 'follow.mobile', message: '请填手机号' }]
  answers = { follow: { status: 422, code: 'invalid-input', title: '', errors }, [near.id]: shown }
  const wrong = await page(One, { id: near.id, fields: { go: 'follow', phone: '05718888' } })
  expect(wrong).toContain('value="05718888"')
  expect(wrong).toContain('href="#phone"')
  answers = { [near.id]: { ...shown, state: 'published', page: `/open/problems/${near.id}` } }
  const over = await page(One, { id: near.id, en: true })
  expect(over).toContain(`href="/en/open/problems/${near.id}"`)
  expect(over).not.toContain('name="phone"')
  expect(await page(One, { id: near.id })).not.toMatch(/ · [^<]*在办/)
})

test('a wrong stop code is said beside its field, kept, in the open fold; after stopping there is nothing to stop', async () => {
  const shown = { ...near, state: 'open', page: null }
  answers = { unfollow: { status: 404, code: 'record-not-found', title: '没有找到' }, [near.id]: shown }
  const fields = { go: 'stop', accessCode: '22222222' }
  const wrong = await page(One, { id: near.id, fields })
  expect(wrong).toContain('href="#accessCode"')
  expect(wrong).toMatch(/<details[^>]* open.*码不对，请再看一遍.*value="22222222"/s)
  expect(wrong).not.toMatch(/查询码|没有找到/)
  expect(await page(One, { id: near.id, fields, en: true })).toContain('That code is not right: look again')
  answers = { unfollow: { id: near.id, status: 'left' }, [near.id]: shown }
  const stopped = await page(One, { id: near.id, fields })
  expect(stopped).toMatch(/手机号删掉了(?!.*(name="accessCode"|name="phone"|22222222))/s)
})
