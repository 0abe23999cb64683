import type { AstroGlobal } from 'astro'
import { apiFetch } from './api.ts'

type Where = Pick<AstroGlobal, 'request' | 'url' | 'locals'>

/** One call of the API, or the status it was refused with. Empty values are left out. */
export async function ask<T>(
  where: Where,
  path: string,
  query: Record<string, string | undefined> = {},
): Promise<{ data: T } | { status: number }> {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []))
  const asked = given.length > 0 ? `?${new URLSearchParams(given)}` : ''
  const answer = await apiFetch(where)(`/api/v1${path}${asked}`)
  return answer.ok ? { data: (await answer.json()) as T } : { status: answer.status }
}

/** Where a refused call leads: what is not there, or what went wrong. */
export const errorPage = (status: number) => (status === 404 || status === 422 ? '/404' : '/500')

/** What was typed, as the API takes it. */
export const words = (query: URLSearchParams) => query.get('q')?.trim().slice(0, 60) || undefined

/** A town's code out of a query; anything else is no choice. */
export const townOf = (query: URLSearchParams) => query.get('town')?.match(/^\d{9}$/)?.[0]
