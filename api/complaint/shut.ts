import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'

/**
 * Statement: what somebody has in their hands and must not see leaves them. It goes behind whatever changed whom a
 * complaint is kept from (`complaint_shut`); then it is nobody's, and stays where it is handled.
 */
export const letGoOf = ({ db }: Pick<Ctx, 'db'>, staffId: string) =>
  exec(
    db,
    sql`UPDATE complaint SET handler_id = NULL WHERE handler_id = ${staffId} AND closed_at IS NULL
          AND EXISTS (SELECT 1 FROM complaint_shut z WHERE z.complaint_id = complaint.id AND z.staff_id = ${staffId})`,
  )

/**
 * Statements: an officer leaves the public list. What names them stays kept from the account they have, which is barred by
 * itself from now on; without this it would open the moment their entry goes.
 */
export const officerLeft = ({ db }: Pick<Ctx, 'db'>, officerId: string) =>
  [
    exec(
      db,
      sql`INSERT INTO complaint_barred (complaint_id, who, barred_id)
          SELECT b.complaint_id, 'staff', a.staff_id FROM officer_account a
            JOIN complaint_barred b ON b.who = 'officer' AND b.barred_id = a.officer_id
          WHERE a.officer_id = ${officerId} ON CONFLICT DO NOTHING`,
    ),
    exec(db, sql`DELETE FROM officer_account WHERE officer_id = ${officerId}`),
  ] as const
