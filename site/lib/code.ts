/** How an access code is shown, as the API's own texts show it. */
export { formatCode } from '../../api/shared/accessCode.ts'
