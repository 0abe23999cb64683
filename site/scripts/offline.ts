import { checkFile, dayOf, readKeys } from '../lib/certificateFile.ts'

/** Checks a certificate's file against a file of keys, here in the browser: nothing is sent. */
const form = document.querySelector<HTMLFormElement>('form[data-offline]')
const english = document.documentElement.lang.startsWith('en')

const bytesOf = async (id: string): Promise<Uint8Array | null> => {
  const file = document.querySelector<HTMLInputElement>(`#${id}`)?.files?.[0]
  return file ? new Uint8Array(await file.arrayBuffer()) : null
}

async function keysIn(bytes: Uint8Array | null) {
  try {
    return bytes && (await readKeys(JSON.parse(new TextDecoder().decode(bytes))))
  } catch {
    return null
  }
}

async function look() {
  const [file, list] = await Promise.all([bytesOf('file'), bytesOf('keys')])
  const keys = await keysIn(list)
  if (!file || !keys)
    return { shown: [...(file ? [] : ['no-file']), ...(keys ? [] : ['no-keys'])], document: null }
  const { result, document } = await checkFile(file, keys, dayOf(Date.now()))
  const strange = document !== null && (await isOurs(document.keyId)) === false
  return {
    shown: strange
      ? ['strange-key']
      : [result, ...(document ? ['by-list'] : []), ...(document?.demo ? ['demo'] : [])],
    document: strange ? null : document,
  }
}

/**
 * Whether the bureau itself publishes this key: whoever forges a file can hand out a list of keys beside it. Null without a
 * network; then the list that was chosen is all there is, and the page says so.
 */
async function isOurs(keyId: string): Promise<boolean | null> {
  if (!navigator.onLine) return null
  try {
    const keys = await readKeys(await (await fetch('/.well-known/kaimen-keys.json')).json())
    return keys?.has(keyId) ?? null
  } catch {
    return null
  }
}

async function show(within: HTMLFormElement) {
  const { shown, document } = await look()
  for (const line of within.querySelectorAll<HTMLElement>('[data-result]'))
    line.hidden = !shown.includes(line.dataset.result ?? '')
  const facts = within.querySelector<HTMLElement>('[data-facts]')
  if (facts) facts.hidden = !document
  if (!document) return
  const { title, number, subject, issuer, issuedAt, validUntil } = document
  const say = (text: { zh: string; en: string }) => (english ? text.en : text.zh)
  const values: Record<string, string> = {
    title: say(title),
    number,
    subject: [subject.name, subject.idNumber ?? ''].join(' '),
    issuer: say(issuer),
    issued: issuedAt.slice(0, 10),
    until: validUntil ?? '',
    key: document.keyId,
  }
  for (const place of within.querySelectorAll<HTMLElement>('[data-fact]'))
    place.textContent = values[place.dataset.fact ?? ''] || (place.dataset.none ?? '')
}

if (form) {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void show(form)
  })
}
