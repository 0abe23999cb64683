import {
  type Condition,
  type Form,
  type FormField,
  formSchema,
} from '../../api/application/form/declaration.ts'
import { fieldsOf } from '../../api/application/form/holds.ts'
import { forbiddenPapers, type paperKinds } from '../../api/application/form/paperKinds.ts'
import type { Basis, Matter } from '../../api/matter/catalogue.ts'
import type { Paper } from '../../api/matter/paper.ts'
import { isWithinLaw } from '../../api/matter/promise.ts'
import { DOCUMENT_TYPES } from '../../api/privacy/document.ts'
import { isRealDay } from '../../api/shared/realDay.ts'

/** What a form is held against: the catalogue, the papers people are sent for, and the documents things rest on. */
export interface World {
  matters: readonly Matter[]
  papers: readonly Paper[]
  bases: readonly Basis[]
}

/** A rule a form has to keep; each complaint says what is wrong, in words for whoever wrote the form. */
export type FormRule = (form: Form, world: World) => string[]

type PaperKind = (typeof paperKinds)[number]

/** How the catalogue names what a form knows by its kind. */
const namedInCatalogue: Partial<Record<PaperKind, RegExp>> = {
  'identity-document': /身份证|身份核验|人口信息/,
  'household-book': /户口簿/,
  'marriage-certificate': /结婚证/,
  'residence-permit': /居住证/,
  'birth-certificate': /出生医学证明/,
  archive: /案件记录|档案/,
  passport: /护照/,
}

const wayOf = { counter: 'pickup', post: 'post', home: 'home' } as const
const personKeys = ['name', 'phone', 'idType', 'idNumber', 'helper', 'applicant']

/** The values a condition on a field can name; null where it cannot be asked for. */
const valuesOf = (field: FormField): string[] | null =>
  field.kind === 'yes-no' ? ['yes', 'no'] : (field.options?.map(({ value }) => value) ?? null)

function unmet(
  form: Form,
  where: string,
  conditions: readonly Condition[] | undefined,
  { questions, fields }: { questions: Form['questions']; fields: FormField[] },
): string[] {
  return (conditions ?? []).flatMap(({ field: name, is }) => {
    let values: string[] | null | undefined
    if (name === 'helper') values = ['none', ...form.helper.relations.map(({ value }) => value)]
    else if (name.startsWith('question:'))
      values = questions
        .find(({ key }) => `question:${key}` === name)
        ?.answers.filter(({ stop }) => !stop)
        .map(({ value }) => value)
    else {
      const field = fields.find(({ key }) => key === name)
      values = field && valuesOf(field)
    }
    if (!values) return [`${where}: no earlier ${name} to ask`]
    const known = values
    return is.filter((value) => !known.includes(value)).map((value) => `${where}: ${name} is never ${value}`)
  })
}

function twice(what: string, keys: string[]): string[] {
  return keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `${what} ${key} stands twice`)
}

/** The rules, by what they keep safe. */
export const formRules: Record<string, FormRule> = {
  'has the shape of a form, in both languages': (form) => {
    const read = formSchema.safeParse(form)
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  },

  'asks for no paper that may not be asked for (D5)': ({ materials }) =>
    materials
      .filter(({ kind }) => (forbiddenPapers as readonly string[]).includes(kind))
      .map(({ key }) => `${key}: nobody may ask for it`),

  'rests on documents that the catalogue knows': (form, { bases }) =>
    [
      ...form.materials,
      ...form.pauses,
      ...form.declines,
      ...form.refusals,
      ...(form.review ? [{ key: 'review', basis: form.review.basis }] : []),
    ]
      .filter(
        ({ basis }) =>
          !bases.some(({ name, certainty }) => name.zh === basis?.name.zh && certainty === basis.certainty),
      )
      .map(({ key }) => `${key}: rests on nothing that is known`),

  'asks nobody for what the state has': (form, { matters }) => {
    const shared = matters.find(({ code }) => code === form.matter)?.materials ?? []
    return form.materials
      .filter(({ from, kind }) => {
        const named = namedInCatalogue[kind as PaperKind]
        return (
          from === 'applicant' &&
          shared.some(({ obtain, name }) => obtain === 'shared' && named?.test(name.zh))
        )
      })
      .map(({ key }) => `${key}: the catalogue says that we look it up`)
  },

  'is what the catalogue says the matter is': (form, { matters }) => {
    const matter = matters.find(({ code }) => code === form.matter)
    if (!matter) return [`${form.matter}: no such matter`]
    const { channels, identity, delivery, audience } = matter
    const ways = form.deliveries.filter((way) =>
      way === 'electronic'
        ? !delivery.includes('online') && !delivery.includes('electronic')
        : !delivery.includes(wayOf[way]) && !(way === 'counter' && channels.counter.possible !== 'no'),
    )
    return [
      ...(channels.online.possible === 'no' ? ['the rules do not allow it online'] : []),
      ...(form.helper.may && channels.agent.possible === 'no' ? ['nobody else may ask for it'] : []),
      ...(form.helper.may !== form.helper.relations.length > 0 ? ['a helper has a relation'] : []),
      ...(form.identity.toFile !== identity.toFile || form.identity.toReceive !== identity.toReceive
        ? ['another identity level than the catalogue’s']
        : []),
      ...(form.applicant === 'unit' && !audience.includes('unit') ? ['not for units'] : []),
      ...ways.map((way) => `not handed over this way: ${way}`),
      ...(form.visit && !matter.bookable ? ['its visit cannot be booked'] : []),
    ]
  },

  'promises no more time than the law and the catalogue': (form, { matters }) => {
    const limit = matters.find(({ code }) => code === form.matter)?.timeLimit
    if (!limit) return []
    // On the spot at the counter is at most the next working day online.
    const promised = limit.promise?.value === 0 ? { value: 1, unit: 'working_day' as const } : limit.promise
    return [
      ...(isWithinLaw(form.promise, limit.legal) ? [] : ['longer than the law']),
      ...(isWithinLaw(form.promise, promised) ? [] : ['longer than the catalogue promises']),
    ]
  },

  'asks only for what was asked before': (form) => {
    const all = fieldsOf(form)
    const every = { questions: form.questions, fields: all.map(({ field }) => field) }
    return [
      ...form.questions.flatMap(({ key, when }, i) =>
        unmet(form, `question ${key}`, when, { questions: form.questions.slice(0, i), fields: [] }),
      ),
      ...form.sections.flatMap((section) => {
        const first = all.findIndex((entry) => entry.section === section)
        return unmet(form, `section ${section.key}`, section.when, {
          ...every,
          fields: every.fields.slice(0, first),
        })
      }),
      ...all.flatMap(({ field }, i) =>
        unmet(form, field.key, field.when, { ...every, fields: every.fields.slice(0, i) }),
      ),
      ...form.materials.flatMap(({ key, when }) => unmet(form, `paper ${key}`, when, every)),
    ]
  },

  'names each thing once': (form) => [
    ...twice(
      'field',
      fieldsOf(form).map(({ field }) => field.key),
    ),
    ...twice(
      'section',
      form.sections.map(({ key }) => key),
    ),
    ...twice(
      'question',
      form.questions.map(({ key }) => key),
    ),
    ...twice(
      'paper',
      form.materials.map(({ key }) => key),
    ),
    ...twice(
      'reason',
      [...form.declines, ...form.refusals, ...form.pauses].map(({ key }) => key),
    ),
    ...form.questions.flatMap(({ key, answers }) =>
      twice(
        `${key}:`,
        answers.map(({ value }) => value),
      ),
    ),
    ...fieldsOf(form).flatMap(({ field }) =>
      twice(
        `${field.key}:`,
        (field.options ?? []).map(({ value }) => value),
      ),
    ),
    ...fieldsOf(form)
      .filter(({ field }) => personKeys.includes(field.key))
      .map(({ field }) => `${field.key}: the application has the person already`),
  ],

  'declares fields that can be read': (form) =>
    fieldsOf(form).flatMap(({ field }, i) => {
      const { key, kind, options, least, most, earliest, latest, documentOf } = field
      const chosen = kind === 'choice' || kind === 'choices'
      const of = fieldsOf(form)
        .slice(0, i)
        .find((entry) => entry.field.key === documentOf)?.field
      const kinds: readonly string[] = DOCUMENT_TYPES.filter((type) => type !== 'none')
      return [
        ...(chosen === Boolean(options) ? [] : [`${key}: options belong to a choice`]),
        ...(least !== undefined && most !== undefined && least > most ? [`${key}: nothing fits`] : []),
        ...(earliest !== undefined && latest !== undefined && earliest > latest
          ? [`${key}: no such day`]
          : []),
        ...(documentOf && !(of?.required && of.options?.every(({ value }) => kinds.includes(value)))
          ? [`${key}: of which document?`]
          : []),
      ]
    }),

  'leads somewhere when it ends': (form, { matters, papers }) =>
    form.questions.flatMap(({ key, answers }) =>
      answers.flatMap(({ value, stop }) => {
        if (!stop) return []
        const pages = ['/papers', '/stations', '/book', ...papers.map(({ id }) => `/papers/${id}`)]
        const known =
          (stop.matter === undefined || matters.some(({ code }) => code === stop.matter)) &&
          (stop.path === undefined || pages.includes(stop.path))
        return known && (stop.matter || stop.path) ? [] : [`${key}=${value}: leads nowhere`]
      }),
    ),

  'puts nothing delicate on what is issued': (form) =>
    fieldsOf(form)
      .filter(({ field }) => field.onResult && (field.sensitive || form.result === null))
      .map(({ field }) => `${field.key}: would stand on the result`),

  'lets somebody through': ({ questions }) =>
    questions
      .filter(({ answers }) => answers.every(({ stop }) => stop))
      .map(({ key }) => `${key}: every answer ends the way`),

  'shows delicate pictures to the handler alone': ({ materials }) =>
    materials
      .filter(
        ({ from, kind, sensitive }) =>
          from === 'applicant' &&
          ['identity-document', 'passport', 'birth-certificate', 'medical', 'guardian'].includes(kind) &&
          !sensitive,
      )
      .map(({ key }) => `${key}: not marked as sensitive`),

  'is in force from a real day': ({ effectiveFrom }) => (isRealDay(effectiveFrom) ? [] : [effectiveFrom]),
}

/** Complaints about the versions of one list of forms: each counts on from the one before, and later. */
export function versionFaults(forms: readonly Form[]): string[] {
  return [...Map.groupBy(forms, ({ matter }) => matter)].flatMap(([matter, versions]) =>
    versions.flatMap(({ version, effectiveFrom }, i) => {
      const before = versions[i - 1]
      const follows = version === i + 1 && (!before || before.effectiveFrom < effectiveFrom)
      return follows ? [] : [`${matter}@${version} does not follow`]
    }),
  )
}
