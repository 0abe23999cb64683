import { sizeOf } from '../lib/notice.ts'

/**
 * Sends the files of a form in parts, one after the other, as soon as they are chosen. A line that breaks costs one part:
 * the script waits, longer each time or until the phone says that it is back, asks what is there and goes on; after the
 * page was lost too, since the tab keeps a key for each file (sessionStorage: name, size and date; never the access
 * code). Without this script the form sends one file in one piece.
 */
interface State {
  uploadId: string
  partSize: number
  parts: number
  there: number[]
}
interface Kept {
  id: string
  name: string
  size: number
}

/** The API says no, and why. */
class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Seconds between two tries, the last one over and over. */
const waits = [1, 2, 4, 8, 15, 30]
/** A part that takes longer than this is lost, ms. */
const longest = 120_000

let sending = 0
addEventListener('beforeunload', (event) => {
  if (sending) event.preventDefault()
})

/** Waits, but no longer than until the line is back. */
const pause = (seconds: number) =>
  new Promise<void>((done) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      done()
    }
    const timer = setTimeout(go, seconds * 1000)
    addEventListener('online', go)
  })

/** One question to the API; throws Refused where asking again would not help. */
async function ask<T>(path: string, type: string, body: BodyInit, headers: HeadersInit = {}): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': type, 'Accept-Language': document.documentElement.lang, ...headers },
    body,
    signal: AbortSignal.timeout(longest),
  })
  const answer: unknown = await response.json()
  if (response.ok) return answer as T
  const { code, title, errors } = answer as { code: string; title: string; errors?: { message: string }[] }
  // Nobody waits on the page for an hour to be over.
  const soon = response.status === 429 && code !== 'files-full'
  if (response.status >= 500 || soon || code === 'stale') throw new Error(code)
  throw new Refused(code, errors?.[0]?.message ?? title)
}

function start(form: HTMLElement) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  const room = form.closest('.upload')
  const list = form.querySelector<HTMLElement>('[data-upload-sending]')
  const said = form.querySelector<HTMLElement>('[role=status]')
  if (!input || !room || !list || !said) return
  const { upload: reference = '', material = '', most = '1' } = form.dataset
  const base = `/api/v1/applications/${encodeURIComponent(reference)}/uploads`
  // Its own form's, or that of the page around it.
  const code = () => String(new FormData(input.form ?? undefined).get('accessCode') ?? '')
  const words = (name: string, values: Record<string, string | number> = {}) =>
    (form.dataset[name] ?? '').replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ''))
  const rowOf = (which: string) =>
    (room.querySelector<HTMLTemplateElement>(which)?.content.cloneNode(true) as DocumentFragment | undefined)
      ?.firstElementChild as HTMLElement
  const put = (row: Element, which: string, text: string) => {
    const place = row.querySelector(`[data-${which}]`)
    if (place) place.textContent = text
  }

  /** Everything about one file: its row at once, its bytes when it is its turn. */
  function taken(file: File): () => Promise<void> {
    const row = rowOf('[data-upload-row]')
    const bar = row.querySelector('progress')
    put(row, 'name', file.name)
    put(row, 'size', sizeOf(file.size))
    bar?.setAttribute('aria-label', file.name)
    list?.appendChild(row)
    const tell = (text: string, aloud = true) => {
      put(row, 'state', text)
      if (aloud && said && said.textContent !== text) said.textContent = text
    }
    return async () => {
      sending += 1
      try {
        arrived(await sent(file, bar, tell))
        row.remove()
        tell(words('done', { name: file.name }))
      } catch (error) {
        bar?.remove()
        tell('', false)
        const why = error instanceof Refused ? error.message : words('gone')
        put(row, 'why', why)
        row.querySelector('[data-why]')?.removeAttribute('hidden')
        if (said) said.textContent = `${file.name}: ${why}`
      }
      sending -= 1
    }
  }

  /** A file that is there stands in the list, with its button to take it out. */
  function arrived({ id, name, size }: Kept) {
    const row = rowOf('[data-upload-kept]')
    put(row, 'name', name)
    put(row, 'named', name)
    put(row, 'size', sizeOf(size))
    row.querySelector('button')?.setAttribute('value', id)
    room?.querySelector('[data-upload-files]')?.appendChild(row)
    mended()
  }

  /** What was missing is there: its complaint goes, and that of the summary; with the last one the summary. */
  function mended() {
    room?.querySelector('.bad')?.classList.remove('bad')
    document.getElementById(`${input?.id}-why`)?.remove()
    input?.removeAttribute('aria-invalid')
    const summary = document.getElementById('error-summary')
    summary?.querySelector(`a[href="#${input?.id}"]`)?.closest('li')?.remove()
    if (summary && !summary.querySelector('li')) summary.remove()
  }

  async function sent(
    file: File,
    bar: HTMLProgressElement | null,
    tell: (text: string, aloud?: boolean) => void,
  ): Promise<Kept> {
    const accessCode = code()
    const remembered = `upload ${reference} ${material} ${file.name} ${file.size} ${file.lastModified}`
    const json = <T>(path: string, body: object, headers?: HeadersInit) =>
      ask<T>(path, 'application/json', JSON.stringify({ accessCode, ...body }), headers)
    const begin = () => {
      const key = sessionStorage.getItem(remembered) ?? crypto.randomUUID()
      sessionStorage.setItem(remembered, key)
      const { name, size, type } = file
      return json<State>(base, { name, size, type, material }, { 'Idempotency-Key': key })
    }
    let fresh = false
    for (let lost = 0; ; ) {
      try {
        // The same key tells how far it came.
        const { uploadId, partSize, parts, there } = await begin()
        const show = (done: number) => {
          const percent = Math.floor((done / parts) * 100)
          if (bar) bar.value = percent
          // Read aloud at every quarter.
          const quarter = Math.floor((done * 4) / parts) > Math.floor(((done - 1) * 4) / parts)
          tell(words('sending', { name: file.name, percent }), quarter)
        }
        let done = there.length
        show(done)
        for (let index = 0; index < parts; index++) {
          if (there.includes(index)) continue
          const bytes = await readable(file.slice(index * partSize, (index + 1) * partSize))
          await ask(`${base}/${uploadId}/parts/${index}`, 'application/octet-stream', bytes, {
            'Kaimen-Access-Code': accessCode,
          })
          lost = 0
          show(++done)
        }
        tell(words('checking', { name: file.name }), false)
        const kept = await json<Kept>(`${base}/${uploadId}/complete`, {})
        sessionStorage.removeItem(remembered)
        return kept
      } catch (error) {
        if (error instanceof Refused) {
          sessionStorage.removeItem(remembered)
          // What the tab remembered has ended, or was another file: once more from the beginning.
          const over = ['not-found', 'idempotency-mismatch'].includes(error.code)
          if (!over || fresh) throw error
          fresh = true
        } else {
          tell(words('waiting', { name: file.name }))
          await pause(waits[Math.min(lost++, waits.length - 1)] ?? 30)
        }
      }
    }
  }

  /** The bytes, or Refused where the phone no longer has the file. */
  const readable = (part: Blob) =>
    part.arrayBuffer().catch(() => {
      throw new Refused('gone', words('gone'))
    })

  input.multiple = Number(most) > 1
  input.required = false
  for (const button of form.querySelectorAll('button')) button.hidden = true
  let line = Promise.resolve()
  input.addEventListener('change', () => {
    for (const file of input.files ?? []) line = line.then(taken(file))
    input.value = ''
  })
}

for (const form of document.querySelectorAll<HTMLElement>('[data-upload]')) start(form)
