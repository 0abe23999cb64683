import { mkdirSync, writeFileSync } from 'node:fs'
import { getPlatformProxy, unstable_readConfig } from 'wrangler'

interface Where {
  remote: boolean
  /** The folder `wrangler dev --persist-to` would be given. */
  persistTo: string
}

/**
 * Opens the database: the local one that `wrangler dev` uses in this folder, or, with `remote`, the one in
 * Cloudflare by way of a remote binding. Close it with `dispose`.
 */
export async function openDatabase({ remote, persistTo }: Where) {
  const platform = remote
    ? await getPlatformProxy<{ DB: D1Database }>({
        configPath: remoteConfig(),
        persist: false,
        remoteBindings: true,
      })
    : await getPlatformProxy<{ DB: D1Database }>({
        persist: { path: `${persistTo}/v3` },
        remoteBindings: false,
      })
  return { d1: platform.env.DB, dispose: () => platform.dispose() }
}

/** A configuration that has the database only, marked as remote; wrangler.toml itself stays local. */
function remoteConfig(): string {
  const { name, compatibility_date, d1_databases } = unstable_readConfig({ config: 'wrangler.toml' })
  const [database] = d1_databases
  if (!database?.database_id || /^[0-]+$/.test(database.database_id)) {
    throw new Error('wrangler.toml: database_id is still the placeholder; create the database first')
  }
  const d1 = [
    { binding: 'DB', database_name: database.database_name, database_id: database.database_id, remote: true },
  ]
  mkdirSync('.wrangler/import', { recursive: true })
  writeFileSync(
    '.wrangler/import/wrangler.json',
    JSON.stringify({ name, compatibility_date, d1_databases: d1 }),
  )
  return '.wrangler/import/wrangler.json'
}
