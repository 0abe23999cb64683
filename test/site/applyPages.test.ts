import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import { cr01 } from '../../api/application/forms/cr-01.ts'
import { dog01 } from '../../api/application/forms/dog-01.ts'
import { fr01 } from '../../api/application/forms/fr-01.ts'
import { hv01 } from '../../api/application/forms/hv-01.ts'
import { htmlFaults } from '../support/validHtml.ts'

/** What the API says to the end of each path. */
let answers: Record<string, object> = {}
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    fileBytes: 10_485_760,
    origin: 'http://localhost',
    identity: 'stand-in',
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    contactPhone: '000-0000-0000',
  }),
  apiFetch: () => async (url: URL) => Response.json(answers[url.pathname.split('/').at(-1) ?? ''] ?? {}),
}))
const at = '../../site'
const { default: CheckStep } = await import(`${at}/journeys/application/CheckStep.astro`)
const { default: DeliveryFields } = await import(`${at}/journeys/application/DeliveryFields.astro`)
const { default: Question } = await import(`${at}/journeys/application/Question.astro`)
const { default: Received } = await import(`${at}/journeys/application/Received.astro`)
const { default: StationChoice } = await import(`${at}/journeys/application/StationChoice.astro`)
const { default: WhoFields } = await import(`${at}/journeys/application/WhoFields.astro`)
const { default: Copy } = await import(`${at}/pages/apply/copy.astro`)
const { default: Mine } = await import(`${at}/pages/apply/mine.astro`)
const { default: Verify } = await import(`${at}/pages/verify/index.astro`)
const { whoOf } = await import('../../site/journeys/application/who.ts')
const container = await AstroContainer.create()
type Component = Parameters<typeof container.renderToString>[0]

const holder = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }
const headers = (en: boolean) => ({ 'x-kaimen-locale': en ? 'en' : 'zh' })
async function render(component: Component, props: Record<string, unknown>, { en = false, query = '' } = {}) {
  const request = new Request(`http://localhost/apply/FR-01${query}`, { headers: headers(en) })
  const html = (await container.renderToString(component, { props, request })).replaceAll('\u00a0', ' ')
  expect(await htmlFaults(html)).toEqual([])
  return html
}
async function posted(page: Component, fields: Record<string, string>, en = false) {
  const body = new URLSearchParams(fields)
  const request = new Request('http://localhost/apply', { method: 'POST', body, headers: headers(en) })
  return (await container.renderToString(page, { request })).replaceAll('\u00a0', ' ')
}
beforeEach(() => {
  answers = {}
})

const station = {
  slug: 'qingshi',
  name: { zh: '青石派出所', en: 'Qingshi Police Station' },
  phone: '000-0000-0012',
  address: { zh: '青石路 1 号', en: '1 Qingshi Road' },
}
const app = {
  ...holder,
  rev: 3,
  state: 'submitted',
  stateText: { zh: '已提交', en: 'Sent' },
  waitsFor: 'office',
  threadWaits: null,
  matterCode: 'FR-01',
  formVersion: 1,
  form: fr01,
  station,
  eligibility: { hotel: 'no', foreign: 'yes', station: 'yes' },
  applicant: { name: 'Lee Sample', phone: '13800000001', idType: 'passport', idNumber: 'E00000001' },
  helper: null,
  answers: {},
  printed: [
    {
      section: 'person',
      title: fr01.sections[0]!.title,
      rows: [
        {
          key: 'nationality',
          label: { zh: '国籍', en: 'Nationality' },
          value: { zh: '样国', en: 'Samplia' },
          sensitive: false,
        },
      ],
    },
  ],
  materials: [],
  files: [],
  delivery: 'electronic',
  address: '',
  tracking: null,
  identity: {
    reached: 'verified',
    toFile: 'phone',
    toReceive: 'verified',
    phoneConfirmed: true,
    locked: false,
  },
  clock: null,
  corrections: [],
  words: [],
  elsewhere: null,
  visitOn: null,
  visitFor: null,
  visits: [],
  certificates: [],
  timeline: [],
  openings: { times: 0, roles: [], unmasked: 0, lastDay: null },
  similar: [],
  can: [],
  kept: true,
}
const said = {
  zh: ['住在宾馆、酒店里吗？', '不是，住在别的地方', '青石派出所', '国籍', '样国', '在网上拿电子的'],
  en: [
    'Is it a hotel?',
    'No, somewhere else',
    'Qingshi Police Station',
    'Nationality',
    'Samplia',
    'Electronically',
  ],
}

test.each(['zh', 'en'] as const)(
  'every answer is shown before it is sent and after, with the opening ones and the station (%s)',
  async (locale) => {
    const en = locale === 'en'
    answers = { open: app }
    const pages = [
      await render(CheckStep, { app }, { en }),
      await posted(Mine, holder, en),
      await posted(Copy, holder, en),
    ]
    for (const html of pages) for (const words of said[locale]) expect(html).toContain(words)
  },
)

test('a file that was sent says which paper it is; one of the office has none', async () => {
  const file = { name: '样张.pdf', size: 376, byStaff: false }
  const files = [
    { ...file, id: 'af_1', material: 'rabies' },
    { ...file, id: 'af_2', material: 'dogPhoto' },
    { ...file, id: 'af_3', material: 'office', byStaff: true },
  ]
  const html = await render(Received, { app: { ...app, form: dog01, files }, form: holder })
  const names = dog01.materials
    .filter(({ key }) => ['rabies', 'dogPhoto'].includes(key))
    .map(({ name }) => name.zh)
  expect(names).toHaveLength(2)
  for (const name of names) expect(html).toContain(name)
})

test('a question names the chosen station and leads back: to the question before, or to the choice', async () => {
  const props = (n: number, typed: Record<string, string>) => ({
    form: fr01,
    asked: { go: true, station: 'qingshi', typed, sent: '' },
    question: fr01.questions[n],
    missing: false,
    place: '青石派出所',
  })
  const first = await render(Question, props(0, {}))
  expect(first).toContain('青石派出所')
  expect(first).toMatch(/href="\/apply\/FR-01\?go=1"[^>]*>返回上一步/)
  const third = await render(Question, props(2, { hotel: 'no', foreign: 'yes' }))
  expect(third).toMatch(
    /href="\/apply\/FR-01\?go=1&#38;station=qingshi&#38;a-hotel=no"|href="\/apply\/FR-01\?go=1&amp;station=qingshi&amp;a-hotel=no"/,
  )
})

test('no town chosen is said where the list is', async () => {
  const props = {
    form: fr01,
    answer: { ok: true, data: { items: [], towns: [], nextCursor: null, townsCursor: null } },
  }
  expect(await render(StationChoice, props, { query: '?go=1&town=' })).toContain('请先选一个乡镇、街道')
  expect(await render(StationChoice, props, { query: '?go=1' })).not.toContain('请先选一个乡镇、街道')
})

test('whoever holds a foreign passport is asked for that first', () => {
  const nobody = { applicant: { name: '', phone: '', idType: 'none' as const, idNumber: '' }, helper: null }
  expect(whoOf({ ...nobody, eligibility: { foreign: 'yes' } }).idType).toBe('passport')
  expect(whoOf({ ...nobody, eligibility: { foreign: 'no' } }).idType).toBe('resident-id')
})

test('where no letter is asked for, nothing asks what shows that one may act; a neighbour may help', async () => {
  const who = whoOf({ ...app, applicant: { ...app.applicant, idType: 'passport' } })
  const html = await render(WhoFields, { app: { ...app, form: hv01 }, who })
  for (const words of ['替人申请不用委托书', '邻居、朋友', '本人手机号码']) expect(html).toContain(words)
  expect(html).not.toContain('凭什么代办')
  expect(await render(WhoFields, { app: { ...app, form: cr01 }, who })).toContain('凭什么代办')
})

test('the address says when it is needed, and names no way that the form does not offer', async () => {
  const html = await render(DeliveryFields, { app: { ...app, form: cr01 }, delivery: '', address: '' })
  expect(html).toContain('选“寄给我”的必须填')
  expect(html).not.toContain('送上门')
  expect(html.slice(html.indexOf('for="address"'))).not.toContain('选填')
})

test('a duty to register stays after the application was withdrawn, and it is said how long what was sent is kept', async () => {
  answers = { open: { ...app, can: ['withdraw'] } }
  expect(await posted(Mine, { ...holder, go: 'ask' })).toContain('撤回不等于不用登记')
  answers = { open: { ...app, state: 'withdrawn', waitsFor: 'nobody' } }
  const html = await posted(Mine, holder)
  for (const words of ['撤回不等于不用登记', '结束后 365 天删除']) expect(html).toContain(words)
  answers = { open: { ...app, form: cr01, state: 'withdrawn', waitsFor: 'nobody' } }
  expect(await posted(Mine, holder)).not.toContain('撤回不等于不用登记')
})

test.each([
  ['zh', '印着的查验码', '打开整份证明'],
  ['en', 'printed one', 'Open the whole certificate'],
])(
  'a holder who checks with their own code is told so and led to the whole of it (%s)',
  async (locale, words, open) => {
    const known = {
      status: 'valid',
      number: 'Z-20261123-7K3M9Q',
      type: 'no-record',
      title: { zh: '无犯罪记录证明', en: 'No-criminal-record certificate' },
      issuer: { ...station.name, slug: 'qingshi' },
      issuedDay: '2026-11-23',
      validUntil: null,
      subject: null,
      endedDay: null,
      reason: null,
      newer: false,
      demo: false,
      signatureHolds: null,
      keyStatus: 'active',
    }
    const typed = { number: known.number, code: 'H4TX9W2C' }
    answers = { verify: { ...known, code: 'holder' } }
    const html = await posted(Verify, typed, locale === 'en')
    for (const text of [words, open, 'action="', '/certificate"', 'value="H4TX9W2C"'])
      expect(html).toContain(text)
    answers = { verify: { ...known, code: 'printed' } }
    expect(await posted(Verify, typed, locale === 'en')).not.toContain(open)
  },
)
