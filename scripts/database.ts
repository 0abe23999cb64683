import { join } from 'node:path'
import { must, root, tools } from './tool.ts'

/** Brings the local database in this state folder up to date, and fills an empty one with the demo bureau. */
export async function prepareDatabase(state: string): Promise<string> {
  await must('Migrating the database', tools.wrangler, [
    ...['d1', 'migrations', 'apply', 'DB', '--local', '--config', join(root, 'wrangler.toml')],
    ...['--persist-to', state],
  ])
  const said = await must('Filling the database', join(root, 'scripts/seed.ts'), [
    '--if-empty',
    '--persist-to',
    state,
  ])
  return said.trim().split('\n').at(-1) ?? ''
}
