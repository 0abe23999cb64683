import { expect, test } from 'vitest'
import { extensionOf, safeName } from '../../../api/file/safeName.ts'
import { contentDisposition } from '../../../api/file/serve.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['关于道路封闭的通知.PDF', '关于道路封闭的通知.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['..\\..\\windows\\win.ini', 'win.pdf'],
  ['C:\\fakepath\\通知.pdf', '通知.pdf'],
  ['/absolute/x.pdf', 'x.pdf'],
  ['%2e%2e%2fx.pdf', '_2e_2e_2fx.pdf'],
  ['x.pdf.exe', 'x_pdf.pdf'],
  ['x.exe.pdf', 'x_exe.pdf'],
  ['x.tar.gz.pdf', 'x_tar_gz.pdf'],
  ['2026.11.22 v1.2.pdf', '2026.11.22 v1.2.pdf'],
  ['photo\u202egpj.exe', 'photogpj.pdf'],
  ['a\u200bb\ufeffc\u0000d\r\ne.pdf', 'abcde.pdf'],
  ['\u2066x\u2069.pdf', 'x.pdf'],
  ['a\u2028b\ue000c.pdf', 'abc.pdf'],
  ['CON.pdf', '_CON.pdf'],
  ['com1.2.pdf', '_com1.2.pdf'],
  ['aux', '_aux.pdf'],
  ['nul .pdf', '_nul.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['...', 'file.pdf'],
  ['', 'file.pdf'],
  ['   .pdf', 'pdf.pdf'],
  ['a<b>:"|?*;c.pdf', 'a_b_______c.pdf'],
  ['x.pdf. . ', 'x.pdf'],
  ['e\u0301.pdf', 'é.pdf'],
  [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(66)}.pdf`],
  [`${'a'.repeat(9000)}.pdf`, `${'a'.repeat(80)}.pdf`],
  [`${'👮'.repeat(100)}.pdf`, `${'👮'.repeat(50)}.pdf`],
])('%j is kept as %j', (name, kept) => {
  expect(safeName(name, 'pdf')).toBe(kept)
  expect(safeName(kept, 'pdf')).toBe(kept)
})

test('an extension is what the last dot says, whatever stands around it', () => {
  expect(extensionOf('x.PDF')).toBe('pdf')
  expect(extensionOf('x.pdf .')).toBe('pdf')
  expect(extensionOf('x.pdf/..\\y.exe')).toBe('exe')
  expect(extensionOf('x\u202efdp.exe')).toBe('exe')
  expect(extensionOf('.pdf')).toBe('')
  expect(extensionOf('x')).toBe('')
})

test('the header carries the real name beside a plain one, and no name breaks out of it', () => {
  expect(contentDisposition('attachment', "通知 (1)'s.pdf")).toBe(
    `attachment; filename="__ (1)'s.pdf"; filename*=UTF-8''%E9%80%9A%E7%9F%A5%20%281%29%27s.pdf`,
  )
  expect(contentDisposition('inline', 'é.png')).toBe(`inline; filename="e.png"; filename*=UTF-8''%C3%A9.png`)
  for (const name of [
    'a"b.pdf',
    'a\\b.pdf',
    'a\r\nSet-Cookie: x.pdf',
    'a%22.pdf',
    'a\ud800.pdf',
    'a;b.pdf',
  ]) {
    expect(contentDisposition('attachment', name)).toMatch(
      /^attachment; filename="[^"\\%\r\n]*"; filename\*=UTF-8''(?:[\w!#$&+.^`|~-]|%[0-9A-F]{2})*$/,
    )
  }
})
