import { readdirSync, readFileSync } from 'node:fs'

/** CPU time a process has used so far, in ms; NaN where the system does not tell. */
export type Cpu = () => number

/** The kernel counts in hundredths of a second (USER_HZ on every Linux that Node runs on). */
const tick = 10

/** Pids of the workerd processes this process has started. None where there is no /proc. */
export function workerdChildren(): number[] {
  return pids().filter((pid) => {
    const stat = statOf(pid)
    return stat?.name === 'workerd' && stat.parent === process.pid
  })
}

/** Time in user and system mode of one process, all its threads together. */
export function cpuOf(pid: number | undefined): Cpu {
  return () => (pid === undefined ? undefined : statOf(pid)?.time) ?? Number.NaN
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function statOf(pid: number): { name: string; parent: number; time: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const end = text.lastIndexOf(')')
    // From the third field on (proc_pid_stat(5)): state, ppid, …, utime and stime as the 14th and 15th.
    const fields = text.slice(end + 2).split(' ')
    return {
      name: text.slice(text.indexOf('(') + 1, end),
      parent: Number(fields[1]),
      time: (Number(fields[11]) + Number(fields[12])) * tick,
    }
  } catch {
    return null
  }
}
