/**
 * Brings a bureau's lists in: node scripts/import.ts towns|stations|officers|hours|schedules|holidays FILE.csv
 * [--dry-run] …, or `reference` for what every bureau starts with; columns and options are in docs/import.md. Ends with 0 when done, 1 on bad rows or a failed write,
 * 2 on a wrong call or while a development server holds the database.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importList, type ListKind, listKinds } from '../api/import/importList.ts'
import { systemClock } from '../api/shared/clock.ts'
import type { Locale } from '../api/shared/text.ts'
import { openDb } from '../db/client.ts'
import { seedReference } from '../db/seed/run.ts'
import { openDatabase } from './import/database.ts'
import { holderOf } from './import/held.ts'
import { reportLines, usage } from './import/words.ts'

const local = '.wrangler/state'

function call() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        remote: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        'make-stations': { type: 'boolean', default: false },
        defaults: { type: 'boolean', default: false },
        area: { type: 'string' },
        source: { type: 'string' },
        lang: { type: 'string', default: process.env.LANG?.startsWith('en') ? 'en' : 'zh' },
        'persist-to': { type: 'string', default: local },
      },
    })
  } catch {
    return null
  }
}

const given = call()
const locale: Locale = given?.values.lang === 'en' ? 'en' : 'zh'
const say = (zh: string, en: string) => (locale === 'zh' ? zh : en)

/** Says why the call cannot be run, and ends. */
function refuse(...lines: string[]): never {
  for (const line of lines) console.error(line)
  process.exit(2)
}

if (!given) refuse(usage(listKinds, locale))
const { values, positionals } = given
const [word, file = '', more] = positionals
const kind: ListKind | undefined = listKinds.find((name) => name === word)
const reference = word === 'reference'
if (more || (reference ? file : !kind || !file)) refuse(usage(listKinds, locale))
if (kind && !existsSync(file)) refuse(say(`没有这个文件：${file}`, `no such file: ${file}`))
if (values.area && !/^\d{2,6}$/.test(values.area))
  refuse(say('--area 应为 2 到 6 位数字，如 411481', '--area takes 2 to 6 digits, such as 411481'))
if (kind === 'holidays' && !values.source)
  refuse(say('请用 --source 写明放假通知的名称和文号', 'name the notice with --source'))

// The usual ports of `npm start` and `npm run dev`; a folder of one's own is not theirs.
const ports = values['persist-to'] === local ? [Number(process.env.PORT) || 8787, 8787, 4321] : []
const holder = values.remote || values.force ? null : await holderOf(values['persist-to'], ports)
if (holder) {
  refuse(
    'pid' in holder
      ? say(`进程 ${holder.pid} 正占用本地数据库。`, `Process ${holder.pid} has the local database open.`)
      : say(
          `端口 ${holder.port} 上有程序在运行，可能正占用本地数据库。`,
          `Something listens on port ${holder.port} and may hold the local database.`,
        ),
    say(
      '请先停下本地服务（npm start、npm run dev）再导入；确定无关时加 --force。',
      'Stop the local server (npm start, npm run dev) first, or add --force when it is something else.',
    ),
  )
}

/** Runs the import the call asks for, and says how it went. */
async function run(d1: D1Database): Promise<void> {
  const db = openDb(d1)
  if (!kind) {
    await seedReference(db, systemClock.now())
    return console.log(
      say(
        '已写入办事事项、证明事项、工作日历和期限规则。',
        'Wrote matters, papers, the calendar and the deadline rules.',
      ),
    )
  }
  const result = await importList({
    ctx: { db, clock: systemClock },
    kind,
    bytes: readFileSync(file),
    area: values.area,
    makeStations: values['make-stations'],
    defaults: values.defaults,
    source: values.source,
    dryRun: values['dry-run'],
    progress: (step, done, of) => {
      if (of > 2000 || step.en === 'writing') console.error(`${step[locale]} ${done}/${of} (${seconds()})`)
    },
  })
  const write = result.faults.length ? console.error : console.log
  for (const line of reportLines(result, values['dry-run'], locale)) write(line)
  if (result.faults.length) process.exitCode = 1
  else console.error(seconds())
}

const started = Date.now()
const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
try {
  const { d1, dispose } = await openDatabase({ remote: values.remote, persistTo: values['persist-to'] })
  try {
    await run(d1)
  } finally {
    await dispose()
  }
} catch (error) {
  // A database error carries the bound rows in its own message: only its cause is shown.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const message = cause instanceof Error ? cause.message.slice(0, 300) : ''
  console.error(say(`没有写入：${message}`, `Nothing was written: ${message}`))
  if (/no such table/.test(message))
    console.error(say('请先运行数据库迁移。', 'Apply the database migrations first.'))
  process.exitCode = 1
}
