/**
 * What was answered in this tab is not asked again: a form gives way to a line that says so. Kept until the tab is closed
 * (sessionStorage) and sent nowhere.
 */
const done = document.querySelector<HTMLElement>('[data-answered]')?.dataset.answered
if (done) sessionStorage.setItem(`answered ${done}`, '1')
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-asked]')) {
  if (!sessionStorage.getItem(`answered ${form.dataset.asked}`)) continue
  form.hidden = true
  const line = document.querySelector<HTMLElement>('[data-answered-before]')
  if (line) line.hidden = false
}
