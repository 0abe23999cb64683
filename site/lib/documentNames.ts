/** The documents that can be shown, the ways to show who one is, and what each is called. */
export { documentNames, seenNames, seenWays, shownDocuments } from '../../api/privacy/documentName.ts'
