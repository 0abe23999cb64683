import cloudflare from '@astrojs/cloudflare'
import { defineConfig } from 'astro/config'

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  output: 'server',
  adapter: cloudflare({ imageService: 'passthrough', prerenderEnvironment: 'node' }),
  // Staff sessions live in D1; KV is eventually consistent.
  session: false,
  build: { inlineStylesheets: 'never' },
  // One stylesheet and no inlined script: the policy in api/middleware/headers.ts allows neither inline form.
  vite: { build: { assetsInlineLimit: 0, cssCodeSplit: false } },
  compressHTML: true,
  devToolbar: { enabled: false },
  security: { checkOrigin: true },
})
