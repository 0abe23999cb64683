/** The most characters of a name, extension aside, and the most bytes of it as UTF-8. */
const mostCharacters = 80
const mostBytes = 200

/** More of a name than this is not looked at, from its end. */
const longest = 500

/** Names that mean a device on Windows, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i

/** Without what cannot be seen or turns the reading direction: control, format, private and unassigned characters. */
function visible(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu, '')
}

/** The last part of a path, Windows' or Unix'. */
function lastPart(name: string): string {
  return visible(name.slice(-longest)).split(/[/\\]/).at(-1) ?? ''
}

/** The extension as the name says it, lower case, without the dot; '' when there is none. */
export function extensionOf(name: string): string {
  return /[^.\s].*?\.([^.\s]+)[.\s]*$/.exec(lastPart(name))?.[1]?.toLowerCase() ?? ''
}

/**
 * A name that is safe to keep, to show and to save under, on any system: no path, nothing invisible, nothing that names
 * a device or hides the file; the extension is the one of the content. An inner extension (`x.exe.pdf`) loses its dot;
 * dots of numbers and dates stay.
 */
export function safeName(name: string, extension: string): string {
  let stem = lastPart(name)
  const said = extensionOf(name)
  if (said) stem = stem.replace(/[.\s]+$/, '').slice(0, -said.length - 1)
  stem = stem
    .replace(/^[.\s~-]+/, '')
    .replace(/[<>:"|?*%;\\/]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/\.(?=[a-z][a-z0-9]{0,9}(?:[._ -]|$))/gi, '_')
    .replace(/\.{2,}/g, '.')
  stem = shortened(stem).replace(/[.\s]+$/, '')
  if (reserved.test(stem)) stem = `_${stem}`
  return `${stem || 'file'}.${extension}`
}

function shortened(stem: string): string {
  let kept = ''
  let bytes = 0
  for (const character of [...stem].slice(0, mostCharacters)) {
    bytes += new TextEncoder().encode(character).length
    if (bytes > mostBytes) break
    kept += character
  }
  return kept
}
