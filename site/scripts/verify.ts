/** The QR code of a certificate carries number and code in the fragment, which no server ever sees. */
const [number, code] = location.hash.slice(1).split('.')
const put = (name: string, value: string) => {
  const field = document.querySelector<HTMLInputElement>(`input[name=${name}]`)
  if (field) field.value = value
}
if (number && code) {
  put('number', number)
  put('code', code)
  history.replaceState(null, '', location.pathname + location.search)
}
