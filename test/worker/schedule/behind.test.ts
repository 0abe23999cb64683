import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { carryOutOpen } from '../../../api/appointment/schedule/carryOut.ts'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'

test('changes that cannot be carried out stand behind those not tried yet', async () => {
  await demo(env)
  const clock = clockAt(monday)
  const put = (id: string, at: number) =>
    env.DB.prepare(
      `INSERT INTO plan_change (id, service_point_id, kind, from_day, to_day, made_at)
       VALUES (?, 'sp_qingshi', 'hours', '2026-12-01', '2026-12-01', ?)`,
    )
      .bind(id, at)
      .run()
  await env.DB.prepare(
    "CREATE TRIGGER broken BEFORE UPDATE OF done_at ON plan_change WHEN OLD.id LIKE 'broken%' BEGIN SELECT RAISE(ABORT, 'broken'); END",
  ).run()
  for (let i = 0; i < 20; i++) await put(`broken ${i}`, monday - HOUR - MINUTE + i)
  await put('good', monday - HOUR)
  const run = async () => carryOutOpen(await systemCtx(clock)).catch((error: Error) => error.message)
  const open = async () =>
    env.DB.prepare("SELECT done_at AS at FROM plan_change WHERE id = 'good'").first<{ at: number | null }>()
  expect(await run()).toBe('changes not carried out: 20')
  expect(await open()).toEqual({ at: null })
  clock.pass(MINUTE)
  expect(await run()).toBe('changes not carried out: 19')
  expect(await open()).toEqual({ at: clock.now() })
})
