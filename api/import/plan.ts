import type { exec } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import type { Tally } from './changes.ts'
import type { Fault, Note } from './fault.ts'

/** What an import is handed: no keys and no session, so that it runs from the command line as in a Worker. */
export type ImportCtx = Pick<Ctx, 'db' | 'clock'>

/** Called now and then with how far a long piece of work is. */
export type Progress = (step: Text, done: number, of: number) => void

export interface ImportInput {
  ctx: ImportCtx
  /** The file as it is on disk. */
  bytes: Uint8Array
  /** Take the rows of one county only: six digits. */
  area?: string | undefined
  /** Towns: make a station for every town that has none. */
  makeStations?: boolean | undefined
  /** Stations made in one batch: any province's unless said. */
  atOnce?: number | undefined
  /** Stations: give those without any the default hours, booking times and matters. */
  defaults?: boolean | undefined
  /** Holidays: the notice the list is taken from. */
  source?: string | undefined
  progress?: Progress | undefined
}

export type Statements = ReturnType<typeof exec>[]

/** What an import would do. Nothing is to be written where there is a fault. */
export interface Plan {
  faults: Fault[]
  notes: Note[]
  /** By table, over everything the plan would write. */
  tallies: Record<string, Tally>
  statements: Statements
  /**
   * What is too much for one batch (more stations at once than any province has): each is written after the one
   * before, whole by itself, and a run that broke off is finished by running it again.
   */
  later?: Part[]
}

/** One later batch, with what it writes: it is attested by itself. */
export interface Part {
  statements(): Statements
  tallies: Record<string, Tally>
}

export const noPlan = (faults: Fault[], notes: Note[]): Plan => ({
  faults,
  notes,
  tallies: {},
  statements: [],
})
