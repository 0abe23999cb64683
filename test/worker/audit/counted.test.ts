import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { endPast } from '../../../api/appointment/end.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { addBooking, addPlace } from '../../support/bookingRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { meanwhile } from '../../support/meanwhile.ts'

it('counts no visit as ended that was cancelled meanwhile', async () => {
  const clock = clockAt(monday)
  const ctx = await testCtx({ clock })
  await addPlace()
  for (const id of ['bk_a', 'bk_b']) await addBooking(ctx, id, { state: 'booked', endsAt: monday - 1 })
  const cancel = () => env.DB.prepare("UPDATE booking SET state = 'cancelled' WHERE id = 'bk_a'").run()
  expect(await endPast(meanwhile(ctx, cancel))).toEqual({ ended: 0 })
  expect(await env.DB.prepare('SELECT count(*) AS n FROM audit_leaf').first('n')).toBe(0)
  expect(await endPast(ctx)).toEqual({ ended: 1 })
  const body = await env.DB.prepare('SELECT body FROM audit_leaf').first<string>('body')
  expect(JSON.parse(body!).facts).toEqual({ visits: 1 })
})
