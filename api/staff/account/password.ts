import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { invalid } from '../../problem.ts'
import { devicesOf } from '../door/device.ts'
import { type Door, keyFor } from '../door/door.ts'
import { hashPassword, LONGEST, passwordFault, passwordFits, SHORTEST } from '../door/password.ts'
import { countsOf, countTry, refuseOver, uncount } from '../door/tries.ts'
import { staffOf, standingOf } from '../setUp/standing.ts'
import type { PasswordChange } from './schema.ts'

/** Refuses a password that is none, beside its field. Throws invalid-input. */
export function checkNewPassword(pointer: string, password: string, own: readonly string[]): void {
  const fault = passwordFault(password, own)
  if (fault) throw invalid(pointer, fault, { least: SHORTEST, most: LONGEST })
}

/** Changes one's own password, which ends every other session. Wrong present ones are counted. */
export async function changePassword({
  ctx,
  door,
  input,
}: {
  ctx: Ctx
  door: Door
  input: PasswordChange
}): Promise<void> {
  const { id, session } = staffOf(ctx)
  const { account, name } = await standingOf(ctx)
  checkNewPassword('/wanted', input.wanted, [account, name])
  const counts = await countsOf(ctx, await devicesOf(door, account), 'password')
  const [[stored], ...counted] = await ctx.db.batch([
    rows<{ password: string }>(
      ctx.db,
      sql`SELECT password AS password FROM staff_credential WHERE user_id = ${id}`,
    ),
    ...countTry(ctx, counts),
  ])
  refuseOver(ctx, counts, counted.flat())
  const pepper = await keyFor(door, 'pepper')
  if (!(await passwordFits(pepper, input.present, stored?.password ?? null)))
    throw invalid('/present', 'password.wrong')
  const hashed = await hashPassword(pepper, input.wanted)
  const leaf = await leafFor(ctx, { action: 'staff.password', subject: id, facts: { staff: id } })
  await ctx.db.batch([
    exec(ctx.db, sql`UPDATE staff_credential SET password = ${hashed} WHERE user_id = ${id}`),
    exec(ctx.db, sql`DELETE FROM staff_session WHERE user_id = ${id} AND id <> ${session}`),
    uncount(ctx, counts),
    leaf.statement,
  ])
}
