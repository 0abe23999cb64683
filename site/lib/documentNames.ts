/** The documents that can be shown, and what each is called. */
export { documentNames, shownDocuments } from '../../api/privacy/documentName.ts'
