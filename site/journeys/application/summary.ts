import type { Application } from '../../../api/application/schema.ts'
import type { Reader } from '../../lib/text.ts'
import { reachedWords } from './identityWords.ts'
import { idTypeWords } from './idTypeWords.ts'
import { titlesOf } from './labels.ts'
import { needsAddress, type Step, sectionOf, stepsOf } from './steps.ts'

type Words = Pick<Reader, 't' | 'say'>

/** What was filled in on one step, as it is read once more. */
export interface Group {
  step: Step
  title: string
  rows: { label: string; value: string }[]
}

/** All that was filled in, by step, without the check itself. */
export function summaryOf(app: Application, words: Words): Group[] {
  const titles = titlesOf(app, words)
  return stepsOf(app)
    .filter((step) => step !== 'check')
    .map((step) => ({ step, title: titles(step), rows: rowsOf(app, step, words) }))
    .filter(({ rows }) => rows.length > 0)
}

function rowsOf(app: Application, step: Step, words: Words): Group['rows'] {
  const key = sectionOf(step)
  if (key !== null) {
    const section = app.printed.find((one) => one.section === key)
    return (section?.rows ?? []).map(({ label, value }) => ({
      label: words.say(label),
      value: words.say(value),
    }))
  }
  if (step === 'who') return peopleRows(app, words)
  if (step === 'papers') return paperRows(app, words)
  return step === 'delivery' ? deliveryRows(app, words) : identityRows(app, words)
}

/** What was said before the form began: where, and the answers that opened it. */
export function openingRows({ form, eligibility, station }: Application, { t, say }: Words): Group['rows'] {
  const answered = form.questions.flatMap(({ key, ask, answers }) => {
    const chosen = answers.find(({ value }) => value === eligibility[key])
    return chosen ? [{ label: say(ask), value: say(chosen.name) }] : []
  })
  return [{ label: t('apply.check.station'), value: say(station.name) }, ...answered]
}

/** The person, and who files for them. */
function peopleRows({ applicant, helper, form }: Application, { t, say }: Words): Group['rows'] {
  const relation = form.helper.relations.find(({ value }) => value === helper?.relation)
  return [
    {
      label: t(form.applicant === 'unit' ? 'apply.who.handler' : 'apply.who.name'),
      value: applicant.name,
    },
    {
      label: t(form.applicant === 'unit' ? 'apply.who.phone.handler' : 'apply.who.phone'),
      value: applicant.phone,
    },
    { label: t('book.idType'), value: t(idTypeWords(applicant.idType, form)) },
    ...(applicant.idType === 'none' ? [] : [{ label: t('book.idNumber'), value: applicant.idNumber }]),
    ...(helper
      ? [
          { label: t('apply.who.helperName'), value: helper.name },
          { label: t('apply.who.helperPhone'), value: helper.phone },
          { label: t('apply.who.relation'), value: relation ? say(relation.name) : '' },
          ...(helper.authority ? [{ label: t('apply.who.authority'), value: helper.authority }] : []),
        ]
      : []),
  ]
}

function paperRows({ materials, files }: Application, { t, say }: Words): Group['rows'] {
  const named = { state: t('apply.papers.byUs'), counter: t('apply.papers.bring') }
  return materials.map(({ key, name, from }) => {
    const own = files.filter(({ material }) => material === key)
    const sent = own.map((file) => file.name).join('、')
    return { label: say(name), value: from === 'applicant' ? sent : named[from] }
  })
}

/** How the result comes, and where to. */
function deliveryRows({ delivery, address }: Application, { t }: Words): Group['rows'] {
  return [
    { label: t('apply.delivery'), value: delivery ? t(`apply.delivery.${delivery}`) : '' },
    ...(delivery && needsAddress(delivery) ? [{ label: t('apply.address'), value: address }] : []),
  ]
}

const identityRows = (app: Application, { t }: Words): Group['rows'] => [
  { label: t('apply.identity.reached'), value: t(reachedWords(app)) },
]
