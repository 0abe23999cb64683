import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Locale } from '../../api/shared/text.ts'
import { type Translate, translator } from '../../site/lib/text.ts'

/** One person at one browser. */
export interface Visitor {
  page: Page
  context: BrowserContext
  locale: Locale
  /** The words of the site in this visitor's language. */
  t: Translate
  /** Opens a page of the site in this visitor's language. */
  open(path: string): Promise<void>
  /** What the browser complained of since the last call: console errors, broken policy, foreign requests. */
  troubles(): string[]
  close(): Promise<void>
}

interface Wanted {
  locale?: Locale
  script?: boolean
  width?: number
  senior?: boolean
  dark?: boolean
}

let people = 0

/** Every visitor has an address of its own (from the range kept for documentation), as residents do. */
export function nextAddress(): string {
  people += 1
  return `198.18.${Math.floor(people / 250)}.${(people % 250) + 1}`
}

export async function visitor(
  browser: Browser,
  origin: string,
  { locale = 'zh', script = true, width = 360, senior = false, dark = false }: Wanted = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: script,
    viewport: { width, height: 800 },
    locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    extraHTTPHeaders: { 'cf-connecting-ip': nextAddress() },
  })
  if (senior) await context.addCookies([{ name: 'senior', value: '1', url: origin }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const heard: string[] = []
  page.on('console', (message) => {
    // A refused form is answered with its own status, which Chromium reports as an error of loading.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'))
      heard.push(`foreign: ${url}`)
  })
  const prefix = locale === 'en' ? '/en' : ''
  return {
    page,
    context,
    locale,
    t: translator(locale),
    open: async (path) => {
      await page.goto(prefix + path)
    },
    troubles: () => heard.splice(0),
    close: () => context.close(),
  }
}

/** What WCAG 2.2 AA forbids and a machine can see, one line for each. */
export async function barriers({ page }: Visitor): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} at ${target} (${failureSummary?.replace(/\s+/g, ' ')})`,
    ),
  )
}

/** Pixels by which the page is wider than the window: readers on small phones would have to scroll sideways. */
export function overflow({ page }: Visitor): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
}
