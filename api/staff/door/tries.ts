import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { HOUR, MINUTE } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { toBase64Url } from '../../shared/bytes.ts'
import { hmac } from '../../shared/hmac.ts'
import type { Devices } from './device.ts'

/** What is tried: a password, or a code by somebody who has the password already. */
type Tried = 'password' | 'code'

/** How many wrong ones in how long (ms), for whoever is counted. */
const limits = {
  password: {
    device: { most: 10, within: 15 * MINUTE },
    network: { most: 10, within: 15 * MINUTE },
    // An IPv6 line that is given a whole block has 65,536 networks, and may not use up the account's count with them.
    block: { most: 30, within: HOUR },
    account: { most: 50, within: HOUR },
  },
  // Whoever tries codes knows the password: of a million codes three are good at a time.
  code: {
    device: { most: 10, within: 15 * MINUTE },
    network: { most: 10, within: 15 * MINUTE },
    block: { most: 15, within: 24 * HOUR },
    account: { most: 20, within: 24 * HOUR },
  },
} as const

type Counted = keyof (typeof limits)['password']

interface Count {
  subject: string
  most: number
  within: number
}

/** The counts one try stands in. A device that signed in before has its own and stands in no other. */
export async function countsOf(ctx: Ctx, devices: Devices, tried: Tried): Promise<Count[]> {
  const { tag, known, key } = devices
  const [network, block] = [await ctx.network(), await ctx.network('block')]
  const who: [Counted, string][] = known
    ? [['device', known]]
    : [
        ['network', network],
        ['block', block],
        ['account', ''],
      ]
  // Any other address has no block that is wider than its network.
  const counted = who.filter(([kind]) => kind !== 'block' || block !== network)
  return Promise.all(
    counted.map(async ([kind, name]) => ({
      subject: toBase64Url(await hmac(key, ['try', tried, kind, tag, name].join('\n'))),
      ...limits[tried][kind],
    })),
  )
}

interface Counting {
  subject: string
  count: number
  untilAt: number
}

/**
 * Statements that count a try before it is looked at, so that a thousand at once are a thousand. A count over its
 * limit is not lengthened by trying on, and what a network or its block tries over its own limit is not the account's
 * to bear.
 */
export function countTry(ctx: Ctx, counts: readonly Count[]) {
  const now = ctx.clock.now()
  return counts.map(({ subject, within }, at) => {
    const before = JSON.stringify(counts.slice(0, at))
    return rows<Counting>(
      ctx.db,
      sql`INSERT INTO staff_try (subject, count, until_at)
          SELECT ${subject}, 1, ${now + within}
          WHERE NOT EXISTS (SELECT 1 FROM json_each(${before}) j JOIN staff_try t ON t.subject = j.value ->> 'subject'
            WHERE t.count > j.value ->> 'most')
          ON CONFLICT (subject) DO UPDATE SET
            count = CASE WHEN until_at <= ${now} THEN 1 ELSE count + 1 END,
            until_at = CASE WHEN until_at <= ${now} THEN ${now + within} ELSE until_at END
          RETURNING subject AS subject, count AS count, until_at AS untilAt`,
    )
  })
}

/** Whether this try is the one that reaches a limit: what the audit notes, once for each count. */
export const reachesLimit = (counts: readonly Count[], counted: readonly Counting[]) =>
  counts.some(({ subject, most }) => counted.some((row) => row.subject === subject && row.count === most))

/** Throws too-many-tries, with how long to wait, when a count is over its limit. */
export function refuseOver(ctx: Ctx, counts: readonly Count[], counted: readonly Counting[]): void {
  const waits = counts.flatMap(({ subject, most }) =>
    counted
      .filter((row) => row.subject === subject && row.count > most)
      .map(({ untilAt }) => untilAt - ctx.clock.now()),
  )
  if (waits.length) throw new Problem('too-many-tries', { retryAfter: Math.max(...waits) / 1000 })
}

/** Statement: this try was right and is not counted; the others before it still are. */
export const uncount = (ctx: Ctx, counts: readonly Count[]) =>
  exec(
    ctx.db,
    sql`UPDATE staff_try SET count = max(0, count - 1)
        WHERE subject IN (SELECT value FROM json_each(${JSON.stringify(counts.map(({ subject }) => subject))}))`,
  )

/** Statement: after a full sign-in the device, or the network, begins anew. What all strangers together did still counts. */
export const forget = (ctx: Ctx, counts: readonly Count[]) =>
  exec(
    ctx.db,
    sql`DELETE FROM staff_try
        WHERE subject IN (SELECT value FROM json_each(${JSON.stringify(counts.slice(0, 1).map(({ subject }) => subject))}))`,
  )
