import type { Context } from 'hono'
import type { AppEnv } from './context.ts'

export function docsPage(c: Context<AppEnv>, _document: unknown) {
  return c.html('<!doctype html><title>Kaimen API</title>')
}
