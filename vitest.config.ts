import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { getViteConfig } from 'astro/config'
import { defineConfig } from 'vitest/config'
import { testSecrets } from './test/support/secrets.ts'

const migrations = await readD1Migrations('db/migrations')

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/check/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: './test/support/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                // Nobody is drawn for a call-back, unless a test asks for it.
                CALLBACK_ONE_IN: '1000000000',
                TEST_MIGRATIONS: migrations,
                // `npm run prove` asks for the full counts.
                PROVE: process.env.KAIMEN_PROVE ?? '',
                // What random tests begin from; without it each run draws its own.
                SEED: process.env.KAIMEN_SEED ?? '',
                // Which runs of a simulation are wanted (`npm run bench -- fairness`).
                RUNS: process.env.KAIMEN_RUNS ?? '',
                ...testSecrets,
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          // A file waits for its runtime half of the time: one for each core, none left free.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
          // A busy machine is not a broken promise.
          testTimeout: 20_000,
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['./test/support/migrate.ts'],
          globalSetup: ['./test/support/receiver.ts'],
        },
      },
      // Components are rendered by Astro alone: no adapter, no Worker.
      getViteConfig(
        { test: { name: 'site', include: ['test/site/**/*.test.ts'] } },
        { configFile: false, srcDir: './site', output: 'server', logLevel: 'silent' },
      ),
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['./test/browser/server.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
