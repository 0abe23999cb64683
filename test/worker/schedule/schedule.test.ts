import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import { jobs, jobsAt, runSchedule } from '../../../api/schedule.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

afterEach(() => void vi.restoreAllMocks())

it('runs every job, day after day, on a bureau and on an empty house', async () => {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const context = createExecutionContext()
  await runSchedule(env as Bindings, monday, context)
  await demo(env)
  for (const day of [1, 2, 3]) await runSchedule(env as Bindings, monday + day * 86_400_000, context)
  const ran = lines.map((line) => JSON.parse(line).job)
  expect(ran).toEqual(Array.from({ length: 4 }, () => jobs.map(({ name }) => name)).flat())
  expect(await env.DB.prepare('SELECT max(day) AS day FROM audit_root').first('day')).toBe('2026-11-25')
})

it('runs in each minute what cannot wait, and the rest every five', () => {
  const everyFive = ['appointment.plan', 'audit.seal', 'key.rotate', 'privacy.purge']
  for (let minute = 0; minute < 10; minute++) {
    const names = jobsAt(monday + minute * 60_000).map(({ name }) => name)
    expect(names).toContain('appointment.release')
    expect(names).toContain('notification.wake')
    expect(everyFive.every((name) => names.includes(name) === (minute % 5 === 0))).toBe(true)
  }
})
