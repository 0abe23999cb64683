import { overWire } from './wire.ts'

/** Every public page that the sitemap lists, as paths: English ones begin with /en. */
export async function publicPaths(origin: string): Promise<string[]> {
  const { status, text } = await overWire(`${origin}/sitemap.xml`)
  if (status !== 200) throw new Error(`The sitemap answers ${status}`)
  return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => {
    if (!url.startsWith(origin)) throw new Error(`The sitemap names another site: ${url}`)
    return url.slice(origin.length)
  })
}

/** The kind of page: `/en/stations/qingshi` and `/stations/hecun` are both `/stations/*`. */
export function kindOf(path: string): string {
  const plain = path.replace(/^\/en(?=\/|$)/, '') || '/'
  return plain.replace(/^\/(stations|matters|papers|notices)\/[^/]+$/, '/$1/*')
}

/** One path of each kind, in one language. */
export function onePerKind(paths: string[], language: 'zh' | 'en'): string[] {
  const found = new Map<string, string>()
  for (const path of paths) {
    const english = /^\/en(\/|$)/.test(path)
    if (english === (language === 'en') && !found.has(kindOf(path))) found.set(kindOf(path), path)
  }
  return [...found.values()]
}
