/**
 * The QR code of a survey's slip carries its code in the fragment, which no server and no log sees: it is typed into the form
 * for whoever scanned it, and taken along into the other language.
 */
const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? ''
const field = document.querySelector<HTMLInputElement>('form[data-answer] input[name=code]')
if (field && !field.value && /^\w{12}$/.test(code)) {
  field.value = code.replace(/(.{4})(?=.)/g, '$1 ')
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = location.hash
  history.replaceState(history.state, '', location.pathname + location.search)
}

export {}
