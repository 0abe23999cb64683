/**
 * `npm run lock`, after a dependency changed: names every platform's build of a native package in
 * package-lock.json. npm leaves out those that its registry could not show it, and `npm ci` then refuses
 * the file on every machine. An entry without a hash is looked up by its exact version where it is needed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tool.ts'

export interface Locked {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

export type Lock = Record<string, Locked>

/** What npm would find from this folder upwards. */
function seenFrom(lock: Lock, place: string, name: string): Locked | undefined {
  for (let at = place; ; at = at.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const found = lock[`${at ? `${at}/` : ''}node_modules/${name}`]
    if (found || at === '') return found
  }
}

/** The optional packages that some locked package wants in an exact version and that the file does not name. */
export function missing(lock: Lock): { place: string; name: string; version: string; dev: boolean }[] {
  return Object.entries(lock).flatMap(([place, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && seenFrom(lock, place, name)?.version !== version)
      .map(([name, version]) => ({ place, name, version, dev })),
  )
}

/** Which machines a package is for, as its name says: `…-linux-arm64-musl`, `…-windows-64`, `…-wasm32-wasi`. */
export function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const has = (pattern: RegExp) => pattern.test(name)
  const os = /(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|aix|win32|windows)/.exec(
    name,
  )?.[1]
  const cpu = /(arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32)/.exec(name)?.[1]
  return {
    ...(os && { os: [os === 'windows' ? 'win32' : os] }),
    ...(cpu ? { cpu: [cpu] } : has(/-64$/) && { cpu: ['x64'] }),
    ...(has(/musl/) ? { libc: ['musl'] } : has(/gnu$|linux-(x64|arm64)-glibc/) && { libc: ['glibc'] }),
  }
}

/** Adds what is missing, at the top where that place is free, else beside the package that wants it. */
export function complete(lock: Lock): number {
  const wanted = missing(lock)
  for (const { place, name, version, dev } of wanted) {
    const top = `node_modules/${name}`
    const entry: Locked = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
    if (!entry.os && !entry.cpu) throw new Error(`For which machines is ${name}?`)
    if (lock[top]?.version === version) continue
    lock[lock[top] ? `${place}/${top}` : top] = entry
  }
  return wanted.length
}

if (process.argv[1] === import.meta.filename) {
  const path = join(root, 'package-lock.json')
  const file = JSON.parse(readFileSync(path, 'utf8')) as { packages: Lock }
  const added = complete(file.packages)
  file.packages = Object.fromEntries(Object.entries(file.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`)
  console.log(`${added} entries added`)
}
