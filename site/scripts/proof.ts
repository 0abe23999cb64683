import { solvePuzzle } from './puzzle.ts'

/**
 * Solves the puzzle of GET /api/v1/challenge in a worker while the answers are read, and puts the solution
 * into the form. Without this script the form is taken all the same, into a capped tray.
 */
const form = document.querySelector<HTMLFormElement>('form[data-proof]')
const field = form?.querySelector<HTMLInputElement>('input[name=proof]')

if (form && field) {
  const solved = solvePuzzle()
    .then((proof) => {
      field.value = proof
    })
    .catch(() => {})

  let sent = false
  form.addEventListener('submit', (event) => {
    const button = event.submitter
    if (!(button instanceof HTMLButtonElement) || button.value !== 'confirm') return
    if (sent) {
      event.preventDefault()
      return
    }
    sent = true
    button.setAttribute('aria-busy', 'true')
    if (field.value) return
    // Sent before the puzzle is solved: wait for it, but never longer than four seconds.
    event.preventDefault()
    Promise.race([solved, new Promise((resolve) => setTimeout(resolve, 4000))]).then(() => {
      const stage = document.createElement('input')
      stage.type = 'hidden'
      stage.name = 'stage'
      stage.value = 'confirm'
      form.appendChild(stage)
      form.submit()
    })
  })
  // The browser's back button may show this page as it was left.
  addEventListener('pageshow', () => {
    sent = false
  })
}
