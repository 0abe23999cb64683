import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import { fr01 } from '../../api/application/forms/fr-01.ts'
import { htmlFaults } from '../support/validHtml.ts'

/** What the API was asked, and what it says to each path's end. */
const asked: { path: string; body: unknown }[] = []
let answers: Record<string, { status: number; body: object }> = {}
vi.mock('../../site/lib/api.ts', () => ({
  settingsOf: () => ({ fileBytes: 10_485_760, origin: 'http://localhost' }),
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
const { default: Corrections } = await import('../../site/journeys/application/Corrections.astro')
const { actOnMine, isTyped, readMine } = await import('../../site/journeys/application/mine.ts')
const container = await AstroContainer.create()
const where = { url: new URL('http://localhost/apply/mine') } as never
const holder = { reference: 'B-20261123-7K3M9Q', accessCode: 'H4TX9W2C' }

beforeEach(() => {
  asked.length = 0
  answers = {}
})

const text = fr01.sections.flatMap(({ fields }) => fields).find(({ kind }) => kind === 'text')!
const paper = fr01.materials.find(({ from }) => from === 'applicant')!

const app = {
  ...holder,
  form: fr01,
  eligibility: { whose: 'person', foreign: 'no', where: 'registered', times: 'more' },
  helper: null,
  answers: {},
  applicant: { name: '王样张', phone: '13800000001', idType: 'resident-id', idNumber: '11010519491231002X' },
  delivery: 'counter',
  address: '',
  identity: { toFile: 'phone', toReceive: 'verified' },
  materials: [{ ...paper, note: null, required: true, most: 3 }],
  files: [{ id: 'af_1', material: paper.key, round: 1, name: '通知.png', size: 70, byStaff: false }],
  corrections: ['person', 'delivery', `field:${text.key}`, `material:${paper.key}`].map((target) => ({
    round: 1,
    target,
    label: { zh: '这一样', en: 'This one' },
    kind: 'wrong',
    words: '',
    answered: false,
  })),
  clock: null,
}

const typed = (go: string, file?: File, more: Record<string, string> = {}) => {
  const data = new FormData()
  const about = { asked: text.key, [`f-${text.key}`]: '新填的字', delivering: '1', address: '' }
  const person = {
    name: '陈样张',
    phone: '13800000002',
    idType: 'resident-id',
    idNumber: '440524188001010014',
  }
  for (const [name, value] of Object.entries({ ...holder, ...about, ...person, ...more }))
    data.set(name, value)
  if (go) data.set('go', go)
  data.set(`file-${paper.key}`, file ?? new File([], ''))
  return data
}
const png = (name = '补的.png') => new File(['x'], name, { type: 'image/png' })

/** What a post does, and the page that answers it. */
async function posted(data: FormData) {
  const form = readMine(data)
  const done = await actOnMine(where, form, data)
  const of = Object.fromEntries(
    (done.problem?.errors ?? []).map(({ pointer, message }) => [pointer, message]),
  )
  const errors = {
    ...(of[`/materials/${paper.key}`] && { [`file-${paper.key}`]: of[`/materials/${paper.key}`] }),
    ...(of['/applicant/name'] && { name: of['/applicant/name'] }),
  }
  const props = { app, form: holder, data, errors, typed: isTyped(form, done) }
  const html = await container.renderToString(Corrections, {
    props,
    request: new Request('http://localhost/apply/mine'),
  })
  expect(await htmlFaults(html)).toEqual([])
  return { html, done, paths: asked.map(({ path }) => path) }
}

const refusal = (pointer: string, message: string) => ({
  status: 422,
  body: { status: 422, code: 'invalid-input', title: '有错', errors: [{ pointer, code: 'x', message }] },
})

test('a file sent by its button is kept, and what was typed stands in the fields again', async () => {
  const { html, paths, done } = await posted(typed(`add:${paper.key}`, png()))
  expect(paths).toEqual(['files'])
  expect(asked[0]?.body).toMatchObject({
    material: paper.key,
    file: '补的.png',
    accessCode: holder.accessCode,
  })
  expect(done.problem).toBeUndefined()
  for (const kept of ['新填的字', '陈样张', '13800000002', '440524188001010014']) expect(html).toContain(kept)
})

test('a file is taken out without what was typed being lost', async () => {
  const { html, paths } = await posted(typed('', undefined, { remove: 'af_1' }))
  expect(paths).toEqual(['files/af_1/remove'])
  expect(html).toContain('新填的字')
})

test('a button without a file says so beside the paper, and what was typed stays', async () => {
  answers.files = refusal('/file', '请选择一个文件')
  const { html } = await posted(typed(`add:${paper.key}`))
  expect(html).toMatch(new RegExp(`id="file-${paper.key}-why"[^>]*>[\\s\\S]*请选择一个文件`))
  expect(html).toContain('陈样张')
})

test('a chosen file goes along with what is typed, and what is wrong with either is said at once', async () => {
  const sent = await posted(typed('answer', png()))
  expect(sent.paths).toEqual(['files', 'save', 'answer'])
  expect(sent.done.done).toBe('answered')
  asked.length = 0
  answers = { files: refusal('/file', '打不开'), save: refusal('/applicant/name', '少了名字') }
  const { html, paths, done } = await posted(typed('answer', png()))
  expect([paths, done.done]).toEqual([['files', 'save'], undefined])
  for (const said of ['打不开', '少了名字', '新填的字']) expect(html).toContain(said)
})

test('nothing is sent for a box without a file, and what stands saved is shown where nothing was typed', async () => {
  const { paths, html } = await posted(typed('fix'))
  expect(paths).toEqual(['save'])
  expect(html).not.toContain('新填的字')
})

test('all of it is one form: multipart, with one name for each file and no form within', async () => {
  const { html } = await posted(typed('show'))
  expect(html.match(/<form/g)).toHaveLength(1)
  expect(html).toMatch(/<form[^>]*enctype="multipart\/form-data"/)
  expect(html).toContain(`name="file-${paper.key}"`)
  expect(html).toContain(`value="add:${paper.key}"`)
})
