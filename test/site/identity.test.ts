import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { HtmlValidate } from 'html-validate'
import { beforeEach, expect, test, vi } from 'vitest'
import { standInPeople } from '../../api/identity/standIn/people.ts'
import { backOf } from '../../site/journeys/application/back.ts'

const setting = vi.hoisted(() => ({ identity: 'stand-in' }))
/** What the API answers, by method. */
const api = vi.hoisted(() => ({
  answers: {} as Record<string, { status: number; body: unknown }>,
  asked: [] as unknown[],
}))
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    demo: true,
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '', en: '' },
    origin: 'http://localhost:8787',
    identity: setting.identity,
  }),
  apiFetch: () => async (_: URL, init: { method: string; body?: string }) => {
    if (init.body) api.asked.push(JSON.parse(init.body))
    const { status, body } = api.answers[init.method]!
    return new Response(JSON.stringify(body), { status })
  },
}))
const { default: Identity } = await import('../../site/journeys/application/Identity.astro')
const { default: Phone } = await import('../../site/journeys/application/Phone.astro')
const { default: StandIn } = await import('../../site/pages/identity/stand-in.astro')
const container = await AstroContainer.create()
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'void-style': 'off', 'no-trailing-whitespace': 'off', 'attribute-boolean-style': 'off' },
})

const held = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }
type Options = NonNullable<Parameters<typeof container.renderToString>[1]>

async function render(page: Parameters<typeof container.renderToString>[0], options: Options, en = false) {
  const headers = new Headers({ 'x-kaimen-locale': en ? 'en' : 'zh' })
  const url = 'http://localhost:8787/identity/stand-in'
  const request = options.request ?? new Request(url, { headers })
  const html = await container.renderToString(page, { ...options, request })
  const { results } = await validator.validateString(html)
  return { html, faults: results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message}`)) }
}
const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
const posted = (fields: Record<string, string>) =>
  new Request('http://localhost:8787/identity/stand-in', {
    method: 'POST',
    body: new URLSearchParams(fields),
  })

beforeEach(() => {
  setting.identity = 'stand-in'
  api.asked.length = 0
  api.answers = { GET: { status: 200, body: { items: standInPeople } } }
})

test.each([false, true])(
  'a login is offered beside the counter, marked as a specimen (English: %s)',
  async (en) => {
    const { html, faults } = await render(
      Identity,
      { props: { action: '/apply', form: held, level: 'phone' } },
      en,
    )
    expect(faults).toEqual([])
    expect(html).toContain(en ? 'Specimen' : '样张')
    expect(html).toContain(en ? 'voluntary' : '自愿')
    expect(html).toContain(`action="${en ? '/en' : ''}/apply#identity"`)
    expect(html).toMatch(/name="stage" value="login"/)
    expect(hidden(html)).toEqual(held)
  },
)

test('begun, it goes to our own stand-in with what opens the application, and to a real login without', async () => {
  const begun = {
    reference: held.reference,
    url: '/identity/stand-in',
    fields: { request: 'a.b' },
    name: { zh: '名', en: 'N' },
  }
  const props = { action: '/apply', form: held, level: 'typed' }
  const ours = await render(Identity, { props: { ...props, begun: { ...begun, standIn: true } } })
  expect(hidden(ours.html)).toEqual({ ...held, request: 'a.b', back: '/apply' })
  const real = await render(Identity, { props: { ...props, begun: { ...begun, standIn: false } } })
  expect(hidden(real.html)).toEqual({ request: 'a.b' })
  expect(real.html).not.toContain(held.accessCode)
})

test('what is proved is said, what was refused too; without a login the counter remains', async () => {
  const props = { action: '/apply', form: held, level: 'typed' }
  const problem = {
    status: 422,
    code: 'invalid-input',
    title: '有内容需要修改',
    errors: [{ pointer: '/assertion', code: 'identity.someone-else', message: '不是同一个人' }],
  }
  expect((await render(Identity, { props: { ...props, problem } })).html).toContain('不是同一个人')
  for (const level of ['verified', 'counter'])
    expect((await render(Identity, { props: { ...props, level } })).html).not.toContain('<form')
  setting.identity = 'none'
  const none = await render(Identity, { props })
  expect(none.html).not.toContain('<form')
  expect(none.html).toContain('窗口')
})

test('a code by text: asked for, typed, wrong, confirmed', async () => {
  const props = { action: '/apply', form: held, confirmed: false }
  const first = await render(Phone, { props })
  expect(first.faults).toEqual([])
  expect(first.html).toMatch(/value="send"/)
  expect(first.html).toMatch(/<details[\s\S]*value="confirm"[\s\S]*<\/details>/)
  const sent = {
    ...held,
    phoneConfirmed: false,
    sentTo: '138****0021',
    expiresAt: '2026-11-23T08:10:00+08:00',
    codesLeft: 2,
  }
  const typing = await render(Phone, { props: { ...props, helper: true, sent } })
  expect(typing.faults).toEqual([])
  expect(typing.html).toContain('138****0021')
  const errors = [{ pointer: '/code', code: 'phone-code.wrong', message: '验证码不对' }]
  const problem = { status: 422, code: 'invalid-input', title: '', errors }
  const wrong = await render(Phone, { props: { ...props, form: { ...held, code: '123456' }, problem } })
  expect(wrong.html).toContain('验证码不对')
  expect(wrong.html).toContain('value="123456"')
  const done = await render(Phone, { props: { ...props, confirmed: true } })
  expect(done.html).not.toContain('<form')
})

test('the stand-in says in both languages that it proves nothing, and shows its people and their PINs', async () => {
  for (const en of [false, true]) {
    const { html } = await render(StandIn, {}, en)
    expect(html).toContain('样张')
    expect(html).toContain('It proves nothing')
    for (const { pin, idNumber } of standInPeople)
      for (const each of [pin, idNumber]) expect(html).toContain(each)
    expect(html).not.toMatch(/<form[^>]*action="[^"]*stand-in"/)
  }
})

test('it carries what it was handed in the body, and gives it back with the login', async () => {
  const carried = { request: 'a.b', ...held, back: '/apply' }
  const arrived = await render(StandIn, { request: posted(carried) })
  expect(hidden(arrived.html)).toMatchObject(carried)
  for (const [, to] of arrived.html.matchAll(/(?:action|href)="([^"]*)"/g))
    expect(to).not.toMatch(/a\.b|H4TX9W2C/)
  api.answers.POST = { status: 200, body: { reference: held.reference, name: '王样张', assertion: 'c.d' } }
  const typed = { idNumber: '11010519491231002X', pin: '204816', stage: 'log-in' }
  const { html } = await render(StandIn, { request: posted({ ...carried, ...typed }) })
  expect(api.asked).toEqual([{ request: 'a.b', idNumber: typed.idNumber, pin: typed.pin }])
  expect(html).toContain('action="/apply#identity"')
  expect(hidden(html)).toMatchObject({ ...held, assertion: 'c.d', stage: 'identity' })
})

test('a wrong PIN is said beside it, and nothing goes back', async () => {
  const errors = [{ pointer: '/pin', code: 'identity.pin', message: '对不上' }]
  api.answers.POST = { status: 422, body: { status: 422, code: 'invalid-input', title: '', errors } }
  const { html } = await render(StandIn, {
    request: posted({ request: 'a.b', ...held, stage: 'log-in', pin: '1' }),
  })
  expect(html).toContain('对不上')
  expect(html).not.toContain('assertion')
})

test('it goes back to pages of this site alone', () => {
  expect(['/apply', '/applications/CR-01', '/track'].map(backOf)).toEqual([
    '/apply',
    '/applications/CR-01',
    '/track',
  ])
  for (const bad of [
    '',
    '/',
    '//evil.example',
    'https://evil.example/',
    '/\\evil',
    '/a/../b',
    '/a?x=1',
    '/a#b',
    'apply',
    '/a\n',
  ])
    expect(backOf(bad), bad).toBe('/track')
})
