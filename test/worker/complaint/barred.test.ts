import { env } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import * as sight from '../../../api/complaint/desk/sight.ts'
import { shown } from '../../support/shown.ts'

/** Which of the calls of a request drops the condition that keeps a complaint from whom it is about; 0: none. */
const broken = { calls: 0, at: 0 }
const real = sight.inSight
vi.spyOn(sight, 'inSight').mockImplementation((...args) => {
  broken.calls += 1
  return broken.calls === broken.at ? openSight() : real(...args)
})
const { sql } = await import('drizzle-orm')
const openSight = () => sql`1`
const { declared } = await import('../../support/matrix/matrix.ts')
const { rooms } = await import('../../support/matrix/rooms.ts')
const { newWorld, own } = await import('../../support/matrix/world.ts')
const { walkTo } = await import('../../support/complaintRows.ts')
const { aComplaint, anAccusation, complaintAt, told } = await import('../../support/telling.ts')

type World = Awaited<ReturnType<typeof newWorld>>
type Who = Awaited<ReturnType<World['somebody']>>

afterEach(() => {
  broken.at = 0
})

const rows = Object.assign({}, ...Object.values(rooms)) as (typeof rooms)[string]
const officer = '陆建川'

/** Those it must not reach: everybody with a role at the accused station, also with one for the whole bureau beside it. */
async function accused(world: World): Promise<[string, Who][]> {
  const linked = await world.somebody([['supervisor', '*']])
  await env.DB.prepare(
    'INSERT INTO officer_account (officer_id, staff_id) SELECT id, ? FROM officer WHERE name_zh = ?',
  )
    .bind(linked.id, officer)
    .run()
  return [
    ['the chief', await world.somebody([['chief', own.point]])],
    ['a handler', await world.somebody([['handler', own.point]])],
    ['a clerk', await world.somebody([['clerk', own.point]])],
    ['a publisher', await world.somebody([['publisher', own.point]])],
    [
      'a chief who is of the supervision desk too',
      await world.somebody([
        ['chief', own.point],
        ['supervisor', '*'],
      ]),
    ],
    ['the officer it names, at the supervision desk', linked],
  ]
}

/** Accusations in every state a list shows, and one that only its author wanted kept from the station. */
async function accuse(world: World): Promise<string[]> {
  const late = 'raised = 3, due_at = 1, raise_at = NULL'
  const made: [Parameters<typeof walkTo>[1], string?][] = [
    ['received'],
    ['received', 'tray = 1'],
    ['accepted', late],
    ['waiting'],
    ['answered'],
    ['reopened', 'level = 1'],
    ['closed'],
    ['followup'],
  ]
  const found: string[] = []
  for (const [state, set] of made) {
    const { reference } = await told(
      world.web,
      found.length === 2 ? aComplaint({ away: true, officer }) : anAccusation(),
    )
    await walkTo(reference, state, set)
    if (state === 'followup') await callFor(reference)
    found.push(reference)
  }
  // Answered at the station and objected to, and then found to be about it: nobody there reads on.
  for (const state of ['reopened', 'closed'] as const) {
    const { reference } = await told(world.web, aComplaint({ words: anAccusation().words }))
    await walkTo(reference, 'answered')
    await set(
      reference,
      "state = 'reopened', level = 1, desk = '*', from_desk = desk, rev = rev + 1, raised = 3, due_at = 1, raise_at = NULL",
    )
    if (state === 'closed')
      for (const step of [
        "state = 'answered'",
        "state = 'closed', closed_at = updated_at, closed_how = 'silent'",
      ])
        await set(reference, `${step}, rev = rev + 1`)
    await bar(reference)
    found.push(reference)
  }
  return found
}

const set = (reference: string, columns: string) =>
  env.DB.prepare(`UPDATE complaint SET ${columns} WHERE reference = ?`).bind(reference).run()
/** Kept from the station and from the officer it turned out to be about. */
const bar = (reference: string) =>
  env.DB.prepare(
    `INSERT INTO complaint_barred (complaint_id, who, barred_id)
     SELECT c.id, 'point', ?1 FROM complaint c WHERE c.reference = ?2
     UNION ALL SELECT c.id, 'officer', o.id FROM complaint c, officer o WHERE c.reference = ?2 AND o.name_zh = ?3`,
  )
    .bind(own.point, reference, officer)
    .run()

/** A call-back over it, by the supervision desk. */
const callFor = (reference: string) =>
  env.DB.prepare(
    `INSERT INTO callback (id, reference, reason, service_point_id, script, rule, due_at, counted, opened_by, opened_at)
     VALUES ('cb_' || ?1, ?1, 'rating-low', '*', 'content@1', '{}', 1, '[]', 'system', 0)`,
  )
    .bind(reference)
    .run()

const ask = (world: World, who: Who, name: string, path: string, body?: unknown) =>
  (name === 'GET public' ? world.web : world.api).call(
    name.split(' ')[0]!,
    path,
    name.startsWith('POST') ? (body ?? {}) : undefined,
    who.headers,
  )

/** What differs on its own from one answer to the next. */
const steady = (text: string) => text.replace(/"requestId":"[^"]*"/g, '')

/** Every way to read at work, with what it is asked by. */
async function readings(world: World) {
  const found: { name: string; path: string }[] = []
  for (const op of (await declared()).filter(({ write }) => !write)) {
    const row = rows[op.name]
    if (!row) continue
    const { path } = await row.make(world, own, world.all)
    found.push({ name: op.name, path })
  }
  for (const show of ['new', 'mine', 'open', 'waiting', 'late', 'tray', 'above', 'over'])
    found.push({ name: 'GET /staff/complaints', path: `/staff/complaints?show=${show}` })
  // What everybody reads, they read too.
  for (const path of [
    '/answered',
    '/answered?station=qingshi',
    '/answered?kind=question&month=2026-11',
    '/answered.atom',
    '/answered.atom?station=qingshi',
    '/stations/qingshi',
  ])
    found.push({ name: 'GET public', path })
  return found
}

/** As if its author had agreed to have it published, and somebody tried: the database alone stands in between. */
async function pressToPublish(references: readonly string[]): Promise<number> {
  let refused = 0
  for (const reference of references) {
    await env.DB.prepare('UPDATE complaint SET open_wish = 1 WHERE reference = ?').bind(reference).run()
    await env.DB.prepare(
      `INSERT INTO complaint_public (complaint_id, id, kind, locale) SELECT id, 'P-' || reference, kind, locale
       FROM complaint WHERE reference = ?`,
    )
      .bind(reference)
      .run()
    await env.DB.prepare(
      `UPDATE complaint_public SET state = 'out', said = '收烟', did = '查了', came_day = '2026-11-23',
         done_day = '2026-11-23', published_at = 1, point_id = 'sp_qingshi' WHERE id = ?`,
    )
      .bind(`P-${reference}`)
      .run()
      .catch(() => {
        refused += 1
      })
  }
  return refused
}

test('whoever it is about reads the same with it as without it, wherever they look', {
  timeout: 240_000,
}, async () => {
  const world = await newWorld()
  // A complaint of the same words that they may read, so that counts of copies are asked too.
  await told(world.web, aComplaint({ words: anAccusation().words }))
  const people = await accused(world)
  const paths = await readings(world)
  const look = async () => {
    const seen = new Map<string, string>()
    for (const [who, somebody] of people)
      for (const { name, path } of paths) {
        const { status, text } = await ask(world, somebody, name, path)
        seen.set(`${who}: ${name} ${path}`, `${status} ${steady(text)}`)
      }
    return seen
  }
  // What is noted of first openings is noted before anything is compared.
  await look()
  const before = await look()
  for (const [cell, text] of before) if (cell.includes('GET public')) expect(text).toMatch(/^200 /)
  const references = await accuse(world)
  expect(await pressToPublish(references)).toBe(references.length)
  const after = await look()
  const different = [...before].filter(([cell, text]) => after.get(cell) !== text).map(([cell]) => cell)
  expect(different).toEqual([])
  for (const text of after.values()) for (const reference of references) expect(text).not.toContain(reference)
  shown('conflict of interest: answers compared', {
    people: people.length,
    readings: paths.length,
    cells: before.size,
  })
  expect(before.size).toBeGreaterThan(200)
})

/** Every verb on a complaint, asked of an accusation by whom it is about. */
async function verbs(world: World, reference: string) {
  const { rev } = await complaintAt(reference)
  const found: { name: string; path: string; body: unknown }[] = []
  for (const op of await declared()) {
    if (!op.name.includes('/staff/complaints/{reference}')) continue
    const { path, body } = await rows[op.name]!.make(world, own, world.all)
    const other = path.match(/C-\d{8}-\w{6}/)![0]
    const own_ =
      body instanceof FormData || body === undefined
        ? body
        : { ...(body as object), ...('rev' in (body as object) && { rev }) }
    found.push({ name: op.name, path: path.replace(other, reference), body: own_ })
  }
  return found
}

test('to every verb it is as if it did not exist', { timeout: 120_000 }, async () => {
  const world = await newWorld()
  const people = await accused(world)
  const [reference = ''] = await accuse(world)
  const wrong: string[] = []
  let asked = 0
  for (const { name, path, body } of await verbs(world, reference)) {
    for (const [who, somebody] of people) {
      const answer = await ask(world, somebody, name, path, body)
      const nothing = await ask(world, somebody, name, path.replace(reference, 'C-20261123-2222J5'), body)
      asked += 1
      if (![403, 404].includes(answer.status)) wrong.push(`${who}: ${name}: ${answer.status} ${answer.text}`)
      if (nothing.status === 404 && steady(nothing.text) !== steady(answer.text))
        wrong.push(`${who}: ${name} is told from nothing: ${answer.text}`)
    }
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(120)
})

test('red, once the condition is dropped from any one query', { timeout: 240_000 }, async () => {
  const world = await newWorld()
  await told(world.web, aComplaint({ words: anAccusation().words }))
  const chief = await world.somebody([
    ['chief', own.point],
    ['supervisor', '*'],
  ])
  // Whoever is of the station alone, and would read on what was answered there.
  const reader = await world.somebody([['chief', own.point]])
  const at = (show: string) => ({
    name: 'GET /staff/complaints',
    path: `/staff/complaints?show=${show}`,
    body: undefined as unknown,
  })
  const lists = [
    ...['new', 'open', 'waiting', 'late', 'tray', 'over'].map((show) => ({ ...at(show), who: chief })),
    ...['above', 'over'].map((show) => ({ ...at(show), who: reader })),
  ]
  const [innocent] = await Promise.all([told(world.web, aComplaint({ words: anAccusation().words }))])
  const same = {
    name: 'GET /staff/complaints/{reference}',
    path: `/staff/complaints/${innocent.reference}`,
    body: undefined,
    who: chief,
  }
  const before = new Map<string, string>()
  for (const { name, path, who } of [...lists, same]) {
    await ask(world, who, name, path)
    before.set(`${who.id} ${path}`, steady((await ask(world, who, name, path)).text))
  }
  const [reference = ''] = await accuse(world)
  const green: string[] = []
  let dropped = 0
  for (const { name, path, body, who } of [...lists, same]) {
    const was = before.get(`${who.id} ${path}`)
    Object.assign(broken, { calls: 0, at: 0 })
    expect(steady((await ask(world, who, name, path, body)).text)).toBe(was)
    const { calls } = broken
    const red: boolean[] = []
    for (let at = 1; at <= calls; at++) {
      Object.assign(broken, { calls: 0, at })
      red.push(steady((await ask(world, who, name, path, body)).text) !== was)
      dropped += 1
    }
    // What is one's own holds nothing of them in any case: the database gives it to nobody it is about. And copies are
    // counted beside rows alone, which only the first two lists have here.
    // Of the station alone there is nothing else to find: the list itself, and the count of what one reads on; which is empty
    // for whoever handles everything, whatever is dropped. Who follows is counted of the complaint that is opened alone.
    const may = who === reader ? calls - 2 : /show=(new|open)$|\/C-/.test(path) ? 2 : 3
    const quiet = red.filter((one) => !one).length
    // The complaint that is opened here is one they may read; what is asked for beside it must be kept from them.
    if (quiet > may) green.push(`${path}: ${red.join(' ')}`)
  }
  for (const { name, path, body } of await verbs(world, reference)) {
    Object.assign(broken, { calls: 0, at: 1 })
    const { status } = await ask(world, chief, name, path, body)
    Object.assign(broken, { at: 0 })
    dropped += 1
    if (status === 404) green.push(`${name}: ${status}`)
  }
  expect(green).toEqual([])
  shown('conflict of interest: conditions dropped, each found', { dropped })
  expect(dropped).toBeGreaterThan(60)
})
