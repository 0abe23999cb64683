import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'

/**
 * Statements: this upload is over, its parts go (a trigger puts their keys on the list of what should go). They stand in
 * the batch that takes the whole file into the caller's keeping, and undo it as 'stale' when the upload was over already.
 */
export const finishUploadStatements = ({ db }: Ctx, uploadId: string) =>
  [
    exec(db, sql`DELETE FROM upload_part WHERE upload_id = ${uploadId}`),
    exec(db, sql`DELETE FROM upload WHERE id = ${uploadId}`),
    guard(db),
  ] as const
