import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { monday } from '../../support/api.ts'
import { addSlot, miscounts, twoStations } from '../../support/appointment.ts'
import { attempt, crowds, refusal } from '../../support/crowd.ts'
import { proving, shown, times } from '../../support/prove.ts'
import { addWaiting } from '../../support/waitingRows.ts'

beforeEach(twoStations)

/** Sent to the database before the first of them is answered. */
const wave = 250
const wanted = times(1_000, 50_000)

/** The same crowds meet in test/unit/appointment/contended.test.ts, a million attempts without the wire between. */
test('no place is given twice, none is lost, whatever a crowd sends at once', {
  timeout: 3_600_000,
}, async () => {
  const told = { attempts: 0, given: 0, refused: 0, crowds: 0 }
  const perCrowd = times(500, 5_000)
  await fc.assert(
    fc.asyncProperty(crowds, async (crowd) => {
      told.crowds += 1
      const starts = monday + 24 * told.crowds * HOUR
      const ids: string[] = []
      for (const [i, capPublic] of crowd.caps.entries())
        ids.push(await addSlot({ startsAt: starts + i * 15 * MINUTE, capPublic }))
      const place = { ids, starts, waiting: await addWaiting(`wt_${told.crowds}`) }
      for (let sent = 0; sent < perCrowd; sent += wave) {
        const answers = await Promise.all(
          Array.from({ length: wave }, (_, i) => {
            const [sql, ...values] = attempt(crowd, place, sent + i, `${told.crowds}_${sent + i}`)
            return carriedOut(env.DB.prepare(sql).bind(...values))
          }),
        )
        told.attempts += answers.length
        told.given += answers.filter(Boolean).length
      }
      expect(await miscounts()).toEqual([])
    }),
    { numRuns: Math.ceil(wanted / perCrowd), ...(proving ? {} : { seed: 20261123 }) },
  )
  told.refused = told.attempts - told.given
  shown('crowds at once on D1, random capacities: book, long visit, move, cancel, offer, settle', {
    ...told,
    miscounted: 0,
  })
})

async function carriedOut(statement: D1PreparedStatement): Promise<boolean> {
  try {
    const { meta } = await statement.run()
    return meta.changes > 0
  } catch (error) {
    expect(String(error)).toMatch(refusal)
    return false
  }
}
