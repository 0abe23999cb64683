/**
 * The addresses, without the language, of pages that a step back shows again (scripts/again.ts): those whose posts name
 * nobody, only a reference or a number with its code, and where to go on. A booking posts a name and a document's number
 * at every step, which a browser's store is no place for.
 */
export const showsAgain = /^\/(track|rate|verify|certificate|apply\/[^/]+)\/?$/
