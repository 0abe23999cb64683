/** Leads keyboard and screen-reader users to what is wrong with the form they sent. */
document.getElementById('error-summary')?.focus()
