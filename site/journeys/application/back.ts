/**
 * The page a login goes back to, without the language: a plain path of this site and nothing else, so that no form can be
 * made to carry a code to another host. The look-up where it is none.
 */
export const backOf = (typed: string): string =>
  /^(\/[a-z0-9]+(-[a-z0-9]+)*)+$/i.test(typed) ? typed : '/track'
