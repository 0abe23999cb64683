import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Form } from '../../api/application/form/declaration.ts'
import { forms } from '../../api/application/forms/index.ts'
import * as documents from '../../api/matter/legalBasis.ts'
import { canonicalJson } from '../../api/shared/canonical.ts'
import { matters } from '../../db/seed/matters/index.ts'
import { papers } from '../../db/seed/papers.ts'
import { formRules, versionFaults, type World } from '../support/formRules.ts'

const bases = Object.values(documents).filter((value) => typeof value === 'object' && 'name' in value)
const world: World = { matters, papers, bases }

test.each(forms.map((form) => [`${form.matter}@${form.version}`, form] as const))('%s', (_, form) => {
  const faults = Object.entries(formRules).flatMap(([rule, complain]) =>
    complain(form, world).map((fault) => `${rule}: ${fault}`),
  )
  expect(faults).toEqual([])
})

test('there are the forms that were promised, and their versions count on', () => {
  expect(new Set(forms.map(({ matter }) => matter))).toEqual(
    new Set('CR-01 CR-02 CT-01 CT-02 RP-01 RP-02 ID-06 HK-01 HK-04 DOG-01 FR-01 HV-01'.split(' ')),
  )
  expect(versionFaults(forms)).toEqual([])
})

// A published version never changes unseen: its fingerprint is kept beside it.

const lockPath = 'api/application/forms/published.json'
const nameOf = ({ matter, version }: Form) => `${matter}@${version}`
const fingerprint = (form: Form) => createHash('sha256').update(canonicalJson(form)).digest('hex')

function lockFaults(list: readonly Form[], lock: Record<string, string>): string[] {
  return [
    ...list.flatMap((form) => {
      const name = nameOf(form)
      const now = fingerprint(form)
      if (lock[name] === now) return []
      return lock[name] === undefined
        ? [`${name} is new: add "${name}": "${now}" to ${lockPath}`]
        : [
            `${name} was changed: undo it and declare version ${form.version + 1}. Only if nobody ever filed it, put "${now}" into ${lockPath}`,
          ]
    }),
    ...Object.keys(lock)
      .filter((name) => !list.some((form) => nameOf(form) === name))
      .map((name) => `${name} is gone, but applications were made with it`),
  ]
}

test('a published form is never changed or taken away', () => {
  expect(lockFaults(forms, JSON.parse(readFileSync(lockPath, 'utf8')))).toEqual([])
})

// The lock beside the forms can be changed with them; that of the last release cannot. What was filed where is known to the
// databases of the bureaus alone, so every version that was released (a tag of git) counts as filed.

/** What git prints; null where there is no git, or it knows nothing of that. */
function git(...args: string[]): string | null {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

/** Versions that a release had and that are now gone, or are something else. */
function releasedFaults(list: readonly Form[], released: Record<string, string>): string[] {
  const now = new Map(list.map((form) => [nameOf(form), fingerprint(form)]))
  return Object.entries(released)
    .filter(([name, was]) => now.get(name) !== was)
    .map(([name]) => `${name} was released and is not what it was: undo it and declare the next version`)
}

const tag = git('describe', '--tags', '--abbrev=0')
const released = tag && git('show', `${tag}:${lockPath}`)
test.skipIf(!released)(
  `no form that was released is changed, whatever the lock says (${tag ?? 'no tag yet'})`,
  () => {
    expect(releasedFaults(forms, JSON.parse(released ?? '{}'))).toEqual([])
  },
)

describe('each check can fail', () => {
  const good = forms.find(({ matter }) => matter === 'HK-01')!
  const changed = (change: (form: Form) => void): Form => {
    const form = structuredClone(good)
    change(form)
    return form
  }
  const firstField = (form: Form) => form.sections[0]!.fields[0]!

  const bad: Record<string, ((form: Form) => void)[]> = {
    'has the shape of a form, in both languages': [
      (form) => {
        firstField(form).label.en = ''
      },
      (form) => {
        Reflect.deleteProperty(form.materials[0]!, 'basis')
      },
    ],
    'asks for no paper that may not be asked for (D5)': [
      (form) => {
        form.materials[0]!.kind = 'committee-birth'
      },
    ],
    'rests on documents that the catalogue knows': [
      (form) => {
        form.materials[0]!.basis.name.zh = '某某办法'
      },
      (form) => {
        form.declines[0]!.basis.certainty = 'K2'
      },
    ],
    'asks nobody for what the state has': [
      (form) => {
        form.materials.find(({ key }) => key === 'marriage')!.from = 'applicant'
      },
    ],
    'is what the catalogue says the matter is': [
      (form) => {
        form.matter = 'XX-99'
      },
      (form) => {
        form.matter = 'HK-02'
      },
      (form) => {
        form.identity.toReceive = 'phone'
      },
      (form) => {
        form.deliveries = ['home']
      },
      (form) => {
        form.applicant = 'unit'
      },
      (form) => {
        form.helper.may = true
      },
    ],
    'promises no more time than the law and the catalogue': [
      (form) => {
        form.promise.value = 2
      },
      (form) => {
        form.matter = 'RP-02'
        form.promise = { ...form.promise, value: 16, unit: 'calendar_day' }
      },
    ],
    'asks only for what was asked before': [
      (form) => {
        firstField(form).when = [{ field: 'relation', is: ['father'] }]
      },
      (form) => {
        firstField(form).when = [{ field: 'question:registered', is: ['perhaps'] }]
      },
      (form) => {
        // The answer that ends the way never reaches the form.
        form.sections[1]!.when = [{ field: 'question:registered', is: ['yes'] }]
      },
      (form) => {
        form.materials[0]!.when = [{ field: 'helper', is: ['aunt'] }]
      },
    ],
    'names each thing once': [
      (form) => {
        form.sections[1]!.fields[0]!.key = firstField(form).key
      },
      (form) => {
        firstField(form).key = 'idNumber'
      },
      (form) => {
        form.refusals[0]!.key = form.declines[0]!.key
      },
    ],
    'declares fields that can be read': [
      (form) => {
        firstField(form).kind = 'choice'
      },
      (form) => {
        firstField(form).least = 5
        firstField(form).most = 4
      },
      (form) => {
        form.sections[1]!.fields[2]!.documentOf = 'relation'
      },
    ],
    'leads somewhere when it ends': [
      (form) => {
        form.questions[0]!.answers[1]!.stop!.matter = 'XX-99'
      },
      (form) => {
        form.questions[0]!.answers[1]!.stop = {
          why: { zh: '不', en: 'no' },
          instead: { zh: '无', en: 'none' },
        }
      },
    ],
    'puts nothing delicate on what is issued': [
      (form) => {
        firstField(form).onResult = true
      },
    ],
    'lets somebody through': [
      (form) => {
        form.questions[0]!.answers[0]!.stop = form.questions[0]!.answers[1]!.stop
      },
    ],
    'shows delicate pictures to the handler alone': [
      (form) => {
        form.materials[0]!.sensitive = false
      },
    ],
    'is in force from a real day': [
      (form) => {
        form.effectiveFrom = '2026-02-29'
      },
    ],
  }

  test('there is a bad form for every rule', () => {
    expect(Object.keys(bad).sort()).toEqual(Object.keys(formRules).sort())
  })

  test.each(Object.entries(bad))('%s', (rule, changes) => {
    expect(formRules[rule]!(good, world)).toEqual([])
    for (const change of changes) expect(formRules[rule]!(changed(change), world)).not.toEqual([])
  })

  test('versions that do not follow, and forms that changed, are new or are gone', () => {
    const second = changed((form) => {
      form.version = 2
    })
    expect(versionFaults([good, second])).toEqual(['HK-01@2 does not follow'])
    expect(versionFaults([second])).toEqual(['HK-01@2 does not follow'])
    expect(versionFaults([good, { ...second, effectiveFrom: '2027-01-01' }])).toEqual([])
    const lock = { 'HK-01@1': fingerprint(good) }
    expect(lockFaults([good], lock)).toEqual([])
    expect(lockFaults([good, second], lock)[0]).toMatch(/^HK-01@2 is new: add "HK-01@2": "[0-9a-f]{64}"/)
    expect(lockFaults([changed(({ lead }) => (lead.zh += '。'))], lock)[0]).toMatch(/declare version 2/)
    expect(lockFaults([], lock)).toEqual(['HK-01@1 is gone, but applications were made with it'])
    const other = changed(({ lead }) => (lead.zh += '。'))
    // Form and lock changed together: the lock of the release still tells.
    expect(lockFaults([other], { 'HK-01@1': fingerprint(other) })).toEqual([])
    expect(releasedFaults([other], lock)).toHaveLength(1)
    expect(releasedFaults([], lock)).toHaveLength(1)
    expect(releasedFaults([good, second], lock)).toEqual([])
  })
})
