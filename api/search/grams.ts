/** Everything that is neither a letter nor a digit, in any script. */
const notWord = /[^\p{L}\p{N}]+/gu

/** One text as it is searched: full and half width alike, lower case, no spaces, no punctuation. */
export function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(notWord, '')
}

/** The words of a query: all must be found. At most 8; a longer query keeps its first. */
export function wordsOf(query: string): string[] {
  return [...new Set(query.split(/\s+/u).map(normal))].filter((word) => word !== '').slice(0, 8)
}

/** A document's body as stored: its fields, one a line, so that no match runs from one into the next. */
export function bodyOf(fields: readonly string[]): string {
  return [...new Set(fields.map(normal))].filter((field) => field !== '').join('\n')
}

/** Every character and every pair of neighbours of a body, once each. */
export function gramsOf(body: string): string[] {
  const grams = new Set<string>()
  for (const field of body.split('\n')) {
    const characters = [...field]
    characters.forEach((character, i) => {
      grams.add(character)
      const next = characters[i + 1]
      if (next !== undefined) grams.add(character + next)
    })
  }
  return [...grams]
}

/** The grams a document must have to hold this word: its pairs, or itself where it is one character. */
export function gramsOfWord(word: string): string[] {
  const characters = [...word]
  if (characters.length === 1) return characters
  return [...new Set(characters.slice(1).map((character, i) => characters[i]! + character))]
}
