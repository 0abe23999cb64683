import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bindings } from '../../../api/env.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { demoCases } from '../../../scripts/demo/cases.ts'
import { issuedFor } from '../../../scripts/demo/issued.ts'
import { fileAs } from '../../../scripts/demo/resident.ts'
import { apiClient, monday } from '../../support/api.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const app = createWholeApp({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  await demo(env)
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const context = createExecutionContext()
    const asked = new Request(url.replace('http://here', 'http://localhost'), init)
    const answer = await app.fetch(asked, { ...env, IDENTITY: 'stand-in' } as Bindings, context)
    await waitOnExecutionContext(context)
    return answer
  })
})
afterEach(() => vi.unstubAllGlobals())

/** What becomes of each, by its key. */
const becomes = {
  unproved: 'identity',
  new: 'submitted',
  correction: 'correction',
  elsewhere: 'elsewhere',
  issued: 'issued',
  refused: 'refused',
  visit: 'approved',
  withdrawn: 'withdrawn',
}

test('each demonstration application is taken by the API of today, and comes as far as it should', async () => {
  const worker = async (role: 'handler' | 'chief') => {
    const desk = await atDesk(staff, clock, role)
    return {
      async do(reference: string, verb: string, more: object = {}) {
        const { status, body, text } = await desk.do(reference, verb, more)
        if (status >= 300) throw new Error(text)
        return body
      },
      leave: async () => {},
    }
  }
  const desk = { handler: await worker('handler'), chief: await worker('chief') }
  const stations = new Set<unknown>()
  const states: Record<string, unknown> = {}
  for (const one of demoCases('2026-11-23')) {
    const filing = await fileAs('http://here', one.filled)
    await one.after?.(desk, filing)
    const row = await applicationAt(filing.reference)
    states[one.key] = row.state
    stations.add(row.service_point_id)
    const { name, phone } = one.filled.person
    expect(name).toContain('样张')
    expect(phone).toMatch(/^138000000\d\d$/)
    if (one.tries !== 'issued') continue
    // What may be tried is the code printed on the paper, never the holder's own.
    const toTry = await issuedFor('http://here', one.key, filing)
    expect(toTry).toHaveLength(1)
    const { number, code } = toTry[0]!
    const checked = await apiClient({ clock }).post('/certificates/verify', { number, code })
    expect(checked.body).toMatchObject({ status: 'valid', code: 'printed' })
  }
  expect(states).toEqual(becomes)
  expect([...stations].sort()).toEqual(['sp_nanqiao', 'sp_qingshi'])
})
