import type { Context } from 'hono'
import type { AppEnv } from '../../context.ts'

/** Puts the lines of Set-Cookie on an answer, and gives what it says. */
export function withCookies<T>(c: Context<AppEnv>, { answer, cookies }: { answer: T; cookies: string[] }): T {
  for (const line of cookies) c.header('Set-Cookie', line, { append: true })
  return answer
}
