import type { ProblemDocument } from '../../../lib/ask.ts'
import type { StepForm } from './step.ts'

/** A place in what was typed that looks like personal data. */
export interface Found {
  key: string
  field: 'said' | 'did'
  text: string
}

/** What was typed as the API reads it (api/feedback/words.ts), so that its places are the same. */
const asRead = (typed: string) =>
  typed
    .normalize('NFC')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\r\n?/g, '\n')
    .trim()

/** What the privacy gate found, by the keys it answers (`said:3-14:mobile`): the words themselves it never repeats. */
export function foundIn(problem: ProblemDocument | undefined, form: StepForm): Found[] {
  if (problem?.code !== 'notice-gate') return []
  const { findings = [] } = problem as { findings?: { key: string }[] }
  // Those that were let stand are still to be seen beside those that stop it.
  const keys = new Set([...form.over, ...findings.map(({ key }) => key)])
  return [...keys].flatMap((key) => {
    const [, field, from, to] = /^(said|did):(\d+)-(\d+):/.exec(key) ?? []
    if (field !== 'said' && field !== 'did') return []
    return [{ key, field, text: asRead(form.get(field)).slice(Number(from), Number(to)) }]
  })
}

/** The findings somebody let stand without saying why are shown again as well. */
export const stillOver = (form: StepForm): Found[] =>
  foundIn({ status: 409, code: 'notice-gate', title: '' }, form)
