import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { matches, type Source, sources } from './sources.ts'

const ours = sources('{api,db,site,scripts,test}/**/*.{ts,astro}')
const server = ours.filter(({ path }) => /^(api|db|site)\//.test(path))
const pages = ours.filter(({ path }) => path.endsWith('.astro'))

interface Rule {
  name: string
  where: Source[]
  complain(source: Source): string[]
  /** Must be complained about. */
  wrong: string[]
  /** Must not be. */
  right: string[]
}

const forbid =
  (pattern: RegExp, what: string, except: RegExp = /$^/) =>
  (source: Source): string[] =>
    except.test(source.path) ? [] : matches(source, pattern, what)

const rules: Rule[] = [
  {
    name: 'D1 has no interactive transaction: use db.batch([...])',
    where: server,
    complain: forbid(/\.transaction\(/g, 'transaction'),
    wrong: ['await db.transaction(async () => {})'],
    right: ['// .transaction( is banned', 'db.batch([])'],
  },
  {
    name: 'every call of the database is a batch',
    where: server.filter(({ path }) => path.startsWith('api/')),
    complain: forbid(
      /\.(?:run|all|first|raw|execute)\(\s*\)|\bdb\.(?:run|all|get|values)\(|\$client\.prepare/g,
      'direct call of D1',
    ),
    wrong: [
      'await statement.run()',
      'db.all(sql`SELECT 1`)',
      'await d1.prepare(x).bind(y).first()',
      'db.$client.prepare(x)',
    ],
    right: [
      'c.get("ctx")',
      'byId.get(active)',
      'Promise.all([a])',
      'job.run(ctx)',
      'db.batch([rows(db, q)])',
    ],
  },
  {
    name: 'time comes from the clock that was handed in',
    where: server.filter(({ path }) => !path.startsWith('site/scripts/')),
    complain: forbid(
      /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/g,
      'reads the machine’s clock',
      /^api\/shared\/clock\.ts$/,
    ),
    wrong: ['Date.now()', 'new Date()'],
    right: ['new Date(now)', 'ctx.clock.now()'],
  },
  {
    name: 'settings come from ctx.settings',
    where: server,
    complain: forbid(
      /\bprocess\.env\b|\bimport\.meta\.env\.(?!DEV\b|PROD\b)|\bDeno\b/g,
      'reads the environment',
    ),
    wrong: ['process.env.PORT'],
    right: ['import.meta.env.DEV', 'ctx.settings.origin'],
  },
  {
    name: 'only the named ports know Cloudflare',
    where: server,
    complain: forbid(
      /from ['"](?:cloudflare:|@cloudflare\/|@astrojs\/cloudflare)/g,
      'imports Cloudflare',
      /^(api\/worker\.ts|api\/env\.ts|site\/lib\/api\.ts)$/,
    ),
    wrong: ["import { env } from 'cloudflare:workers'"],
    right: ["import { env } from './env.ts'"],
  },
  {
    name: 'no type is given up',
    where: ours,
    complain: forbid(/\bas any\b|:\s*any\b(?!\w)|<any>|@ts-(?:ignore|nocheck)/g, 'any', /^test\//),
    wrong: ['const x = y as any', 'function f(x: any) {}', 'x as Array<any>'],
    right: ['// as any reader', 'const many = 1'],
  },
  {
    name: 'the policy allows no inline style and no inline script',
    where: pages,
    complain: (source) => [
      ...matches(source, /\sstyle=|<style\b/g, 'inline style'),
      ...matches(
        source,
        // A block of data is not a script: browsers never run it, and the policy does not ask after it.
        /<script\b(?![^>]*\b(?:src=|type="application\/ld\+json"))[^>]*\bis:inline|\bdefine:vars|\son[a-z]+=["'{]|set:html=\{[^}]*<script/g,
        'inline script',
      ),
    ],
    wrong: [
      '<p style="color:red">',
      '<style>p{}</style>',
      '<script is:inline>1</script>',
      '<a onclick="x()">',
    ],
    right: [
      '<script src="/x.js"></script>',
      '<script type="application/ld+json" is:inline set:html={json} />',
      "<script>import '../scripts/proof.ts'</script>",
      '<p class="x">',
    ],
  },
  {
    name: 'a file is named after what it decides',
    where: ours,
    complain: ({ path }) =>
      /^(utils?|misc|helpers?|common|stuff)\b/i.test(basename(path)) ||
      /\/(utils?|misc|helpers?|common)\//i.test(path)
        ? [`${path}: says nothing`]
        : [],
    wrong: [],
    right: [],
  },
  {
    name: 'a file stays small (data excepted)',
    where: ours,
    complain: ({ path, text }) => {
      const most = path.startsWith('test/') ? 400 : 250
      const lines = text.split('\n').length - 1
      return /^(db\/seed|site\/locales|api\/application\/forms)\//.test(path) || lines <= most
        ? []
        : [`${path}: ${lines} lines, at most ${most}`]
    },
    wrong: ['\n'.repeat(251)],
    right: ['\n'.repeat(250)],
  },
]

test.each(rules)('$name', ({ where, complain }) => {
  expect(where.flatMap(complain)).toEqual([])
})

test.each(rules)('the check can fail: $name', ({ complain, wrong, right }) => {
  for (const text of wrong) expect(complain({ path: 'api/x.ts', text }), text).not.toEqual([])
  for (const text of right) expect(complain({ path: 'api/x.ts', text }), text).toEqual([])
})

test('the check of names can fail', () => {
  const names = rules.find(({ name }) => name.startsWith('a file is named'))!
  for (const path of ['api/utils.ts', 'site/lib/helper.ts', 'api/common/x.ts']) {
    expect(names.complain({ path, text: '' }), path).not.toEqual([])
  }
  expect(names.complain({ path: 'api/shared/clock.ts', text: '' })).toEqual([])
})
