import type { Ctx } from '../context.ts'
import { open, seal } from '../privacy/field.ts'

type Table =
  | 'complaint'
  | 'complaint_word'
  | 'complaint_file'
  | 'complaint_follower'
  | 'complaint_outside'
  | 'mediation'

/** Seals a field of one row; nothing stays nothing. What is sealed for one row opens in no other. */
export const sealed = (
  ctx: Ctx,
  table: Table,
  row: string,
  column: string,
  value: string | null | undefined,
): Promise<string | null> => (value ? seal(ctx.keys, { table, column, row }, value) : Promise.resolve(null))

/** A sealed field in clear; null where there is none, or its keeping time is over. */
export const unsealed = (
  ctx: Ctx,
  table: Table,
  row: string,
  column: string,
  value: string | null,
): Promise<string | null> =>
  value === null ? Promise.resolve(null) : open(ctx.keys, { table, column, row }, value)
