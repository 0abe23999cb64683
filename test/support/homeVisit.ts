import { expect } from 'vitest'
import type { apiClient } from './api.ts'
import { begun, type Holding, lin } from './applying.ts'

/** What somebody who cannot come tells, step by step. */
const told: Record<string, object> = {
  what: { matters: ['id-02', 'deliver'] },
  why: { reason: 'bedridden' },
  where: { place: 'home', address: '青石巷 88 号 2 楼', times: ['any'] },
}

/** A home visit that was asked for and received: all of it typed, nothing shown. */
export async function visitFiled(api: ReturnType<typeof apiClient>, person: object = lin): Promise<Holding> {
  const draft = await begun(api, { matterCode: 'HV-01', eligibility: { can: 'no', station: 'yes' } })
  const ok = async (verb: string, body: object = {}) => {
    const { status, text } = await draft.do(verb, body)
    expect(status, text).toBe(200)
  }
  await ok('save', { applicant: person })
  for (const [section, answers] of Object.entries(told)) await ok('save', { section, answers })
  await ok('submit')
  return draft
}
