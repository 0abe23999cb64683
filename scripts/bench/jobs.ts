import type { JobLine } from './bench.ts'
import type { Site } from './measure.ts'
import type { Cell } from './table.ts'

/** What one job cost on each site, in the order of the sites. */
export interface JobCost {
  job: string
  trips: number[]
  rows: number[]
}

/** Runs the jobs once on each site, after everything else: they write. */
export async function measureJobs(sites: readonly Site[]): Promise<JobCost[]> {
  const runs: JobLine[][] = []
  for (const { bench } of sites) runs.push(await bench.runJobs())
  const of = (run: JobLine[], name: string) => run.find(({ job }) => job === name)
  return (runs[0] ?? []).map(({ job }) => ({
    job,
    trips: runs.map((run) => of(run, job)?.d1 ?? Number.NaN),
    rows: runs.map((run) => of(run, job)?.rowsRead ?? Number.NaN),
  }))
}

const oneOrAll = (list: number[]): Cell => (new Set(list).size === 1 ? (list[0] ?? '–') : list.join(' / '))

/** The jobs as a table; the first row is its heading. */
export const jobTable = (costs: readonly JobCost[]): Cell[][] => [
  ['job, one run at each size', 'D1 trips', 'rows read'],
  ...costs.map(({ job, trips, rows }) => [job, oneOrAll(trips), oneOrAll(rows)]),
]
