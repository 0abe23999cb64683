/** What was just done is said once: reloading the page, or keeping its address, does not say it again. */
const here = new URL(location.href)
if (here.searchParams.has('done')) {
  here.searchParams.delete('done')
  history.replaceState(history.state, '', here)
}
