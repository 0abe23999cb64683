/** How many days the words and photos of a complaint are kept after it is closed. */
export { KEPT_DAYS as complaintKeptDays } from '../../api/complaint/close.ts'
