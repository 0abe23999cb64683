/**
 * The matters that can be filed on this site, by code. None yet: the catalogue's `channels.online` says what
 * the rules of the field allow, this says what a resident finds here today. Booking a time is not filing.
 */
const forms: ReadonlySet<string> = new Set()

/** Whether this site has a form for the matter. */
export const hasOnlineForm = (code: string): boolean => forms.has(code)
