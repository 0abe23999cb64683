import type { Bytes } from '../../api/shared/bytes.ts'
import { officeParts, type ZipPart, zipFile } from './files.ts'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A Word file with this body, and further parts. */
export function wordFile(body: string, parts: ZipPart[] = []): Bytes {
  const all = officeParts('docx').map((part) =>
    part.name === 'word/document.xml'
      ? { ...part, data: `<w:document ${w}><w:body>${body}</w:body></w:document>` }
      : part,
  )
  return zipFile([...all, ...parts])
}

/** A paragraph whose words stand in several runs, as Word cuts them. */
export const paragraph = (...runs: string[]) =>
  `<w:p>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`

/** An Excel file with a sheet of these rows, in XML, and these shared words. */
export function sheetFile(rows: string, shared: string[] = [], parts: ZipPart[] = []): Bytes {
  return zipFile([
    ...officeParts('xlsx'),
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `<sst>${shared.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    ...parts,
  ])
}
