import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const [component] = Object.values(
  import.meta.glob<{ default: Component }>('../../site/components/FileUpload/FileUpload.astro', {
    eager: true,
  }),
)

// The form in a real browser, before an API of the test's own that loses lines and refuses files.

const [accessCode, reference, partSize] = ['H4TX9W2C', 'B-20261123-7K3M9Q', 1000]
let browser: Browser
let html: string
let within: string
let faulty: string
beforeAll(async () => {
  const container = await AstroContainer.create()
  const props = {
    action: '/apply',
    reference,
    accessCode,
    material: 'photo',
    label: '照片',
    most: 3,
    files: [],
  }
  html = await container.renderToString(component!.default, { props })
  const inner = await container.renderToString(component!.default, { props: { ...props, within: true } })
  faulty = await container.renderToString(component!.default, {
    props: { ...props, error: '请上传这份材料' },
  })
  within = `<form method="post"><input type="hidden" name="accessCode" value="${accessCode}" /><input id="typed" name="typed" />${inner}</form>`
  browser = await openBrowser()
}, 60_000)
afterAll(() => browser?.close())

/** A script as the browser takes it. */
const script = (path: string) =>
  stripTypeScriptTypes(readFileSync(path.replace(/^\//, ''), 'utf8'), { mode: 'strip' })

interface Asked {
  path: string
  headers: Record<string, string>
  body: string
}

/** An API that keeps parts by the sender's key; `before` may answer, or break the line, instead. */
function service(before: (asked: Asked, route: Route) => Promise<boolean> = async () => false) {
  const seen: Asked[] = []
  const there = new Map<string, Set<number>>()
  const parts = new Map<string, number>()
  const sizes = new Map<string, { name: string; size: number }>()
  const handle = async (route: Route) => {
    const request = route.request()
    const path = new URL(request.url()).pathname.replace(/^.*\/uploads/, '')
    const asked = { path, headers: request.headers(), body: request.postData() ?? '' }
    seen.push(asked)
    if (await before(asked, route)) return
    const json = (status: number, body: object) => route.fulfill({ status, json: body })
    if (path === '') {
      const { name, size } = JSON.parse(asked.body)
      const id = `up_${asked.headers['idempotency-key']}`
      if (!there.has(id)) there.set(id, new Set())
      parts.set(id, Math.ceil(size / partSize))
      sizes.set(id, { name, size })
      return json(201, { uploadId: id, partSize, parts: parts.get(id), there: [...there.get(id)!] })
    }
    const [, id = '', verb, index] = path.split('/')
    if (verb === 'parts') {
      there.get(id)?.add(Number(index))
      return json(200, { index: Number(index) })
    }
    if (there.get(id)?.size !== parts.get(id)) return json(422, { code: 'invalid-input', title: '还差' })
    return json(201, { id: `af_${id.slice(3, 8)}`, ...sizes.get(id) })
  }
  const sentParts = () =>
    seen.filter(({ path }) => path.includes('/parts/')).map(({ path }) => path.split('/').at(-1))
  return { seen, handle, sentParts }
}

async function opened(
  handle: (route: Route) => Promise<unknown>,
  page?: Page,
  of = () => html,
): Promise<Page> {
  const shown = page ?? (await (await browser.newContext()).newPage())
  if (!page)
    await shown.route('http://localhost/**', async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.startsWith('/api/')) return handle(route)
      if (pathname.startsWith('/site/'))
        return route.fulfill({ contentType: 'text/javascript', body: script(pathname) })
      const body = of().replace(/<script[\s\S]*?<\/script>/g, '')
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="zh-CN"><title>x</title>${body}<script type="module" src="/site/scripts/upload.ts"></script>`,
      })
    })
  await shown.goto('http://localhost/apply')
  return shown
}

const file = (name: string, size: number) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.alloc(size, 'x'),
})
const choose = (page: Page, ...files: ReturnType<typeof file>[]) =>
  page.setInputFiles('input[type=file]', files)
const there = (page: Page) => page.locator('[data-upload-files] > li')

test('without script the form sends one file whole, with its code and material', () => {
  expect(html).toMatch(/enctype="multipart\/form-data"/)
  expect(html).not.toMatch(/\smultiple/)
  for (const name of ['accessCode', 'material', 'file']) expect(html).toContain(`name="${name}"`)
})

test('several files arrive one after the other, each part by itself, and stand in the list', async () => {
  const api = service()
  const page = await opened(api.handle)
  expect(await page.locator('button:has-text("上传")').isVisible()).toBe(false)
  await choose(page, file('甲.jpg', 2500), file('乙.jpg', 10))
  await expect.poll(() => there(page).count()).toBe(2)
  expect(await there(page).first().textContent()).toContain('甲.jpg')
  expect(await there(page).locator('button').first().getAttribute('value')).toMatch(/^af_/)
  expect(api.sentParts()).toEqual(['0', '1', '2', '0'])
  expect(await page.locator('[role=status]').textContent()).toContain('乙.jpg：已传好')
  expect(await page.locator('[data-upload-sending] > li').count()).toBe(0)
  for (const { path, headers } of api.seen.filter(({ path }) => path.includes('/parts/')))
    expect([headers['kaimen-access-code'], path.includes(accessCode)]).toEqual([accessCode, false])
})

test('a line that breaks costs one part; the rest is not sent again', async () => {
  let broken = 0
  const api = service(async ({ path }, route) => {
    if (!path.endsWith('/parts/1') || broken++ > 1) return false
    if (broken === 1) await route.abort('internetdisconnected')
    else await route.fulfill({ status: 503, json: { code: 'unavailable', title: '忙' } })
    return true
  })
  const page = await opened(api.handle)
  await choose(page, file('甲.jpg', 2500))
  await expect.poll(() => page.locator('[role=status]').textContent()).toContain('网络断了')
  await expect.poll(() => there(page).count(), { timeout: 15_000 }).toBe(1)
  expect(api.sentParts()).toEqual(['0', '1', '1', '1', '2'])
})

test('a page that was lost goes on where it was, and keeps no code', async () => {
  let stuck = true
  const api = service(async ({ path }, route) => {
    if (!stuck || !path.endsWith('/parts/2')) return false
    await route.abort('internetdisconnected')
    return true
  })
  const page = await opened(api.handle)
  const photo = { ...file('甲.jpg', 2500), lastModified: 1 }
  await choose(page, photo)
  await expect.poll(() => page.locator('[role=status]').textContent()).toContain('网络断了')
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  expect(kept).toContain('甲.jpg')
  expect(kept).not.toContain(accessCode)
  stuck = false
  page.on('dialog', (dialog) => void dialog.accept())
  // The browser gives a chosen file the moment of choosing; a real one keeps its date.
  const key = await page.evaluate(() => Object.entries(sessionStorage)[0] as [string, string])
  await opened(api.handle, page)
  await page.evaluate(([name, value]) => {
    const size = name.split(' ').slice(0, -1).join(' ')
    const read = sessionStorage.getItem.bind(sessionStorage)
    Storage.prototype.getItem = (asked: string) => (asked.startsWith(size) ? value : read(asked))
  }, key)
  await choose(page, photo)
  await expect.poll(() => there(page).count(), { timeout: 15_000 }).toBe(1)
  expect(api.sentParts().filter((index) => index === '0')).toEqual(['0'])
  expect(await page.evaluate(() => sessionStorage.length)).toBeLessThanOrEqual(1)
})

test('what is refused is said beside its file, and the next one goes on', async () => {
  const message = '这种文件不能上传'
  const api = service(async ({ path, body }, route) => {
    if (path !== '' || !body.includes('坏')) return false
    await route.fulfill({
      status: 422,
      json: { code: 'invalid-input', title: '有错', errors: [{ message }] },
    })
    return true
  })
  const page = await opened(api.handle)
  await choose(page, file('坏.jpg', 10), file('好.jpg', 10))
  await expect.poll(() => there(page).count()).toBe(1)
  const refused = page.locator('[data-upload-sending] > li')
  expect(await refused.textContent()).toMatch(/坏\.jpg[\s\S]*这种文件不能上传/)
  expect(await refused.locator('progress').count()).toBe(0)
  expect(await there(page).textContent()).toContain('好.jpg')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('where a network has sent too many this hour, that is said and not waited for', async () => {
  const title = '您所在的网络这一小时传的文件太多了'
  const api = service(async ({ path }, route) => {
    if (path !== '') return false
    await route.fulfill({ status: 429, json: { code: 'files-full', title } })
    return true
  })
  const page = await opened(api.handle)
  await choose(page, file('甲.jpg', 10))
  await expect.poll(() => page.locator('[data-upload-sending] > li').textContent()).toContain(title)
  expect(api.seen).toHaveLength(1)
})

test('once a file is there, what was said of its absence goes, at the field and in the summary', async () => {
  const api = service()
  const summary =
    '<div id="error-summary"><ul><li><a href="#file-photo">请上传这份材料</a></li><li><a href="#name">请填姓名</a></li></ul></div>'
  const page = await opened(api.handle, undefined, () => summary + faulty)
  expect(await page.locator('.upload .bad .why').count()).toBe(1)
  await choose(page, file('甲.jpg', 10))
  await expect.poll(() => there(page).count()).toBe(1)
  expect(await page.locator('.bad, .why:visible, [aria-invalid]').count()).toBe(0)
  expect(await page.locator('#error-summary').textContent()).toBe('请填姓名')
})

test('inside a form of the page a file arrives all the same, and what is typed beside it stays', async () => {
  const api = service()
  const page = await opened(api.handle, undefined, () => within)
  await page.fill('#typed', '新填的字')
  expect(await page.locator('button:has-text("上传")').isVisible()).toBe(false)
  await choose(page, file('甲.jpg', 10))
  await expect.poll(() => there(page).count()).toBe(1)
  expect(JSON.parse(api.seen[0]!.body)).toMatchObject({ accessCode, material: 'photo' })
  expect(await page.inputValue('#typed')).toBe('新填的字')
  expect(await page.locator('form form').count()).toBe(0)
})
