import type { APIContext } from 'astro'
import type { FiledApplication } from '../../../api/application/schema.ts'
import { type Answer, ask, type ProblemDocument } from '../../lib/ask.ts'
import { textOf } from '../person.ts'
import { sendChosen } from './files.ts'
import { type ApplyForm, isEmpty, savingOf } from './form.ts'

/** What a button of the form has just done. */
export interface Acted {
  problem?: ProblemDocument | undefined
  filed?: FiledApplication
  discarded?: boolean
  /** The step was saved, or had nothing to save. */
  kept?: boolean
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>

/** Does what the button asks for; one that only shows does nothing. */
export async function act(where: Where, form: ApplyForm, data: FormData): Promise<Acted> {
  const { reference, accessCode, step, go } = form
  const post = <T>(verb: string, more: object = {}): Promise<Answer<T>> =>
    ask<T>(where, `/applications/${encodeURIComponent(reference || '-')}/${verb}`, {
      method: 'POST',
      body: { accessCode, ...more },
    })
  switch (go.do) {
    case 'show':
    case 'discard':
      return {}
    case 'to':
      // Leaving a step saves nothing of it, but a file that was chosen goes along.
      return { problem: step === 'papers' ? await sendChosen(where, form, data) : undefined }
    case 'discarded': {
      const answer = await post('withdraw')
      return answer.ok ? { discarded: true } : { problem: answer.problem }
    }
    case 'send': {
      const again = textOf(data, 'again') === '1'
      const answer = await post<FiledApplication>('submit', again ? { again } : {})
      return answer.ok ? { filed: answer.data } : { problem: answer.problem }
    }
    case 'remove': {
      const answer = await post(`files/${encodeURIComponent(go.file)}/remove`)
      // Taken out first: it may have been the one too many. What was chosen beside it is not lost.
      return { problem: answer.ok ? await sendChosen(where, form, data) : answer.problem }
    }
    case 'add':
      return { problem: await sendChosen(where, form, data, go.material) }
    default: {
      if (step === 'papers') {
        // A file that was chosen goes along, whichever button is pressed.
        const problem = await sendChosen(where, form, data)
        return problem ? { problem } : { kept: true }
      }
      const body = savingOf(data, step)
      if (!body) return { kept: true }
      // Whoever looks at a step and leaves it empty has nothing to lose.
      if (go.do !== 'next' && isEmpty(data, step)) return {}
      const answer = await post('save', body)
      return answer.ok ? { kept: true } : { problem: answer.problem }
    }
  }
}
