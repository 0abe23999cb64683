/** The QR code of a receipt carries the access code (of a complaint the reference too) in the fragment, which no server ever sees. */
const brought = new URLSearchParams(location.hash.slice(1))
for (const [name, given] of [
  ['accessCode', brought.get('code')],
  ['reference', brought.get('reference')],
] as const) {
  const field = document.querySelector<HTMLInputElement>(`input[name=${name}]`)
  if (given && field) {
    field.value = given
    history.replaceState(null, '', location.pathname + location.search)
  }
}
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
