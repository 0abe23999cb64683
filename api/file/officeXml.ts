/** One step through XML: a tag, or what stands between two. */
interface Step {
  /** The name without its prefix; '' for words. */
  name: string
  opens: boolean
  closes: boolean
  /** The attributes of a tag, or the words. */
  text: string
}

/** No alternative looks behind the next `<`, so that a file without ends costs no more than another. */
const STEP = /<[!?][^<>]*>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>|([^<]+)/g

/** Every tag and every stretch of words; what is no XML is passed over. */
function* stepsOf(xml: string): Generator<Step> {
  const bare = xml.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
  for (const { 1: slash, 2: name, 3: attributes = '', 4: words } of bare.matchAll(STEP)) {
    if (name !== undefined)
      yield { name, opens: slash === '', closes: slash === '/' || attributes.endsWith('/'), text: attributes }
    else if (words !== undefined) yield { name: '', opens: false, closes: false, text: words }
  }
}

/** Between the cells of a row: numbers of two cells are two numbers. */
const betweenCells = ' | '

/** What is written; the rest of a part's words are measures of pictures and the like. */
const speaks = /^(?:t|delText|instrText|delInstrText|text|v)$/
/** Where one stretch of words ends. */
const ends = /^(?:p|tr|si|comment|threadedComment|pt)$/

/**
 * The words of a document's part, a text for each paragraph, comment or shared word of a sheet; those of a cell stand in
 * one line with their row. Entities stay as they are written: whoever reads the words on reads them too.
 */
export function wordText(xml: string): string[] {
  const texts: string[] = []
  let open = ''
  const inside = { cells: 0, speech: 0, sounds: 0 }
  for (const { name, opens, closes, text } of stepsOf(xml)) {
    if (name === '') {
      if (inside.speech > 0 && inside.sounds === 0) open += text.replace(/[\r\n]+/g, ' ')
      continue
    }
    const deeper = (opens ? 1 : 0) - (closes ? 1 : 0)
    if (name === 'tc') inside.cells += deeper
    else if (name === 'rPh') inside.sounds += deeper
    else if (speaks.test(name)) inside.speech += deeper
    if (!closes) continue
    if (name === 'tc') open += betweenCells
    else if (name === 'tr' || (ends.test(name) && inside.cells === 0)) {
      texts.push(open)
      open = ''
    } else if (name === 'br' || name === 'cr') open += inside.cells > 0 ? ' ' : '\n'
    else if (ends.test(name) || /^(?:tab|instrText|delInstrText)$/.test(name)) open += ' '
  }
  return [...texts, open]
}

/** All words of a part, each element's by itself. */
export function everyWord(xml: string): string[] {
  return [...stepsOf(xml)].flatMap(({ name, text }) => (name === '' ? [text.trim()] : []))
}

/** What is printed above and below each page. */
const margin = /^(?:odd|even|first)(?:Header|Footer)$/

/** The cells of a sheet, a line for each row; `used` takes up which of the shared words they show. */
export function sheetText(xml: string, shared: readonly string[], used: Set<number>): string {
  const rows: string[] = []
  let cells: string[] = []
  let kind = ''
  let value = ''
  let reading = false
  for (const { name, opens, closes, text } of stepsOf(xml)) {
    if (name === '') {
      if (reading) value += text
      continue
    }
    if (name === 'c' && opens) {
      kind = /\bt\s*=\s*["'](\w+)["']/.exec(text)?.[1] ?? 'n'
      value = ''
    }
    if (name === 'v' || name === 't') reading = opens && !closes
    if (margin.test(name)) {
      if (closes) rows.push(value)
      reading = !closes
      value = ''
    }
    if (name === 'c' && closes) {
      if (kind === 's') used.add(Number(value))
      const shown = kind === 's' ? (shared[Number(value)] ?? '') : kind === 'n' ? plainNumber(value) : value
      cells.push(shown.replace(/[\r\n]+/g, ' '))
    }
    if (name === 'row' && closes) {
      rows.push(cells.join(betweenCells))
      cells = []
    }
  }
  return rows.filter((row) => row.replaceAll('|', '').trim() !== '').join('\n')
}

/** 1.3800138E10 is shown as 13800138000. */
function plainNumber(value: string): string {
  const number = Number(value)
  return /e/i.test(value) && Number.isFinite(number) && Math.abs(number) < 1e18
    ? BigInt(Math.round(number)).toString()
    : value
}
