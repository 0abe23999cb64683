import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Keeps an offline Chromium from looking for updates, accounts and other people's servers. */
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

const installed = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** A Chromium of this machine, or the one that comes with the packages: bare machines need no installation. */
export async function chromiumPath(): Promise<{ path: string; args: string[] }> {
  const found = installed.find((path) => path && existsSync(path))
  if (found && !process.env.BUNDLED_CHROMIUM) return { path: found, args: quiet }
  // It brings its own system libraries only where it believes itself on Lambda, and looks when imported.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x'
  const { default: bundled } = await import('@sparticuz/chromium')
  // Meant for one page of one process: the browser would end with the first window that is closed.
  const args = bundled.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
  return { path: await bundled.executablePath(), args: [...args, ...quiet] }
}

export async function openBrowser(): Promise<Browser> {
  const { path, args } = await chromiumPath()
  return chromium.launch({ executablePath: path, args })
}
