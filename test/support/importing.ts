import { env } from 'cloudflare:workers'
import { importList, type ListKind } from '../../api/import/importList.ts'
import type { ImportInput } from '../../api/import/plan.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { openDb } from '../../db/client.ts'
import { monday } from './api.ts'

/** Imports a list written as text, at a test's clock. */
export function importText(
  kind: ListKind,
  text: string,
  { clock = clockAt(monday), ...more }: Partial<ImportInput> & { clock?: Clock; dryRun?: boolean } = {},
) {
  const bytes = new TextEncoder().encode(text)
  return importList({ ctx: { db: openDb(env.DB), clock }, kind, bytes, ...more })
}

/** All rows of a query, as stored. */
export const all = async (query: string) => (await env.DB.prepare(query).all()).results

export const count = async (table: string) =>
  Number(await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first('n'))
