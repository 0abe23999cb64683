import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawnOrder } from '../../../api/appointment/release/check.ts'
import { drawMinute } from '../../../api/appointment/release/minute.ts'
import type { DrawnReleaseView } from '../../../api/appointment/release/schema.ts'
import { MINUTE } from '../../../api/calendar/day.ts'
import { shellLines } from '../../../site/lib/release.ts'

const seed = createHash('sha256').update('a seed').digest('hex')
const [opensFrom, opensTo] = ['2026-11-23T08:00:00+08:00', '2026-11-23T09:00:00+08:00']
const release = (more: Partial<DrawnReleaseView>) =>
  ({ seed, opensFrom, opensTo, tickets: null, ...more }) as DrawnReleaseView
const run = (lines: string | null) =>
  execFileSync('sh', ['-c', lines ?? ''], { encoding: 'utf8' })
    .trim()
    .split('\n')

test('the commands a page shows repeat the draw: commitment, minute, order of the tickets', async () => {
  const tickets = Array.from({ length: 9 }, (_, i) => ({
    ticket: `t${String(i).padStart(9, '0')}`,
    recent: i % 4 === 0,
    joinedDay: i % 2 ? '2026-11-01' : '2026-11-02',
  }))
  const order = await drawnOrder(seed, tickets)
  const shown = order.map((each, i) => ({ ...each, place: i + 1, offered: false }))
  const [commitment, minute, ...said] = run(shellLines(release({ tickets: shown })))
  expect(commitment).toMatch(new RegExp(`^${createHash('sha256').update(seed).digest('hex')}\\b`))
  const window = { from: Date.parse(opensFrom), to: Date.parse(opensTo) }
  expect(Number(minute)).toBe(((await drawMinute(seed, window)) - window.from) / MINUTE)
  expect(said).toEqual(order.map(({ ticket }) => ticket))
})

test('without a window or tickets there is less to repeat, and nothing before the draw', () => {
  expect(run(shellLines(release({ opensTo: opensFrom })))).toHaveLength(1)
  expect(run(shellLines(release({})))).toHaveLength(2)
  expect(shellLines(release({ seed: null }))).toBeNull()
})
