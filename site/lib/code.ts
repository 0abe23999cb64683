/** How an access code is shown, and what was issued where it was typed in small letters or with a blank; as the API's own texts show it. */
export { formatCode, normaliseCode } from '../../api/shared/accessCode.ts'
