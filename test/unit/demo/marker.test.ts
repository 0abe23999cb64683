import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { casefileKeys } from '../../../scripts/demo/casefiles.ts'
import { demoCases } from '../../../scripts/demo/cases.ts'
import { complaintKeys } from '../../../scripts/demo/complaints.ts'
import { fileDemoCases } from '../../../scripts/demo/file.ts'

let state: string
let asked: string[]
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'demo-cases-'))
  asked = []
})
afterEach(() => {
  rmSync(state, { recursive: true })
  vi.unstubAllGlobals()
})

/** A server that answers each path so, and everything else as broken. */
function serve(answers: Record<string, object>) {
  vi.stubGlobal('fetch', async (url: string) => {
    const path = url.replace('http://here/api/v1', '')
    asked.push(path)
    const body = answers[path]
    return body ? Response.json(body) : new Response('broken', { status: 500 })
  })
}
const code = '123456'
const accounts = ['handler@demo.invalid', 'chief@demo.invalid', 'supervisor@demo.invalid'].map((account) => ({
  account,
  code,
}))
const door = {
  '/staff/sign-in': { demo: { password: 'x', accounts } },
  '/staff/sign-in/code': {},
  '/staff/sign-out': {},
}

test('are begun once, whatever became of them: a second start asks nothing', async () => {
  serve(door)
  const first = await fileDemoCases('http://here', state, '2026-11-23')
  const keys = [...demoCases('2026-11-23').map(({ key }) => key), ...casefileKeys, ...complaintKeys].sort()
  expect(first.trouble.map((line) => line.split(':')[0]).sort()).toEqual(keys)
  asked = []
  expect(await fileDemoCases('http://here', state, '2026-11-23')).toEqual({ toTry: [], trouble: [] })
  expect(asked).toEqual([])
  const kept = JSON.parse(readFileSync(join(state, 'demo-cases.json'), 'utf8'))
  expect(kept.begun.sort()).toEqual(keys)
})

test('are left for the next start when nobody could sign in', async () => {
  serve({ '/staff/sign-in': door['/staff/sign-in'] })
  await expect(fileDemoCases('http://here', state, '2026-11-23')).rejects.toThrow('500')
  expect(existsSync(join(state, 'demo-cases.json'))).toBe(false)
})

test('are not for a bureau without the accounts of the demonstration', async () => {
  serve({ '/staff/sign-in': { demo: null } })
  expect(await fileDemoCases('http://here', state, '2026-11-23')).toEqual({ toTry: [], trouble: [] })
  expect(asked).toEqual(['/staff/sign-in'])
})
