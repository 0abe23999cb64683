/**
 * Serves the built Worker by Miniflare: node workerd.ts <file of options>. A process of its own, so that it can be
 * killed with its workerd. Prints where it serves.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Wrangler's own copy: the one that its options fit. */
const resolve = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'))
const { convertV4MiniflareOptions, Miniflare } = resolve('miniflare') as typeof import('miniflare')

const options = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const served = await new Miniflare(convertV4MiniflareOptions(options)).ready
console.log(`serving ${served.origin}`)
