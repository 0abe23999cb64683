/** The QR code of a receipt carries the access code in the fragment, which no server ever sees. */
const code = new URLSearchParams(location.hash.slice(1)).get('code')
const field = document.querySelector<HTMLInputElement>('input[name=accessCode]')
if (code && field) {
  field.value = code
  history.replaceState(null, '', location.pathname + location.search)
}
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
