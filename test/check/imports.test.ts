import { dirname, join } from 'node:path/posix'
import { expect, test } from 'vitest'
import { type Source, sources, withoutComments } from './sources.ts'

/** One import: from which file to which, and whether only types are taken. */
interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const statement = /^\s*(?:import|export)\s+(type\s)?([^'";()]*?)\s*(?:from\s*)?['"](\.[^'"]+)['"]/gm

/** Relative imports of one file; `import { type A, type B }` takes only types too. */
function importsOf({ path, text }: Source): Import[] {
  return [...withoutComments(text).matchAll(statement)].map(([, type, names = '', to = '']) => ({
    from: path,
    to: join(dirname(path), to.replace(/\?\w+$/, '')),
    typeOnly: Boolean(type) || /^\{(\s*type\s+[\w\s]+,?)+\s*\}$/.test(names),
  }))
}

const featureOf = (path: string) => /^api\/([a-z]+)\//.exec(path)?.[1]
const mounts = new Set(['api/features.ts', 'api/laterFeatures.ts', 'api/staff/features.ts'])
const notFeatures = new Set(['shared', 'middleware'])

/** Why this import goes the wrong way; nothing when it does not (CONTRIBUTING.md, “one way”). */
function wrongWay({ from, to, typeOnly }: Import): string | undefined {
  const [here, there] = [featureOf(from), featureOf(to)]
  if (/\/(routes|staffRoutes)\.ts$/.test(to) && from.startsWith('api/') && !mounts.has(from))
    return 'only api/features.ts, api/laterFeatures.ts and api/staff/features.ts mount routes'
  if (here === 'shared' && there !== 'shared' && to !== 'api/problem.ts')
    return 'api/shared stands on nothing of ours'
  if (
    here &&
    here !== there &&
    /^api\/(app|features|laterFeatures|whole|dispatch|worker|schedule|queue)\.ts$/.test(to) &&
    here !== 'middleware' &&
    from !== 'api/staff/app.ts'
  )
    return 'a feature does not know who calls it'
  if (from.startsWith('api/') && to.startsWith('site/')) return 'the API does not know the site'
  if (
    /\/query\.ts$/.test(from) &&
    here === there &&
    !typeOnly &&
    /\/(book|cancel|reschedule|list|show|track)\.ts$/.test(to)
  )
    return 'a query does not know the verb'
  if (from.startsWith('db/') && !to.startsWith('db/')) {
    if (!from.startsWith('db/seed/')) return 'db imports nothing of ours'
    if (!there || notFeatures.has(there) ? there !== 'shared' : /\/routes\.ts$/.test(to))
      return 'db/seed takes only pure rules'
  }
  if (from.startsWith('site/') && to.startsWith('db/')) return 'the site does not know the database'
  if (from.startsWith('site/') && to.startsWith('api/') && !typeOnly && !from.startsWith('site/lib/')) {
    return catalogueWords.has(to) ? undefined : 'the site reaches the API through site/lib'
  }
  return undefined
}

/** Pure lists and their words that pages may show as they are. */
const catalogueWords = new Set(['api/matter/catalogue.ts', 'api/matter/paper.ts', 'api/shared/text.ts'])

/** Circles of imports (types aside), each as the path around. */
function circles(imports: Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
  const found: string[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) found.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    for (const to of next.get(path) ?? []) walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return found
}

const all = sources('{api,db,site}/**/*.{ts,astro}').flatMap(importsOf)

test('imports run one way', () => {
  expect(all.length).toBeGreaterThan(300)
  expect(all.flatMap((one) => wrongWay(one)?.concat(`: ${one.from} → ${one.to}`) ?? [])).toEqual([])
})

test('no imports run in a circle', () => {
  expect(circles(all)).toEqual([])
})

test('what no resident’s first answer needs is loaded when it is asked for', () => {
  const reached = new Set<string>()
  const walk = (path: string) => {
    if (reached.has(path)) return
    reached.add(path)
    for (const { from, to, typeOnly } of all) if (from === path && !typeOnly) walk(to)
  }
  walk('api/worker.ts')
  expect(reached).toContain('api/notice/public/show.ts')
  const late = ['api/notice/markdown.ts', 'api/schedule.ts', 'api/staff/app.ts']
  expect(late.filter((path) => reached.has(path))).toEqual([])
})

test.each([
  ['api/track/track.ts', "import { x } from '../appointment/routes.ts'"],
  ['api/shared/id.ts', "import { x } from '../appointment/book.ts'"],
  ['api/appointment/book.ts', "import { createApp } from '../app.ts'"],
  ['api/appointment/book.ts', "import { t } from '../../site/lib/text.ts'"],
  ['db/rows.ts', "import { x } from '../api/shared/id.ts'"],
  ['db/seed/run.ts', "import { app } from '../../api/app.ts'"],
  ['site/pages/book.astro', "import { book } from '../../api/appointment/book.ts'"],
  ['site/pages/book.astro', "import { slot } from '../../db/schema/index.ts'"],
])('the check can fail: %s, %s', (path, text) => {
  expect(importsOf({ path, text }).map(wrongWay)[0]).toBeTruthy()
})

test.each([
  ['api/features.ts', "import { trackRoutes } from './track/routes.ts'"],
  ['api/track/track.ts', "import { visit } from '../appointment/visit.ts'"],
  ['site/pages/book.astro', "import type { Receipt } from '../../api/appointment/schema.ts'"],
  ['site/pages/book.astro', "import { type A, type B } from '../../api/appointment/schema.ts'"],
  ['db/seed/run.ts', "import { isDay } from '../../api/calendar/day.ts'"],
])('the check lets pass: %s, %s', (path, text) => {
  expect(importsOf({ path, text }).map(wrongWay)).toEqual([undefined])
})

test('the check of circles can fail', () => {
  const pair = [
    { path: 'api/a/x.ts', text: "import { y } from './y.ts'" },
    { path: 'api/a/y.ts', text: "import { x } from './x.ts'" },
  ]
  expect(circles(pair.flatMap(importsOf))).toEqual(['api/a/x.ts → api/a/y.ts → api/a/x.ts'])
})
