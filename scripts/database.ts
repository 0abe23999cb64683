import { join } from 'node:path'
import { must, root, tools } from './tool.ts'

/**
 * Brings the local database in this state folder up to date, and fills an empty one with the demo bureau; with the file of the
 * house's secrets also with invitations to rate.
 */
export async function prepareDatabase(state: string, secrets?: string): Promise<string> {
  await must('Migrating the database', tools.wrangler, [
    ...['d1', 'migrations', 'apply', 'DB', '--local', '--config', join(root, 'wrangler.toml')],
    ...['--persist-to', state],
  ])
  const said = await must('Filling the database', join(root, 'scripts/seed.ts'), [
    '--if-empty',
    '--persist-to',
    state,
    ...(secrets === undefined ? [] : ['--secrets', secrets]),
  ])
  return said.trim().split('\n').at(-1) ?? ''
}
