import type { APIContext } from 'astro'
import type { MatterDetail } from '../../../api/matter/schema.ts'
import { ask, type ProblemDocument } from '../../lib/ask.ts'
import type { Reader } from '../../lib/text.ts'
import type { WantedForm } from './form.ts'

/** What leads on from a link that names what is not there: the choice to make, and why it is asked again. */
export interface Astray {
  step: 'matter' | 'station'
  form: WantedForm
  notice?: string
  further?: { href: string; text: string }
}

/** Whether a refusal means that the link names a place, a matter or a time that is not there, or not together. */
export const isStale = ({ code, errors = [] }: Pick<ProblemDocument, 'code' | 'errors'>) =>
  code === 'not-found' ||
  code === 'matter-not-offered' ||
  errors.some(({ pointer }) => pointer === '/matterCode' || pointer === '/slotId')

/** Finds out what is wrong with a link, in a sentence, and which choice mends it. */
export async function astray<Form extends WantedForm>(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  { t, say, href }: Reader,
  form: Form,
): Promise<Astray & { form: Form }> {
  const at = `/matters/${encodeURIComponent(form.matter)}`
  const both = await ask<MatterDetail>(where, at, { query: { station: form.station } })
  const alone = both.ok ? both : await ask<MatterDetail>(where, at)
  if (!alone.ok) return { step: 'matter', form: { ...form, matter: '' }, notice: t('book.astray.matter') }
  const { code, bookable, plainName, station } = alone.data
  const matter = say(plainName)
  if (!bookable) {
    const further = { href: href(`/matters/${code}`), text: t('book.astray.how') }
    return {
      step: 'matter',
      form: { ...form, matter: '' },
      notice: t('book.astray.walkIn', { matter }),
      further,
    }
  }
  const choice = { step: 'station' as const, form: { ...form, station: '' } }
  if (station) return { ...choice, notice: t('book.astray.pair', { matter, station: say(station.name) }) }
  return form.station ? { ...choice, notice: t('book.astray.station') } : choice
}
