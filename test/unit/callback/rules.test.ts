import { expect, test } from 'vitest'
import { mustCallBack, sampled } from '../../../api/callback/rules.ts'
import { scriptFor, scriptNamed, scripts } from '../../../api/callback/scripts.ts'
import type { Ctx } from '../../../api/context.ts'
import { loadKeys } from '../../../api/privacy/keys.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { callbackReasons } from '../../../db/schema/callback.ts'
import { testSecrets } from '../../support/secrets.ts'

const reference = 'K-20261123-222222'

test('whoever is dissatisfied is called, a sample is not a must, everything else is', () => {
  for (const satisfaction of [1, 2])
    expect(mustCallBack({ reference, reason: 'sample', satisfaction })).toBe(true)
  for (const satisfaction of [3, 4, 5, null])
    expect(mustCallBack({ reference, reason: 'sample', satisfaction })).toBe(false)
  for (const reason of callbackReasons.filter((one) => one !== 'sample'))
    expect(mustCallBack({ reference, reason }), reason).toBe(true)
})

test('the sample is about one in so many, and the same each time it is asked', async () => {
  const keys = await loadKeys(testSecrets as never)
  const every = (callbackOneIn: number) => ({ keys, settings: { callbackOneIn } }) as unknown as Ctx
  const references = Array.from({ length: 2000 }, () => makeReference('K', '2026-11-23'))
  const draw = async (n: number) => Promise.all(references.map((one) => sampled(every(n), one)))
  const first = await draw(10)
  expect(await draw(10)).toEqual(first)
  const drawn = first.filter(Boolean).length
  expect(drawn).toBeGreaterThan(130)
  expect(drawn).toBeLessThan(280)
  expect((await draw(1)).every(Boolean)).toBe(true)
})

test('every reason has a script; a question has choices in both languages, and an answer for whoever cannot say', () => {
  for (const reason of callbackReasons)
    expect(scriptNamed(scriptFor[reason]).questions.length).toBeGreaterThan(1)
  for (const script of Object.values(scripts))
    for (const { ask, choices } of script.questions) {
      expect(ask.zh && ask.en).toBeTruthy()
      expect(choices.length).toBeGreaterThan(2)
      expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length)
      // No question suggests its answer.
      expect(ask.zh).not.toMatch(/是不是很|满意吧|对吧|请给|好评|五星/)
    }
  expect(() => scriptNamed('nothing@1')).toThrow(TypeError)
})
