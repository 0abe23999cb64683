/** The QR code of a certificate carries number and code in the fragment, which no server ever sees. */
const scanned = location.hash.slice(1).split('.')
for (const [place, name] of ['number', 'code'].entries()) {
  const field = document.querySelector<HTMLInputElement>(`main input[name=${name}]`)
  if (field && scanned.length === 2) field.value = scanned[place] ?? ''
}
if (scanned.length === 2) history.replaceState(null, '', location.pathname + location.search)
