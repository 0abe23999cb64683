import { soundsUrgent } from '../lib/complaint.ts'
import './answer.ts'

/**
 * What a phone can do better than a form alone: show 110 before anything is sent, make photos smaller (and so leave out
 * what they say about place and device), and put in a rounded point. Nothing is stored.
 */
const form = document.querySelector<HTMLFormElement>('form[data-tell]')

/** Photos above this are made smaller, bytes; longer sides than this are not needed. */
const large = 1_000_000
const side = 2000
/** The most that a page takes at once, with room for the words, bytes. */
const most = 18 * 1024 * 1024

form?.addEventListener(
  'submit',
  (event) => {
    const note = form.querySelector<HTMLElement>('[data-urgent]')
    const said = form.querySelector<HTMLTextAreaElement>('textarea[name=words]')?.value ?? ''
    const button = event.submitter
    const calm = button instanceof HTMLButtonElement && button.name === 'calm'
    if (note && !calm && soundsUrgent(said)) {
      stop(event)
      note.hidden = false
      note.querySelector('h2')?.focus()
    } else if (tooMuch()) stop(event)
  },
  { capture: true },
)

function stop(event: Event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

const photos = form?.querySelector<HTMLInputElement>('input[type=file]')
const heavy = form?.querySelector<HTMLElement>('[data-heavy]')

/** Whether the photos are more than can be taken at once; says so beside them. */
function tooMuch(): boolean {
  if (!photos?.files || !heavy) return false
  const files = [...photos.files]
  const { many = '', heavy: weighs = '', most: number } = heavy.dataset
  const wrong =
    files.length > Number(number) ? many : files.reduce((sum, { size }) => sum + size, 0) > most ? weighs : ''
  heavy.textContent = wrong
  if (wrong) photos.focus()
  return wrong !== ''
}

photos?.addEventListener('change', async () => {
  const chosen = [...(photos.files ?? [])]
  const list = new DataTransfer()
  for (const file of chosen) list.items.add(await smaller(file).catch(() => file))
  photos.files = list.files
  tooMuch()
})

/** A photo in the size that is needed, as JPEG; what no browser can read stays as it is. */
async function smaller(file: File): Promise<File> {
  if (file.size <= large) return file
  const image = await createImageBitmap(file)
  const scale = Math.min(1, side / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  if (!blob || blob.size >= file.size) return file
  return new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
}

const here = form?.querySelector<HTMLElement>('[data-here]')
const button = here?.querySelector('button')
if (here && button && 'geolocation' in navigator) {
  here.hidden = button.hidden = false
  const fields = here.querySelectorAll<HTMLInputElement>('input')
  const show = (words = '') => {
    const line = here.querySelector('[role=status]')
    if (line) line.textContent = words
    button.textContent = (fields[0]?.value ? here.dataset.forget : here.dataset.here) ?? ''
  }
  const put = (...values: string[]) => {
    for (const [n, field] of fields.entries()) field.value = values[n] ?? ''
  }
  show(fields[0]?.value ? here.dataset.found : '')
  button.addEventListener('click', () => {
    if (fields[0]?.value) {
      put()
      show()
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three places behind the point are about a hundred metres.
        put(coords.latitude.toFixed(3), coords.longitude.toFixed(3))
        show(here.dataset.found)
      },
      () => show(here.dataset.failed),
      { timeout: 15_000 },
    )
  })
}
