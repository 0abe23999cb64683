import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Role } from '../../api/shared/actor.ts'
import { permissionsOf } from '../../api/staff/permission.ts'
import { fill } from '../../site/lib/text.ts'
import { en } from '../../site/locales/staff/en.ts'
import { zh } from '../../site/locales/staff/zh.ts'

/** Something waits behind every door: what somebody is told then hangs on what they may ask alone. */
const waits: Record<string, object> = {
  '/staff/rectifications': {
    items: [
      { state: 'open', waits: null, late: false, contactLate: false },
      { state: 'fixed', waits: null, late: true, contactLate: false },
    ],
  },
  '/staff/rating-tasks': { items: [{ state: 'fixing' }, { state: 'fixed' }] },
  '/staff/evaluations/objections': { items: [{}, {}, {}] },
  '/staff/surveys': { items: [{ state: 'review' }, { state: 'draft' }, { state: 'out' }] },
  '/staff/survey-reports': {
    items: [
      { open: true, words: { zh: '', en: '' } },
      { open: true, words: { zh: '写了', en: '' } },
      { open: false, words: { zh: '', en: '' } },
    ],
  },
}
let asked: string[] = []
vi.mock('../../site/lib/staffAsk.ts', () => ({
  staffAsk: async (_: unknown, path: string) => {
    const plain = path.split('?')[0]!
    asked.push(plain)
    const found = waits[plain]
    return found ? { ok: true, data: found } : { ok: false, problem: { status: 403, code: 'not-allowed' } }
  },
}))
beforeEach(() => {
  asked = []
})
const at = '../../site/journeys/staff'
const { default: Today } = await import(`${at}/Today.astro`)
const { default: Asked } = await import(`${at}/survey/Asked.astro`)
const container = await AstroContainer.create()

const about = /rectif|rating|evaluation|survey/
/** The lines of ratings, evaluation and surveys a role is told, and what was asked for them. */
async function toldTo(role: Role, locale: 'zh' | 'en') {
  const words: Record<string, string> = locale === 'en' ? en : zh
  const page = {
    t: (key: string, params?: Record<string, string | number>) => fill(words[key] ?? key, params),
    href: (path: string) => path,
    can: (permission: string) => (permissionsOf[role] as readonly string[]).includes(permission),
  }
  const request = new Request('http://localhost/staff')
  // Whoever calls numbers has the counter screen, everybody else what waits today.
  const piece = page.can('queue.work') ? Asked : Today
  const html = await container.renderToString(piece, { props: { page }, request })
  const lines = [...html.matchAll(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)]
    .filter(([, to]) => about.test(to!))
    .map(([, to, text]) => `${to} ${text!.trim()}`)
  return { lines, asked: asked.filter((path) => about.test(path)).sort() }
}

const desk = [
  '/staff/ratings 1 个差评过期',
  '/staff/ratings 1 个差评待处理',
  '/staff/evaluations/objections 3 个考评异议待裁定',
  '/staff/surveys 1 份问卷待复核',
]
const station = ['/staff/ratings 1 个问题待整改', '/staff/surveys/reports 1 份工作报告待写']
const told: Record<Role, { lines: string[]; asks: string[] }> = {
  clerk: { lines: [], asks: [] },
  handler: { lines: [], asks: [] },
  publisher: { lines: [], asks: [] },
  administrator: { lines: [], asks: [] },
  auditor: { lines: [], asks: [] },
  chief: { lines: station, asks: ['/staff/rating-tasks', '/staff/survey-reports'] },
  supervisor: {
    lines: desk,
    asks: ['/staff/evaluations/objections', '/staff/rectifications', '/staff/surveys'],
  },
}

test.each(Object.entries(told))(
  'what waits of ratings, evaluation and surveys: %s',
  async (role, { lines, asks }) => {
    const found = await toldTo(role as Role, 'zh')
    expect(found).toEqual({ lines, asked: asks })
    asked = []
    const english = await toldTo(role as Role, 'en')
    expect(english.lines.join()).not.toMatch(/[\u4e00-\u9fff]/)
    expect(english.lines.map((line) => line.split(' ')[0])).toEqual(lines.map((line) => line.split(' ')[0]))
  },
)

test('no role of a station may ask for single ratings', () => {
  const stations = ['clerk', 'handler', 'publisher', 'chief', 'administrator', 'auditor'] as const
  for (const role of stations) expect(permissionsOf[role]).not.toContain('rating.supervise')
})
