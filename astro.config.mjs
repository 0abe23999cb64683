import cloudflare from '@astrojs/cloudflare'
import { defineConfig } from 'astro/config'

/**
 * zod brings its messages in sixty languages along, and its namespace keeps them all: 40 KiB, compressed, that every Worker
 * would read before its first answer. What Kaimen says of an input stands in api/fieldMessage.ts; zod's English is enough.
 */
const zodInEnglish = {
  name: 'zod-in-english',
  enforce: 'pre',
  resolveId: (/** @type {string} */ id, /** @type {string | undefined} */ from) =>
    id === '../locales/index.js' && from?.includes('/zod/v4/') ? '\0zod-in-english' : null,
  load: (/** @type {string} */ id) =>
    id === '\0zod-in-english' ? `export { default as en } from 'zod/v4/locales/en.js'` : null,
}

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  output: 'server',
  adapter: cloudflare({ imageService: 'passthrough', prerenderEnvironment: 'node' }),
  // Staff sessions live in D1; KV is eventually consistent.
  session: false,
  build: { inlineStylesheets: 'never' },
  // One stylesheet and no inlined script: the policy in api/middleware/headers.ts allows neither inline form.
  vite: { plugins: [zodInEnglish], build: { assetsInlineLimit: 0, cssCodeSplit: false } },
  compressHTML: true,
  devToolbar: { enabled: false },
  security: { checkOrigin: true },
})
