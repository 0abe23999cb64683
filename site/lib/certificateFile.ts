/** The check of a certificate's file, the same in the browser as on the command line: it asks nobody. */
export { dayOf } from '../../api/calendar/day.ts'
export { checkFile, readKeys } from '../../api/certificate/checkFile.ts'
