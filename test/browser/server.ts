import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildIfStale } from '../../scripts/build.ts'
import { fireCron } from '../../scripts/cron.ts'
import { prepareDatabase } from '../../scripts/database.ts'
import { freePort, type Served } from '../../scripts/serve.ts'
import { root } from '../../scripts/tool.ts'
import { serveWorker } from '../../scripts/worker.ts'
import { testSecrets } from '../support/secrets.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, with every bot check on. */
    origin: string
    /** A state folder of the demo bureau with its slots published; copy it, nobody serves from it. */
    seeded: string
    /** The file of secrets that seeded it. */
    secrets: string
    /** Why nothing is served; empty when all is well. */
    trouble: string
  }
}

const folder = join(root, 'test/artifacts/browser')

/**
 * The real thing, once for all browser tests: the built Worker on a database of its own, bot checks and
 * limits as in production. Each visitor of a test comes from an address of its own (test/support/visitor.ts).
 */
export default async function setup(project: TestProject) {
  try {
    const stop = await open(project)
    project.provide('trouble', '')
    return stop
  } catch (error) {
    // Thrown here, it would end the tests that need no browser, too.
    project.provide('trouble', error instanceof Error ? error.message : String(error))
    return () => {}
  }
}

async function open(project: TestProject) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [seeded, state, secrets] = ['seeded', 'state', 'secrets.env'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(
    secrets,
    Object.entries(testSecrets)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  )
  await buildIfStale()
  await prepareDatabase(seeded)
  const publisher = await serveWorker({ port: await freePort(), state: seeded, secrets, onLine: () => {} })
  await fireCron(publisher.origin).finally(publisher.stop)
  cpSync(seeded, state, { recursive: true })

  const lines: string[] = []
  let server: Served | undefined = await serveWorker({
    port: await freePort(),
    state,
    secrets,
    onLine: (line) => lines.push(line),
  })
  project.provide('origin', server.origin)
  project.provide('seeded', seeded)
  project.provide('secrets', secrets)

  return async () => {
    await server?.stop()
    server = undefined
    writeFileSync(join(folder, 'server.log'), lines.join('\n'))
  }
}
