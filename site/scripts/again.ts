/**
 * Back, forward and reload of a page that was posted. Such a page is stored nowhere, so a browser shows an error instead,
 * or asks whether to send the form again. What shows it again is what the language button sends, and is safe to send
 * twice: it stays with this tab for half an hour, and the place in the history becomes one that is asked for and then
 * posts it. Only where the fields name nobody (lib/showsAgain.ts). Without script or storage all is as before.
 */
const long = 30 * 60_000
const name = 'again'

interface Kept {
  at: number
  action: string
  fields: [string, string][]
}

const [come] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
const shown = document.querySelector<HTMLFormElement>('form[data-again]')
try {
  const kept: Record<string, Kept> = JSON.parse(sessionStorage.getItem(name) ?? '{}')
  const fresh = Object.fromEntries(Object.entries(kept).filter(([, { at }]) => at > Date.now() - long))
  const place: string | undefined = history.state?.[name]
  if (shown) {
    const id = place ?? Date.now().toString(36)
    const fields = [...new FormData(shown)].map(([key, value]): [string, string] => [key, String(value)])
    fresh[id] = { at: Date.now(), action: shown.action, fields }
    history.replaceState({ ...history.state, [name]: id }, '')
    // A link or a typed address to the same page keeps the place in the history, and means an empty form.
  } else if (place && fresh[place] && come?.type !== 'navigate') post(fresh[place])
  sessionStorage.setItem(name, JSON.stringify(fresh))
} catch {
  // Nothing can be stored here: the browser asks, as it always did.
}

/** Sent while the page still loads, it takes the place of this page in the history. */
function post({ action, fields }: Kept) {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  for (const [key, value] of fields) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name: key, value })
    form.appendChild(input)
  }
  document.body.appendChild(form)
  form.submit()
}

export {}
