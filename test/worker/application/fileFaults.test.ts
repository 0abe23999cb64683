import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { dropDue } from '../../../api/file/drop.ts'
import { endUploads } from '../../../api/file/parts/end.ts'
import { openFor } from '../../../api/file/parts/size.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { draftRow, fileRows, sender } from '../../support/applicationFiles.ts'
import { twoStations } from '../../support/appointment.ts'
import { testCtx } from '../../support/ctx.ts'
import { faulty } from '../../support/faults.ts'
import { pdfFile } from '../../support/files.ts'
import { longPdf, standing } from '../../support/parts.ts'
import { shown } from '../../support/prove.ts'

// Whatever stops half-way, every object of the store is owned by a row or on the list of what should go, and every row
// has its object.

const { DB, fault, reset } = faulty()
const clock = clockAt(monday)
let draft: Awaited<ReturnType<typeof draftRow>>
let phone: ReturnType<typeof sender>
let shaky: ReturnType<typeof sender>
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  clock.set(monday)
  reset()
  await twoStations()
  draft = await draftRow()
  phone = sender({ ...draft, clock })
  shaky = sender({ ...draft, clock, bindings: { DB } })
})
afterEach(() => vi.restoreAllMocks())

/** Nothing is lost, and nothing is there that nobody knows of. */
async function whole(what: string) {
  const { objects, listed, parts } = await standing()
  const owned = [...parts, ...(await fileRows()).map((row) => String(row.object_key))]
  expect(
    owned.filter((key) => !objects.includes(key)),
    `${what}: lost`,
  ).toEqual([])
  expect(
    objects.filter((key) => !owned.includes(key) && !listed.includes(key)),
    `${what}: orphans`,
  ).toEqual([])
  expect(
    owned.filter((key) => listed.includes(key)),
    `${what}: owned, and to be dropped`,
  ).toEqual([])
}

/** Asks once for each statement of each of its batches with that one failing, and with each answer lost; then in peace. */
async function stopAtEach(what: string, ask: () => Promise<{ status: number; text: string }>) {
  let stops = 0
  for (let batch = 0; ; batch++) {
    let size = Number.POSITIVE_INFINITY
    for (let statement = 0; statement < size; statement++) {
      reset({ at: { batch, statement } })
      const { status, text } = await ask()
      size = fault.sizes[batch] ?? 0
      // No such batch, or one behind the answer, which may fail without a word of it.
      if (status < 300) {
        await whole(what)
        shown('files: stopped at each statement', { write: what, stops, lost: 0, orphans: 0 })
        return
      }
      expect([409, 500, 503], text).toContain(status)
      await whole(`${what}: batch ${batch}, statement ${statement}`)
      stops += 1
    }
  }
}

test('a part', async () => {
  const bytes = longPdf(1)
  const { uploadId } = (await phone.begin(bytes)).body
  await stopAtEach('part', () => shaky.part(uploadId, 0, bytes))
  expect((await phone.state(uploadId)).body.there).toEqual([0])
})

test('the whole out of its parts', async () => {
  const bytes = longPdf(1)
  const { uploadId } = (await phone.begin(bytes)).body
  for (const index of [0, 1]) await phone.part(uploadId, index, bytes)
  await stopAtEach('complete', () => shaky.complete(uploadId))
  expect(await fileRows()).toHaveLength(1)
})

test('a file by a form', async () => {
  await stopAtEach('add', () => shaky.add(pdfFile()))
  expect(await fileRows()).toHaveLength(1)
})

test('taking a file out', async () => {
  const { id } = (await phone.add(pdfFile())).body
  await stopAtEach('remove', () => shaky.remove(id))
  expect(await fileRows()).toEqual([])
})

test('answers that were lost after the work was done: asked again, it is done once', async () => {
  const bytes = longPdf(0)
  const { uploadId } = (await phone.begin(bytes)).body
  const message = 'D1_ERROR: Network connection lost.'
  reset({ throws: { batch: 2, message, after: true } })
  expect((await shaky.part(uploadId, 0, bytes)).status).toBe(503)
  await whole('part')
  reset()
  expect((await shaky.part(uploadId, 0, bytes)).status).toBe(200)
  reset({ throws: { batch: 2, message, after: true } })
  expect((await shaky.complete(uploadId)).status).toBe(503)
  await whole('complete')
  reset()
  expect((await shaky.complete(uploadId)).status).toBe(201)
  expect(await fileRows()).toHaveLength(1)
})

test.each(['put', 'get', 'delete'] as const)('a store that cannot %s', async (broken) => {
  const FILES = new Proxy(env.FILES, {
    get(target, property) {
      if (property === broken)
        return () => Promise.reject(new Error('10001: We encountered an internal error'))
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const unstored = sender({ ...draft, clock, bindings: { FILES } })
  const bytes = longPdf(1)
  const { uploadId } = (await phone.begin(bytes)).body
  for (const index of [0, 1]) {
    await unstored.part(uploadId, index, bytes)
    await whole(`part ${index}, ${broken}`)
    await phone.part(uploadId, index, bytes)
  }
  await unstored.complete(uploadId)
  await whole(`complete, ${broken}`)
  expect((await phone.complete(uploadId)).status).toBe(201)
  await whole(broken)
})

test('a day later nothing is left of what was not completed', async () => {
  const bytes = longPdf(1)
  const { uploadId } = (await phone.begin(bytes)).body
  reset({ at: { batch: 2, statement: 0 } })
  await shaky.part(uploadId, 0, bytes)
  await phone.part(uploadId, 1, bytes)
  const kept = (await phone.add(pdfFile())).body
  clock.pass(openFor + HOUR)
  const ctx = await testCtx({ clock })
  await endUploads(ctx)
  await dropDue(ctx)
  const [file] = await fileRows()
  expect(file!.id).toBe(kept.id)
  expect(await standing()).toEqual({ objects: [file!.object_key], listed: [], uploads: [], parts: [] })
})
