import { formMatters } from '../application/forms/matters.ts'

/**
 * Whether this site has a form for the matter. The catalogue's `channels.online` says what the rules of the field
 * allow, this says what a resident finds here. Booking a time is not filing.
 */
export const hasOnlineForm = (code: string): boolean => formMatters.has(code)
