import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import type { Bindings } from '../../../api/env.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { draftRow, fileRows, sender } from '../../support/applicationFiles.ts'
import { twoStations } from '../../support/appointment.ts'
import { pdfFile } from '../../support/files.ts'

const clock = clockAt(monday)
const free = { limit: async () => ({ success: true }) }
const limiters = { READ_LIMITER: free, WRITE_LIMITER: free, CODE_LIMITER: free, CREATE_LIMITER: free }
const bindings = { BOT_CHECKS: 'on', FILES_PER_HOUR: '2', ...limiters } as unknown as Partial<Bindings>
beforeEach(async () => {
  clock.set(monday + HOUR / 2)
  await twoStations()
})

/** A draft of its own, and its sender. */
const phone = async () => sender({ ...(await draftRow()), clock, bindings })
const about = { name: 'a.pdf', size: 9000, type: 'application/pdf', material: 'purposeProof' }
const from = (ip: string, more: Record<string, string> = {}) => ({ 'cf-connecting-ip': ip, ...more })
const objects = async () => (await env.FILES.list()).objects.length

test('one network sends so many files an hour, over all its drafts and both ways; the refusal says until when', async () => {
  const [one, two] = [await phone(), await phone()]
  expect((await one.begin(pdfFile())).status).toBe(201)
  expect((await two.add(pdfFile())).status).toBe(201)
  const [rows, kept] = [await fileRows(), await objects()]
  const refused = await two.add(pdfFile(), { name: 'b.pdf' })
  expect([refused.status, refused.body.code]).toEqual([429, 'files-full'])
  expect(refused.headers.get('retry-after')).toBe('1800')
  // Whole seconds, never too few.
  clock.pass(1)
  const { headers, body } = await two.add(pdfFile(), { name: 'b.pdf' })
  expect([headers.get('retry-after'), body.retryAfter]).toEqual(['1800', 1800])
  expect(refused.body.title).toContain('下一个整点')
  const english = await one.post('/uploads', about, { 'accept-language': 'en' })
  expect([english.status, english.body.code]).toEqual([429, 'files-full'])
  expect(english.body.title).toContain('after the full hour')
  // Nothing of it was kept, not even for a moment.
  expect([await fileRows(), await objects()]).toEqual([rows, kept])

  clock.set(monday + HOUR)
  expect((await two.add(pdfFile(), { name: 'b.pdf' })).status).toBe(201)
})

test('asking again for an upload that was begun counts once', async () => {
  const one = await phone()
  for (let n = 0; n < 4; n++) expect((await one.begin(pdfFile(), {}, 'the-same-key-1')).status).toBe(201)
  expect((await one.begin(pdfFile(), {}, 'another-key-1')).status).toBe(201)
  expect((await one.begin(pdfFile(), {}, 'another-key-2')).body.code).toBe('files-full')
  expect((await one.begin(pdfFile(), {}, 'the-same-key-1')).status).toBe(201)
})

test('another network is not held back, and a block of addresses takes no more than three lines of it', async () => {
  const one = await phone()
  const begun = async (ip: string) => (await one.post('/uploads', about, from(ip))).status
  expect([await begun('192.0.2.1'), await begun('192.0.2.1'), await begun('192.0.2.1')]).toEqual([
    201, 201, 429,
  ])
  expect(await begun('192.0.2.2')).toBe(201)
  const lines = ['1', '2', '3', '4'].map((line) => `2001:db8:1:${line}::1`)
  const answers: number[] = []
  for (const ip of lines) answers.push(await begun(ip), await begun(ip))
  expect(answers).toEqual([201, 201, 201, 201, 201, 201, 429, 429])
})
