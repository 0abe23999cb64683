import { expect, test } from 'vitest'
import { createApp } from '../../api/app.ts'
import { forms } from '../../api/application/forms/index.ts'
import { formMatters } from '../../api/application/forms/matters.ts'
import { isLater } from '../../api/dispatch.ts'
import { features } from '../../api/features.ts'
import { laterFeatures } from '../../api/laterFeatures.ts'

const pathsOf = (some: typeof features | typeof laterFeatures) =>
  some.flatMap((routes) => routes.routes.map(({ path }) => `/api/v1${path.replace(/:\w+/g, 'x1')}`))

test('every path of what is loaded later is sent there, and no other', () => {
  expect(pathsOf(laterFeatures).filter((path) => !isLater(path))).toEqual([])
  expect(pathsOf(features).filter(isLater)).toEqual([])
  expect(pathsOf(laterFeatures).length).toBeGreaterThan(20)
})

test('the documents describe everything, so they are the whole API’s', () => {
  const own = createApp({ features: [] }).routes.filter(({ method }) => method === 'GET')
  expect(own.map(({ path }) => isLater(path))).toEqual([true, true])
})

test('the list of matters with a form is that of the forms', () => {
  expect([...formMatters]).toEqual([...new Set(forms.map(({ matter }) => matter))])
})
