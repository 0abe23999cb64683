import type { APIContext } from 'astro'
import { textOf } from '../person.ts'
import { type Proved, type ProveStage, proveStages, prove as proveWith } from './prove.ts'

export type { Proved, ProveStage }

/** The button of the identity step that was pressed, if one was. */
export const stageIn = (data: FormData): ProveStage | undefined =>
  proveStages.find((stage) => stage === textOf(data, 'stage'))

/** Does what it asks for, with what its form posted. */
export const prove = (
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  stage: ProveStage,
  data: FormData,
): Promise<Proved> =>
  proveWith(where, stage, {
    reference: textOf(data, 'reference'),
    accessCode: textOf(data, 'accessCode'),
    code: textOf(data, 'code'),
    assertion: textOf(data, 'assertion'),
  })
