import { expect, test } from 'vitest'
import { pdfRefusal } from '../../../api/file/pdf.ts'
import { concat, utf8 } from '../../../api/shared/bytes.ts'
import { objectStream, pdfFile } from '../../support/files.ts'

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'

test.each([
  ['a script on opening', pdfFile({ catalogue: `/OpenAction ${script}` })],
  ['a script kept as an object', pdfFile({ objects: [script] })],
  ['a script spelled with numbers', pdfFile({ objects: ['<< /S /J#61vaScript /JS (x) >>'] })],
  ['a script spelled with numbers throughout', pdfFile({ objects: ['<< /S /#4Aava#53cript >>'] })],
  ['a script with capital digits', pdfFile({ objects: ['<< /S /#4aavaScrip#74 >>'] })],
  ['a script under its short name alone', pdfFile({ objects: ['<< /#4aS 9 0 R >>'] })],
  ['starting a program', pdfFile({ catalogue: '/OpenAction << /S /Launch /F (cmd.exe) >>' })],
  ['a file inside', pdfFile({ objects: ['<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream'] })],
  ['a list of files inside', pdfFile({ catalogue: '/Names << /EmbeddedFiles 3 0 R >>' })],
  ['a form sent away', pdfFile({ objects: ['<< /S /SubmitForm /F (http://x) >>'] })],
  ['a form with its own language', pdfFile({ catalogue: '/AcroForm << /XFA 3 0 R >>' })],
  ['a film', pdfFile({ objects: ['<< /Subtype /RichMedia >>'] })],
  ['another file on opening', pdfFile({ catalogue: '/OpenAction << /S /GoToR /F (\\\\\\\\x\\\\y) >>' })],
  ['a script between stream and its end', pdfFile({ objects: [`% stream\n${script}\n% endstream`] })],
  ['a script in a packed object', pdfFile({ objects: [objectStream(script)] })],
  [
    'a script in a packed object whose type is spelled with numbers',
    pdfFile({ objects: [objectStream(script, { dictionary: '/Type /Obj#53tm' })] }),
  ],
  [
    'a script in a packed object without a type',
    pdfFile({ objects: [objectStream(script, { dictionary: '' })] }),
  ],
  ['a script in a long packed object', pdfFile({ objects: [objectStream(`(${noise(200_000)}) ${script}`)] })],
])('refused: %s', (_, bytes) => {
  expect(pdfRefusal(bytes)).toBe('file.active')
})

/** Text that does not pack well. */
function noise(length: number): string {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return String.fromCharCode(97 + (state % 26))
  }).join('')
}

test('what cannot be looked into is refused as such', () => {
  const otherFilter = objectStream(script, { filter: 'LZWDecode' })
  const decoy = concat(
    utf8(
      '<< /Type /ObjStm /X (stream\n1 0 ) /N 1 /First 4 /Filter /ASCIIHexDecode >>\nstream\n392030>\nendstream',
    ),
  )
  const notPacked = '<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\nabc\nendstream'
  for (const object of [decoy, notPacked, '<< /Type /ObjStm >>'])
    expect(pdfRefusal(pdfFile({ objects: [object] }))).toBe('file.unreadable')
  expect(pdfRefusal(pdfFile({ objects: [otherFilter, objectStream('<< /A 1 >>')] }))).not.toBeNull()
  // A false stream that could be read stands before the true one.
  const mixed = [objectStream('<< /A 1 >>'), '<< /Filter /LZWDecode >>\nstream\nx\nendstream']
  expect(pdfRefusal(pdfFile({ objects: mixed }))).toBe('file.unreadable')
  expect(pdfRefusal(pdfFile({ trailer: '/Encrypt 3 0 R' }))).toBe('file.locked')
  expect(pdfRefusal(utf8('%PDF-1.7\nno end'))).toBe('file.unreadable')
})

test('ordinary documents pass', () => {
  const outline = '<< /Type /Outlines /First 12 0 R /Last 13 0 R /Count 2 >>'
  const words = '(JavaScript and /JSON, Launch, #4A) /JavaScripts /JSX 1'
  const page = '<< /Length 5 >>\nstream\n1 0 0 1 0 0 cm\nendstream'
  expect(pdfRefusal(pdfFile())).toBeNull()
  expect(
    pdfRefusal(pdfFile({ objects: [outline, words, page, objectStream('<< /Type /Page >>')] })),
  ).toBeNull()
  expect(pdfRefusal(pdfFile({ after: '\r\n\0\0' }))).toBeNull()
})

test('bytes that look like /JS by chance in a picture pass', () => {
  const picture = concat(
    utf8('<< /Length 9 >>\nstream\n'),
    new Uint8Array([0xff, 0x2f, 0x4a, 0x53, 0x20, 0x99, 0x28, 0x01]),
    utf8('\nendstream'),
  )
  expect(pdfRefusal(pdfFile({ objects: [picture] }))).toBeNull()
})
