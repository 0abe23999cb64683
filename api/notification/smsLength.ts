/** Characters of GSM 03.38 that a phone network sends in seven bits; the second set counts twice. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const DOUBLE = '^{}\\[~]|€\f'

/**
 * How many short messages a text is sent (and paid) as. Chinese: 70 in one, 67 each when there are more; plain Latin
 * text: 160 and 153 (3GPP TS 23.038).
 */
export function smsParts(text: string): number {
  const plain = [...text].every((character) => BASIC.includes(character) || DOUBLE.includes(character))
  const length = plain
    ? [...text].reduce((sum, character) => sum + (DOUBLE.includes(character) ? 2 : 1), 0)
    : text.length
  const [one, each] = plain ? [160, 153] : [70, 67]
  return length <= one ? 1 : Math.ceil(length / each)
}
