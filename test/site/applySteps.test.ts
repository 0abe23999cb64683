import { expect, test } from 'vitest'
import type { Form } from '../../api/application/form/declaration.ts'
import { cr01 } from '../../api/application/forms/cr-01.ts'
import type { Application } from '../../api/application/schema.ts'
import { answersOf, applyLink, placeOf, readAsked } from '../../site/journeys/application/beginning.ts'
import {
  fieldOf,
  goOf,
  isEmpty,
  readApply,
  readTyped,
  savingOf,
} from '../../site/journeys/application/form.ts'
import { sectionNow, unseen } from '../../site/journeys/application/reveal.ts'
import { shownAfter, stepOfField } from '../../site/journeys/application/show.ts'
import { leadsTo, standing, stepsOf } from '../../site/journeys/application/steps.ts'
import { targetId, targetsOf } from '../../site/journeys/application/targets.ts'
import { wordsIn } from '../../site/lib/text.ts'

const form: Form = {
  ...cr01,
  sections: [
    {
      key: 'why',
      title: { zh: '用途', en: 'Use' },
      fields: [
        {
          key: 'use',
          kind: 'choice',
          label: { zh: '做什么用', en: 'What for' },
          required: true,
          options: [
            { value: 'work', name: { zh: '工作', en: 'Work' } },
            { value: 'other', name: { zh: '别的', en: 'Other' } },
          ],
        },
        {
          key: 'other',
          kind: 'text',
          label: { zh: '是什么', en: 'What' },
          required: true,
          when: [{ field: 'use', is: ['other'] }],
        },
      ],
    },
    {
      key: 'job',
      title: { zh: '工作', en: 'Work' },
      when: [{ field: 'use', is: ['work'] }],
      fields: [{ key: 'employer', kind: 'text', label: { zh: '单位', en: 'Employer' }, required: true }],
    },
  ],
}

const app = (answers: Application['answers'] = {}) =>
  ({
    form,
    answers,
    eligibility: {},
    helper: null,
    materials: [],
    identity: {
      reached: 'typed',
      toFile: 'phone',
      toReceive: 'verified',
      phoneConfirmed: false,
      locked: false,
    },
  }) as unknown as Application

const posted = (fields: [string, string][]) => {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}
const words = wordsIn('zh')
const shown = (fields: [string, string][], acted: Parameters<typeof shownAfter>[1], of: Application) => {
  const data = posted(fields)
  return shownAfter(readApply(data), acted, of, data, words)
}

test('the steps are those that stand for what was answered', () => {
  expect(stepsOf(app())).toEqual(['who', 's-why', 'delivery', 'identity', 'check'])
  expect(stepsOf(app({ use: 'work' }))).toContain('s-job')
  expect(standing(stepsOf(app()), 's-job')).toBe('who')
})

test('a step that an answer took away leads to the check, and the last step stays', () => {
  const steps = stepsOf(app())
  expect(leadsTo(steps, 's-why', 'next')).toBe('delivery')
  expect(leadsTo(steps, 'delivery', 'back')).toBe('s-why')
  expect(leadsTo(steps, 's-job', 'next')).toBe('check')
  expect(leadsTo(steps, 'check', 'next')).toBe('check')
  expect(leadsTo(steps, 'who', 'back')).toBe('who')
})

test('an answer that brings a question shows the step again, without scolding for what nobody saw', () => {
  const fields: [string, string][] = [
    ['step', 's-why'],
    ['shown', 'use'],
    ['f-use', 'other'],
  ]
  const refused = {
    status: 422,
    code: 'invalid-input',
    title: '',
    errors: [{ pointer: '/answers/other', code: 'required', message: '请填写这一项' }],
  }
  expect(shown(fields, { problem: refused }, app())).toMatchObject({
    step: 's-why',
    fresh: ['other'],
    errors: [],
    typed: true,
  })
  // Seen and left empty, it is named, with its question.
  expect(
    shown([...fields.slice(0, 1), ['shown', 'use,other'], ['f-use', 'other']], { problem: refused }, app()),
  ).toMatchObject({ fresh: [], errors: [{ field: 'f-other', label: '是什么' }] })
  expect(shown(fields, { kept: true }, app({ use: 'work' }))).toMatchObject({ step: 's-job' })
})

test('what stands now is judged by what is typed, and a cleared box is no answer', () => {
  expect(unseen(sectionNow(app(), 'why', { use: 'other' }), ['use']).map(({ key }) => key)).toEqual(['other'])
  expect(sectionNow(app({ use: 'other' }), 'why', { other: 'x' })?.fields.map(({ key }) => key)).toEqual([
    'use',
  ])
  expect(sectionNow(app({ use: 'other' }), 'why')?.fields.map(({ key }) => key)).toEqual(['use', 'other'])
})

test('buttons say what they are for; the Enter key means the next step', () => {
  expect(goOf('')).toEqual({ do: 'next' })
  expect(goOf('to:s-why')).toEqual({ do: 'to', step: 's-why' })
  expect(goOf('<script>')).toEqual({ do: 'next' })
  expect(readApply(posted([['remove', 'af_1']])).go).toEqual({ do: 'remove', file: 'af_1' })
  expect(
    shown(
      [
        ['step', 'who'],
        ['go', 'later'],
      ],
      { kept: true },
      app(),
    ).page,
  ).toBe('later')
  expect(
    shown(
      [
        ['step', 'who'],
        ['go', 'discard'],
      ],
      {},
      app(),
    ).page,
  ).toBe('discard')
})

test('a step is saved as the API takes it', () => {
  const person: [string, string][] = [
    ['forWhom', 'other'],
    ['name', '王小明'],
    ['phone', '13800000001'],
    ['idType', 'resident-id'],
    ['idNumber', ' '],
    ['helperName', '王大明'],
    ['helperPhone', '13800000002'],
    ['helperRelation', 'relative'],
  ]
  expect(savingOf(posted(person), 'who')).toEqual({
    applicant: { name: '王小明', phone: '13800000001', idType: 'none' },
    helper: { name: '王大明', phone: '13800000002', relation: 'relative' },
  })
  expect(
    savingOf(
      posted([
        ['forWhom', 'self'],
        ['only', 'electronic'],
      ]),
      'who',
    ),
  ).toMatchObject({
    helper: null,
    delivery: 'electronic',
  })
  const ticked = posted([
    ['f-a', '1'],
    ['f-a', '2'],
    ['f-b', 'x'],
    ['name', 'y'],
  ])
  expect(savingOf(ticked, 's-why')).toEqual({ section: 'why', answers: { a: ['1', '2'], b: 'x' } })
  expect(readTyped(ticked)).not.toHaveProperty('name')
  expect(savingOf(posted([]), 'papers')).toBeNull()
  expect(savingOf(posted([]), 'delivery')).toEqual({ address: '' })
})

test('a page left empty is left without a word, one with something on it is not', () => {
  expect(isEmpty(posted([['f-use', ' ']]), 's-why')).toBe(true)
  expect(isEmpty(posted([['f-use', 'x']]), 's-why')).toBe(false)
  expect(
    isEmpty(
      posted([
        ['forWhom', 'self'],
        ['idType', 'none'],
      ]),
      'who',
    ),
  ).toBe(true)
  expect(isEmpty(posted([['name', 'x']]), 'who')).toBe(false)
})

test('what the API complains of is said beside its question, and leads to its step', () => {
  expect(fieldOf('/answers/use')).toBe('f-use')
  expect(fieldOf('/materials/purposeProof')).toBe('file-purposeProof')
  expect(fieldOf('/applicant/name')).toBe('name')
  expect(fieldOf('/somewhere')).toBe('')
  const of = app({ use: 'work' })
  expect(stepOfField(of, 'f-employer')).toBe('s-job')
  expect(stepOfField(of, 'address')).toBe('delivery')
  expect(stepOfField(of, 'name')).toBe('who')
})

test('the questions before the form: the place first, each question once, and a stop where one stops', () => {
  const at = (query: string) => placeOf(cr01, readAsked(new URLSearchParams(query)))
  expect(at('').page).toBe('guide')
  expect(at('station=qingshi').page).toBe('guide')
  expect(at('go=1').page).toBe('station')
  expect(at('go=1&station=qingshi')).toMatchObject({ page: 'question', n: 1, missing: false })
  expect(at('go=1&station=qingshi&sent=whose')).toMatchObject({ missing: true })
  expect(at('station=qingshi&a-whose=staff')).toMatchObject({ page: 'stop', stop: { matter: 'CR-02' } })
  expect(at('station=qingshi&a-whose=person')).toMatchObject({ question: { key: 'foreign' }, n: 2 })
  const all = 'station=qingshi&a-whose=person&a-foreign=no&a-where=registered&a-times=up-to-three&a-more=x'
  expect(at(all).page).toBe('begin')
  const asked = readAsked(new URLSearchParams(all))
  expect(answersOf(cr01, asked)).toEqual({
    whose: 'person',
    foreign: 'no',
    where: 'registered',
    times: 'up-to-three',
  })
  expect(applyLink(cr01, asked, 'foreign')).toBe('/apply/CR-01?go=1&station=qingshi&a-whose=person')
})

test('what is asked to be put right is told apart, and what was answered is not asked again', () => {
  const corrections = [
    { target: 'field:use', answered: false },
    { target: 'material:photo', answered: false },
    { target: 'person', answered: true },
  ]
  expect(targetsOf(corrections)).toEqual({
    fields: ['use'],
    materials: ['photo'],
    person: false,
    delivery: false,
  })
  expect(['field:use', 'material:photo', 'person', 'delivery'].map(targetId)).toEqual([
    'f-use',
    'file-photo',
    'name',
    'delivery',
  ])
})
