/** The addresses, without the language, of pages that take a form; every other page only shows. */
export const takesForms =
  /^\/(book|waiting|track|queue|track\/calendar|identity\/stand-in|open\/proof|preferences|report-error|verify|certificate(\/file)?|notices\/[^/]+(\/opinion)?|apply\/[^/]+|staff(\/.*)?)\/?$/
