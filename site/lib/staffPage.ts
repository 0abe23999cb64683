import type { APIContext } from 'astro'
import type { Me } from '../../api/staff/me/schema.ts'
import { en } from '../locales/staff/en.ts'
import { zh } from '../locales/staff/zh.ts'
import type { ProblemDocument } from './ask.ts'
import { type Page, pageOf } from './page.ts'
import { staffAsk } from './staffAsk.ts'
import { fill, type Text } from './text.ts'

export type StaffKey = keyof typeof zh
export type Permission = Me['grants'][number]['permissions'][number]

/** What a staff page needs: the reader's words for staff, and, once signed in, who acts and what they may do. */
export interface StaffPage extends Omit<Page, 't'> {
  /** Says a key of the staff words; parameters are `{named}`. */
  t(key: StaffKey, params?: Record<string, string | number>): string
}

export interface AtWork extends StaffPage {
  me: Me
  /** Whether they may do this at a service point (its slug), or anywhere when none is named. */
  can(permission: Permission, slug?: string): boolean
  /** The service points at which they may do this; `all` when it is the whole bureau. */
  pointsFor(permission: Permission): { all: boolean; points: { slug: string; name: Text }[] }
}

type Where = Pick<APIContext, 'request' | 'url' | 'cookies' | 'locals'>

/** The words for a page before signing in. */
export function staffWords(where: Pick<APIContext, 'request' | 'url' | 'cookies'>): StaffPage {
  const page = pageOf(where)
  const words: Record<StaffKey, string> = page.locale === 'en' ? en : zh
  return { ...page, t: (key, params) => fill(words[key], params) }
}

/**
 * Who is signed in, for a page at work; a Response (to sign in, and back to this page) when nobody is. Asks the API
 * once, beside what the page asks for itself.
 */
export async function staffPageOf(where: Where): Promise<AtWork | Response> {
  const page = staffWords(where)
  const answer = await staffAsk<Me>(where, '/staff/me')
  if (!answer.ok) return toSignIn(page, where, answer.problem)
  const { data: me } = answer
  return {
    ...page,
    me,
    can: (permission, slug) =>
      me.grants.some(
        ({ point, permissions }) =>
          permissions.includes(permission) && (slug === undefined || point === null || point.slug === slug),
      ),
    pointsFor: (permission) => {
      const granted = me.grants.filter(({ permissions }) => permissions.includes(permission))
      return {
        all: granted.some(({ point }) => point === null),
        points: granted.flatMap(({ point }) => point ?? []),
      }
    },
  }
}

/** Where somebody goes who is not signed in: the sign-in page, and back to this one. Other problems are thrown. */
function toSignIn(page: StaffPage, { url }: Where, problem: ProblemDocument): Response {
  if (problem.status !== 401) throw new Error(`staff API: ${problem.code}`)
  const next = `${url.pathname}${url.search}`
  return new Response(null, {
    status: 303,
    headers: {
      Location: `${page.href('/staff/sign-in')}?next=${encodeURIComponent(next)}`,
      'Cache-Control': 'no-store',
    },
  })
}

/** The next page after a post that worked, so that reloading it does not send again; `done` is the message it shows. */
export function seeOther(page: StaffPage, path: string, done?: StaffKey): Response {
  const to = new URL(page.href(path), 'http://here')
  if (done) to.searchParams.set('done', done)
  return new Response(null, {
    status: 303,
    headers: { Location: `${to.pathname}${to.search}${to.hash}`, 'Cache-Control': 'no-store' },
  })
}

/** The message of what was just done, if the address names one of our own keys. */
export function doneWords(page: StaffPage, where: Pick<APIContext, 'url'>): string | null {
  const key = where.url.searchParams.get('done')
  return key?.startsWith('done.') && key in zh ? page.t(key as StaffKey) : null
}
