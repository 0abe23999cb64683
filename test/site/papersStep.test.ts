import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import { cr02 } from '../../api/application/forms/cr-02.ts'
import { htmlFaults } from '../support/validHtml.ts'

/** What the API was asked, and what it says to each path's end. */
const asked: { path: string; body: Record<string, unknown> }[] = []
let answers: Record<string, { status: number; body: object }> = {}
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({
    fileBytes: 10_485_760,
    origin: 'http://localhost',
    identity: 'stand-in',
    bureauName: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    organiser: { zh: '开门县公安局', en: 'Kaimen County Bureau' },
    contactPhone: '000-0000-0000',
  }),
  apiFetch:
    () =>
    async (url: URL, { body }: { body: FormData | string }) => {
      const path = url.pathname.replace('/api/v1/applications/B-20261123-7K3M9Q/', '')
      const fields = typeof body === 'string' ? JSON.parse(body) : Object.fromEntries(body)
      asked.push({ path, body: fields.file ? { ...fields, file: fields.file.name } : fields })
      const { status, body: said } = answers[path] ?? { status: 200, body: {} }
      return Response.json(said, { status })
    },
}))
const { default: FormPage } = await import('../../site/pages/apply/form.astro')
const container = await AstroContainer.create()
const holder = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }
const papers = cr02.materials.filter(({ from }) => from === 'applicant')
const [first, second] = papers as [(typeof papers)[number], (typeof papers)[number]]
const fileOf = (key: string) => ({ id: `af_${key}`, material: key, round: 0, name: `${key}.png`, size: 70 })

const draft = (more: object = {}) => ({
  ...holder,
  state: 'draft',
  form: cr02,
  station: { slug: 'qingshi', name: { zh: '青石派出所', en: 'Qingshi' }, phone: '000-0000-0012' },
  eligibility: { basis: 'yes', station: 'yes' },
  helper: null,
  answers: Object.fromEntries(
    cr02.sections
      .flatMap(({ fields }) => fields)
      .map(({ key, options }) => [key, options?.[0]?.value ?? '填']),
  ),
  printed: [],
  applicant: { name: '王样张', phone: '13800000001', idType: 'resident-id', idNumber: '11010519491231002X' },
  delivery: 'counter',
  address: '',
  identity: { reached: 'typed', toFile: 'typed', toReceive: 'counter', phoneConfirmed: false, locked: false },
  materials: cr02.materials.map((one) => ({ ...one, note: one.note ?? null })),
  files: [] as object[],
  corrections: [],
  similar: [],
  can: [],
  clock: { dueDay: '2026-12-23' },
  ...more,
})

beforeEach(() => {
  asked.length = 0
  answers = { open: { status: 200, body: draft() } }
})

/** What a post does, and the page that answers it. */
async function posted(fields: Record<string, string | File>, locale = 'zh') {
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...holder, ...fields })) body.set(name, value)
  const request = new Request('http://localhost/apply/form', {
    method: 'POST',
    body,
    headers: { 'x-kaimen-locale': locale },
  })
  const response = await container.renderToResponse(FormPage, { request })
  const html = (await response.text()).replaceAll('\u00a0', ' ')
  const heading = /<h1[^>]*>([^<]*)/.exec(html)?.[1]
  return { html, heading, status: response.status, paths: asked.map(({ path }) => path) }
}
const png = (name = '信.png') => new File(['x'], name, { type: 'image/png' })
const at = (key: string) => `file-${key}`

test('the step is one form, and Continue takes the chosen file with it', async () => {
  const { paths, html } = await posted({
    step: 'papers',
    go: 'next',
    [at(first.key)]: png(),
    [at(second.key)]: new File([], ''),
  })
  expect(paths).toEqual(['files', 'open'])
  expect(asked[0]?.body).toMatchObject({ material: first.key, file: '信.png', accessCode: holder.accessCode })
  expect(html).toMatch(/<form[^>]*enctype="multipart\/form-data"/)
  expect(html).toContain(`name="${at(first.key)}"`)
  // The head is the build's own.
  expect(await htmlFaults(html.slice(html.indexOf('<main'), html.indexOf('</main>') + 7))).toEqual([])
})

test.each(['later', 'back', 'to:check', `add:${first.key}`])(
  'so does every other button (%s)',
  async (go) => {
    const { paths } = await posted({ step: 'papers', go, [at(first.key)]: png() })
    expect(paths).toEqual(['files', 'open'])
  },
)

test('a file is taken out, and one that was chosen beside it is not lost', async () => {
  const { paths } = await posted({ step: 'papers', remove: 'af_1', [at(first.key)]: png() })
  expect(paths).toEqual(['files/af_1/remove', 'files', 'open'])
})

test.each([
  ['zh', '还没有上传这份材料', '缺的以后再补，先往下走', '材料'],
  ['en', 'This paper is still missing', 'I will add what is missing later', 'Papers'],
])(
  'a required paper without a file is named beside it, with a way on without it (%s)',
  async (locale, missing, on, title) => {
    answers.open = { status: 200, body: draft({ files: [fileOf(first.key)] }) }
    const { html, status, heading } = await posted({ step: 'papers', go: 'next' }, locale)
    expect([status, heading]).toEqual([422, title])
    expect(html).toMatch(new RegExp(`id="${at(second.key)}-why"[^>]*>[\\s\\S]*?${missing}`))
    expect(html).not.toContain(`id="${at(first.key)}-why"`)
    expect(html).toContain(on)
    expect((await posted({ step: 'papers', go: 'to:check' }, locale)).status).toBe(200)
  },
)

test('what is wrong with a file and that another is missing is said at once', async () => {
  const errors = [{ pointer: '/file', code: 'x', message: '打不开' }]
  answers.files = { status: 422, body: { status: 422, code: 'invalid-input', title: '有错', errors } }
  const { html, heading } = await posted({ step: 'papers', go: 'next', [at(first.key)]: png() })
  expect(heading).toBe('材料')
  expect(html).toMatch(new RegExp(`id="${at(first.key)}-why"[^>]*>[\\s\\S]*?打不开`))
  expect(html).toMatch(new RegExp(`id="${at(second.key)}-why"[^>]*>[\\s\\S]*?还没有上传`))
})

test('a file too large is told beside its paper, with how large it may be', async () => {
  answers.files = { status: 413, body: { status: 413, code: 'too-large', title: '内容太长，收不下' } }
  const { html, status } = await posted({ step: 'papers', go: `add:${second.key}`, [at(second.key)]: png() })
  expect(status).toBe(413)
  expect(html).toMatch(new RegExp(`id="${at(second.key)}-why"[^>]*>[\\s\\S]*?一个不能超过 10 MB`))
  expect(html).not.toContain('内容太长')
})

test('who has one like it in hand is told beside the tick that says so, and the summary leads to the tick', async () => {
  const similar = [{ reference: 'B-20261101-7K3M9Q', day: '2026-11-01' }]
  answers.open = { status: 200, body: draft({ files: papers.map(({ key }) => fileOf(key)), similar }) }
  answers.submit = { status: 409, body: { status: 409, code: 'application-similar', title: '请先说明' } }
  const { html, heading, status } = await posted({ step: 'check', go: 'send' })
  expect([heading, status]).toEqual(['核对一遍', 409])
  expect(html).toMatch(/<a href="#again"[^>]*>请先说明/)
  expect(html).toMatch(/id="again-why"[^>]*>[\s\S]*?请先说明[\s\S]*?id="again"/)
  expect(await htmlFaults(html.slice(html.indexOf('<main'), html.indexOf('</main>') + 7))).toEqual([])
})

test('where too much is asked of us, what was typed waits on the page and is sent again by one press', async () => {
  const busy = { status: 429, body: { status: 429, code: 'too-many', title: '操作太频繁' } }
  answers = { save: busy, open: busy }
  const typed = { step: 's-unit', go: 'next', 'f-unitName': '某某小学' }
  const refused = await posted(typed)
  expect([refused.heading, refused.status]).toEqual(['刚才没有办成', 429])
  for (const [name, value] of Object.entries({ ...holder, ...typed }))
    expect(refused.html).toContain(`name="${name}" value="${value}"`)
  // What is saved already is not saved a second time: it only has to be shown.
  answers = { open: busy }
  const kept = await posted(typed)
  expect(kept.html).toContain('name="go" value="show"')
  expect(kept.html).not.toContain('某某小学')
})

test('all papers there, Continue goes on', async () => {
  answers.open = { status: 200, body: draft({ files: papers.map(({ key }) => fileOf(key)) }) }
  const { heading, status, html } = await posted({ step: 'papers', go: 'next' })
  expect(status).toBe(200)
  expect(heading).not.toBe('材料')
  expect(html).not.toContain('去核对、打印')
})

test('a file stands below the name of its paper', async () => {
  answers.open = { status: 200, body: draft({ files: [fileOf(second.key)] }) }
  const { html } = await posted({ step: 'papers', go: 'show' })
  const [name, file] = [html.indexOf(`for="${at(second.key)}"`), html.indexOf(`${second.key}.png`)]
  expect(name).toBeGreaterThan(0)
  expect(file).toBeGreaterThan(name)
  // One that takes no more is named all the same.
  answers.open = {
    status: 200,
    body: draft({ files: [1, 2, 3].map((n) => ({ ...fileOf(second.key), id: `af_${n}` })) }),
  }
  expect((await posted({ step: 'papers', go: 'show' })).html).toContain(second.name.zh)
})

test('a paper that is this very form, stamped, leads to the print and back', async () => {
  const there = await posted({ step: 'papers', go: 'show' })
  expect(there.html).toMatch(/value="to:check"[^>]*>[\s\S]*?去核对、打印/)
  const check = await posted({ step: 'papers', go: 'to:check' })
  expect(check.html).toMatch(/value="to:papers"[^>]*>[\s\S]*?回到“材料”上传/)
})

test('a draft that is opened again goes on at the first step that is not complete, and says until when it is kept', async () => {
  const opened = await posted({ go: 'show' })
  expect(opened.heading).toBe('材料')
  expect(opened.html).toMatch(/存到 2026 年 12 月 23 日/)
  answers.open = { status: 200, body: draft({ answers: {} }) }
  expect((await posted({ go: 'show' })).heading).toBe(cr02.sections[0]?.title.zh)
  answers.open = { status: 200, body: draft({ files: papers.map(({ key }) => fileOf(key)) }) }
  expect((await posted({ go: 'show' })).heading).toBe('核对一遍')
  answers.open = { status: 200, body: draft({ applicant: { ...draft().applicant, name: '' } }) }
  expect((await posted({ go: 'show' })).heading).toBe('谁来办')
  // Whoever is on a step stays on it.
  const stays = await posted({ step: 'who', go: 'show' })
  expect([stays.heading, stays.html.includes('存到 2026')]).toEqual(['谁来办', false])
})
