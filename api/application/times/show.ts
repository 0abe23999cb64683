import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { type Limit, type TimeLimit, timeLimitSchema } from '../../matter/catalogue.ts'
import { lawfulPromise, lawfulTime, readOverlay } from '../../matter/overlay.ts'
import { pair, stationOffer } from '../../matter/query.ts'
import { Problem } from '../../problem.ts'
import { decisionRule } from '../clock.ts'
import { currentForm } from '../forms/index.ts'
import { everywhere } from './query.ts'
import { leastSample, type TimesOf } from './schema.ts'
import { promiseWords, usualWords } from './words.ts'

interface Found {
  fromDay: Day
  toDay: Day
  sample: number
  medianDays: number
  p90Days: number
  pausedSample: number
  pausedMedianDays: number | null
}

/**
 * What is promised for a matter, and what is usual: at a service point, or in the whole bureau. The same for everybody.
 * One read. Throws not-found for an unknown matter or service point.
 */
export async function showTimes({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { code: string; station?: string | undefined }
}): Promise<TimesOf> {
  const code = input.code.toUpperCase()
  const slug = input.station ?? ''
  const [matters, stations, found] = await ctx.db.batch([
    rows<{ time: string }>(
      ctx.db,
      sql`SELECT json_extract(content, '$.timeLimit') AS time FROM matter WHERE code = ${code}`,
    ),
    stationOffer(ctx.db, slug, code),
    rows<Found>(
      ctx.db,
      sql`SELECT from_day AS fromDay, to_day AS toDay, sample, median_days AS medianDays, p90_days AS p90Days,
            paused_sample AS pausedSample, paused_median_days AS pausedMedianDays
          FROM application_usual WHERE matter_code = ${code}
            AND service_point_id = coalesce((SELECT id FROM service_point WHERE slug = ${slug}), ${everywhere})`,
    ),
  ])
  const [at] = stations
  if (!matters[0] || (input.station !== undefined && !at)) throw new Problem('not-found')
  const limit = timeLimitSchema.parse(JSON.parse(matters[0].time))
  const promise = promiseOf(code, limit, at, dayOf(ctx.clock.now()))
  const [row] = found
  const enough = row !== undefined && row.sample >= leastSample
  const figures = {
    usual: enough
      ? {
          medianDays: row.medianDays,
          p90Days: row.p90Days,
          sample: row.sample,
          fromDay: row.fromDay,
          toDay: row.toDay,
        }
      : null,
    paused:
      enough && row.pausedMedianDays !== null && row.pausedSample >= leastSample
        ? { sample: row.pausedSample, medianDays: row.pausedMedianDays }
        : null,
  }
  return {
    matterCode: code,
    station: at ? { slug: at.slug, name: pair(at.name_zh, at.name_en) } : null,
    promise,
    promised: promise !== null,
    promiseText: promiseWords(promise),
    ...figures,
    tooFew: !enough,
    usualText: usualWords(figures),
  }
}

/** What an application is decided within where there is a form, else what the catalogue or the service point promises. */
function promiseOf(
  code: string,
  limit: TimeLimit,
  at: { slug: string; promise?: string | null } | undefined,
  day: Day,
): Limit | null {
  const own = at?.promise ?? null
  const form = currentForm(code, day)
  if (form) {
    const { value, unit } = decisionRule(
      { matterCode: code, formVersion: form.version, ownPromise: own, slug: at?.slug ?? '' },
      day,
    )
    return { value, unit }
  }
  const overlay = readOverlay({ promise: own, fee: null, note_zh: '', note_en: '' }, day).promise
  return lawfulTime(limit, lawfulPromise(limit, overlay)).promise
}
