import { Problem } from '../../problem.ts'
import type { Form } from '../form/declaration.ts'
import { type ApplicationState, openStates } from '../states.ts'

/** Files that go with a message and not with a paper of the form. */
export const withMessage = 'message'

/** The most files of one material, whatever rounds they came in, and of a whole application. */
export const mostOfMaterial = 10
export const mostOfAll = 40

/** The most all files of an application may come to, megabytes. */
export const mostMegabytes = 60
export const mostBytesOfAll = mostMegabytes * 1_048_576

/** Where a new file would stand: which round brings it, and how many of its material that round may bring. */
export interface FilePlace {
  material: string
  round: number
  most: number
}

interface Standing {
  state: ApplicationState
  /** Rounds of correction asked for. */
  asked: number
  /** The outcome is kept back from whoever sends it: so is whether anybody still works on it. */
  withheld?: boolean
}

/**
 * Where a file that the resident sends stands: with the draft, with the correction that asks for this material, or with a
 * message while it is open. Throws invalid-input (no such material in this form), step-refused (not in this state).
 */
export function placeOf(
  form: Pick<Form, 'materials'>,
  { state, asked, withheld = false }: Standing,
  askedFor: readonly { material: string }[],
  material: string,
): FilePlace | null {
  if (material === withMessage) {
    if (!openStates.includes(state) || withheld) throw new Problem('step-refused')
    return { material, round: asked, most: mostOfMaterial }
  }
  const paper = form.materials.find(({ key, from }) => key === material && from === 'applicant')
  if (!paper) return null
  if (!mayChange({ state, asked }, askedFor, material)) throw new Problem('step-refused')
  return { material, round: asked, most: paper.most }
}

/** Whether the resident may add and take out files of a material now: in a draft, and where a correction asks for it. */
const mayChange = ({ state }: Standing, askedFor: readonly { material: string }[], material: string) =>
  state === 'draft' || (state === 'correction' && askedFor.some((asked) => asked.material === material))

/**
 * Whether the resident may take this file out again: as long as nobody was sent it. What was filed stays; a corrected one
 * stands beside it.
 */
export const mayRemove = (
  { state, asked }: Standing,
  askedFor: readonly { material: string }[],
  file: { material: string; round: number; addedBy: 'resident' | 'staff' },
): boolean =>
  file.addedBy === 'resident' && file.round === asked && mayChange({ state, asked }, askedFor, file.material)
