import { solvePuzzle } from './puzzle.ts'

/**
 * Solves the puzzle when an answer is given, not before: most readers give none. Without this script, or when it takes
 * longer than four seconds, the answer goes into a capped tray.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-answer]')) {
  const field = form.querySelector<HTMLInputElement>('input[name=proof]')
  let state: 'idle' | 'solving' | 'sent' = 'idle'
  form.addEventListener('submit', (event) => {
    // Only looked at in the other size or language: nothing is answered.
    if (event.submitter?.getAttribute('name') === 'look') return
    if (!field || state === 'sent') return
    event.preventDefault()
    if (state === 'solving') return
    state = 'solving'
    const late = new Promise<string>((resolve) => setTimeout(resolve, 4000, ''))
    Promise.race([solvePuzzle().catch(() => ''), late]).then((proof) => {
      field.value = proof
      state = 'sent'
      form.requestSubmit(event.submitter)
    })
  })
  // The browser's back button may show this page as it was left; a proof is good once.
  addEventListener('pageshow', () => {
    state = 'idle'
  })
}
