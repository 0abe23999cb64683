import type { Application } from '../../../api/application/schema.ts'
import type { Reader } from '../../lib/text.ts'
import { nameOf } from './form.ts'
import { type Step, sectionOf } from './steps.ts'

type Words = Pick<Reader, 't' | 'say'>
type Asked = Pick<Application, 'form' | 'materials'>

/** What each step is called: a section by its own title. */
export function titlesOf({ form }: Pick<Application, 'form'>, { t, say }: Words): (step: Step) => string {
  return (step) => {
    const key = sectionOf(step)
    const own = step as Exclude<Step, `s-${string}`>
    if (key === null) return t(`apply.step.${own}`)
    const section = form.sections.find((one) => one.key === key)
    return section ? say(section.title) : key
  }
}

/** The question that each message of a summary belongs to, by the id of its field. */
export function labelsOf({ form, materials }: Asked, { t, say }: Words): Record<string, string> {
  const fields = form.sections.flatMap(({ fields: all }) => all)
  return {
    name: t(form.applicant === 'unit' ? 'apply.who.handler' : 'apply.who.name'),
    phone: t(form.applicant === 'unit' ? 'apply.who.phone.handler' : 'apply.who.phone'),
    idNumber: t('book.idNumber'),
    helperName: t('apply.who.helperName'),
    helperPhone: t('apply.who.helperPhone'),
    helperRelation: t('apply.who.relation'),
    helperAuthority: t('apply.who.authority'),
    delivery: t('apply.step.delivery'),
    address: t('apply.address'),
    words: t('apply.mine.words'),
    'identity-h': t('apply.step.identity'),
    ...Object.fromEntries(fields.map(({ key, label }) => [nameOf(key), say(label)])),
    ...Object.fromEntries(materials.map(({ key, name }) => [`file-${key}`, say(name)])),
  }
}
