import { readForm, saveBody } from '../journeys/staff/notice/form.ts'

/**
 * Saves a draft while it is typed, every few seconds when something changed. When the line is gone, the session has
 * ended or somebody else has saved, what was typed stays in this tab (sessionStorage): it goes when the tab is closed.
 * Never localStorage: a draft can hold personal data, and a machine at the counter is used by many.
 */
const every = 4000

const form = document.querySelector<HTMLFormElement>('form[data-draft]')
const said = form?.querySelector<HTMLElement>('[data-draft-said]')

type Fields = Record<string, string>

function fieldsOf(from: HTMLFormElement): Fields {
  const fields: Fields = {}
  for (const [name, value] of new FormData(from)) if (typeof value === 'string') fields[name] = value
  return fields
}

/** The text alone: the revision moves with each save. */
const textOf = ({ rev: _, ...fields }: Fields) => JSON.stringify(fields)

/** What stays in the tab: the text, the revision it was typed into, whether it was sent off when it was kept. */
interface Kept {
  text: string
  rev: number
  sent: boolean
}

function keptIn(key: string): Kept | null {
  const found = sessionStorage.getItem(key)
  return found === null ? null : (JSON.parse(found) as Kept)
}

const revOf = (draft: HTMLFormElement) => Number(new FormData(draft).get('rev'))

function setRev(rev: number) {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="rev"]'))
    field.value = String(rev)
}

function start(draft: HTMLFormElement) {
  const key = `notice-draft:${draft.dataset.draft}`
  const tell = (words = '') => {
    if (said && said.textContent !== words) said.textContent = words
  }
  let saved = textOf(fieldsOf(draft))
  let busy = false
  let stopped = false

  const before = keptIn(key)
  // What was sent to be saved, and was, may come back changed: masked, say. Then the page is right.
  const arrived = before?.sent && before.rev < revOf(draft)
  if (arrived) sessionStorage.removeItem(key)
  else if (before && before.text !== saved) {
    for (const [name, value] of Object.entries(JSON.parse(before.text) as Fields)) {
      const field = draft.elements.namedItem(name)
      if (field instanceof HTMLInputElement && field.type === 'checkbox')
        field.checked = value === field.value
      else if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      )
        field.value = value
    }
    // Somebody saved meanwhile: this is refused as stale, and Save shows both, instead of overwriting what was not seen.
    if (before.rev < revOf(draft)) setRev(before.rev)
    tell(draft.dataset.found)
  }

  const keep = (text: string, words?: string, sent = false) => {
    const kept: Kept = { text, rev: revOf(draft), sent }
    sessionStorage.setItem(key, JSON.stringify(kept))
    if (words) tell(words)
  }

  async function save() {
    const fields = fieldsOf(draft)
    const text = textOf(fields)
    if (busy || stopped || text === saved) return
    busy = true
    try {
      const response = await fetch(`/api/v1/staff/notices/${draft.dataset.draft}/save`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(saveBody(readForm(new FormData(draft)))),
      })
      if (response.ok) {
        const { rev } = (await response.json()) as { rev: number }
        setRev(rev)
        saved = text
        sessionStorage.removeItem(key)
        tell(draft.dataset.saved)
      } else if (response.status === 401) keep(text, draft.dataset.ended)
      else if (response.status === 409) {
        // Pressing Save shows what the other person wrote, beside this.
        stopped = true
        keep(text, draft.dataset.stale)
      } else keep(text)
    } catch {
      keep(text, draft.dataset.away)
    } finally {
      busy = false
    }
  }

  const timer = setInterval(save, every)
  draft.addEventListener('submit', () => {
    clearInterval(timer)
    stopped = true
    // If the answer never comes, coming back to this page finds it again.
    keep(textOf(fieldsOf(draft)), '', true)
  })
  addEventListener('pagehide', () => {
    const text = textOf(fieldsOf(draft))
    if (text !== saved && !stopped) keep(text)
  })
}

if (form) start(form)
