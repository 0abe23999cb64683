import { createApp } from './app.ts'
import { features } from './features.ts'

/** Paths of laterFeatures.ts, and of the document that describes all of them. */
const later =
  /^\/api\/v1\/(?:(?:answered(?:\.atom)?|applications|audit|certificates|complaints|complaint-kinds|complaint-photos|evaluations|files|forms|identity|meetings(?:\.ics)?|ratings|surveys|volunteers|openapi\.json|docs|open-data|open311)(?:\/|$)|matters\/[^/]+\/times$)/

/** Whether a path is answered by the whole API and not by the part every Worker starts with. */
export const isLater = (pathname: string): boolean => later.test(pathname)

const start = createApp({ features })
let whole: typeof start | undefined

/**
 * The API that answers a path of the residents': nearly always the part that is loaded at the start, so that whoever asks
 * a cold Worker for a station does not wait for the forms.
 */
export async function apiFor(pathname: string): Promise<typeof start> {
  if (!isLater(pathname)) return start
  whole ??= (await import('./whole.ts')).createWholeApp()
  return whole
}
