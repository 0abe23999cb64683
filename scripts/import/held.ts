import { readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { resolve, sep } from 'node:path'

/**
 * What most likely holds the database in this folder: another process that has its files open (where the system
 * tells, as Linux does), or a server on one of these ports. A second writer is known to break a running
 * `wrangler dev`. Null when nothing is seen.
 */
export async function holderOf(
  folder: string,
  ports: readonly number[],
): Promise<{ pid: number } | { port: number } | null> {
  const pid = openedBy(resolve(folder) + sep)
  if (pid !== null) return { pid }
  for (const port of ports) if (await listens(port)) return { port }
  return null
}

/** A process with an SQLite file of the folder open; null too where there is no /proc. */
function openedBy(folder: string): number | null {
  const names = list('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const holder = names.find((pid) =>
    list(`/proc/${pid}/fd`).some((fd) => {
      const target = link(`/proc/${pid}/fd/${fd}`)
      return target.startsWith(folder) && target.includes('.sqlite')
    }),
  )
  return holder === undefined ? null : Number(holder)
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

async function listens(port: number): Promise<boolean> {
  const tries = ['127.0.0.1', '::1'].map(
    (host) =>
      new Promise<boolean>((answer) => {
        const socket = connect({ host, port, timeout: 500 })
        const end = (yes: boolean) => {
          socket.destroy()
          answer(yes)
        }
        socket.once('connect', () => end(true))
        socket.once('timeout', () => end(false))
        socket.once('error', () => end(false))
      }),
  )
  return (await Promise.all(tries)).includes(true)
}
