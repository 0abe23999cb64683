/**
 * The counter screen's keys, and its quiet refresh. A key presses what carries it in `data-key`, never while somebody
 * types. Every quarter of a minute the regions marked `data-live` are fetched anew and swapped, but none in which the
 * focus, an open part or something typed is. Without this script every press is a form and the page is reloaded by hand.
 */
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return
  const key = event.key.toLowerCase()
  const field = key === 'c' ? document.querySelector<HTMLElement>('input[name=text]') : null
  const found = field ?? document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  if (!found) return
  event.preventDefault()
  if (field) {
    field.focus()
    return
  }
  found.click()
  if (found.tagName === 'SUMMARY')
    found.parentElement?.querySelector<HTMLElement>('select, input:not([type=hidden])')?.focus()
})

/** The page is as old as its last refresh: said while it cannot be made anew, and taken back once it can. */
const notes = document.querySelector<HTMLElement>('#stale')
let signedOut = false
function tell(what: 'stale' | 'out' | null) {
  signedOut = what === 'out'
  for (const note of notes?.querySelectorAll<HTMLElement>('[data-when]') ?? [])
    note.hidden = note.dataset.when !== what
  if (notes) notes.hidden = what === null
}

/**
 * Pressed once: a second press of the same form, before the page has changed, does nothing. Signed out, nothing is sent
 * that would be lost on the way to signing in: it goes once somebody is signed in again.
 */
addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
  if (signedOut) {
    event.preventDefault()
    const by = event.submitter
    renew().then(() => (signedOut ? notes?.scrollIntoView() : form.requestSubmit(by)))
    return
  }
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
})
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent
})

const busy = (region: Element) =>
  region.contains(document.activeElement) || region.querySelector('details[open], form[data-sent]') !== null

/** Asks for the page anew, without counting as use: the session of whoever went away ends in its time. */
async function refresh(): Promise<'stale' | 'out' | null> {
  const address = new URL(location.href)
  address.searchParams.delete('done')
  const response = await fetch(address, { headers: { accept: 'text/html', 'x-kaimen-quiet': '1' } })
  if (response.redirected) return 'out'
  if (!response.ok) return 'stale'
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const region of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(region.id)
    if (next && !busy(region) && next.innerHTML !== region.innerHTML)
      region.replaceChildren(...next.childNodes)
  }
  return null
}
const renew = () =>
  refresh()
    .catch(() => 'stale' as const)
    .then(tell)

if (notes) {
  setInterval(() => document.hidden || renew(), 15_000)
  document.addEventListener('visibilitychange', () => document.hidden || renew())
}
