import type { Text } from './shared/text.ts'

/** What stands beside a file that cannot be taken. See fieldMessage.ts. */
export const fileFieldMessages: Record<string, Text> = {
  'file.required': { zh: '请选一个文件', en: 'Choose a file' },
  'file.one': { zh: '一次传一个文件', en: 'Send one file at a time' },
  'file.empty': { zh: '这个文件是空的', en: 'This file is empty' },
  'file.too-large': { zh: '文件太大，最多 {most} MB', en: 'The file is too large: at most {most} MB' },
  'file.type': {
    zh: '不能收这种文件。可以收 PDF、JPEG、PNG、WebP、DOCX、XLSX、TXT 和 CSV',
    en: 'Files of this type are not taken. PDF, JPEG, PNG, WebP, DOCX, XLSX, TXT and CSV are',
  },
  'file.mismatch': {
    zh: '文件名的后缀和内容不是同一种，请用原来的程序另存后再传',
    en: 'The name and the content of this file are of different types: save it again with its own program',
  },
  'file.double': {
    zh: '这个文件里还藏着另一种格式的内容，不能收',
    en: 'This file holds content of a second format and cannot be taken',
  },
  'file.trailing': {
    zh: '文件结尾之后还有多余的内容，请重新另存后再传',
    en: 'Something follows the end of this file: save it again and send that',
  },
  'file.active': {
    zh: '文件里有会自动运行或打开别处的内容（脚本、公式、嵌入的文件等）。请去掉，或打印成 PDF 再传',
    en: 'This file holds something that runs or loads by itself (scripts, formulas, embedded files). Remove it, or print to PDF and send that',
  },
  'file.macros': {
    zh: '文件里有宏，请另存为不带宏的 DOCX 或 XLSX',
    en: 'This file holds macros: save it as DOCX or XLSX without them',
  },
  'file.locked': {
    zh: '文件设了密码或限制，没法检查。请去掉密码再传',
    en: 'This file is protected and cannot be checked: remove the protection and send it again',
  },
  'file.unreadable': {
    zh: '文件损坏，或没法检查。请重新另存，或打印成 PDF 再传',
    en: 'This file is damaged or cannot be checked: save it again, or print to PDF and send that',
  },
  'file.picture': {
    zh: '这里只收照片（JPEG、PNG、WebP）',
    en: 'Only photos are taken here (JPEG, PNG, WebP)',
  },
  'file.animated': { zh: '请传静止的图片，不收动图', en: 'Send a still picture, not an animated one' },
  'file.pixels': {
    zh: '图片的尺寸太大，最多 {most} 百万像素，请缩小后再传',
    en: 'The picture has too many pixels: at most {most} million. Make it smaller',
  },
  'file.encoding': {
    zh: '文字不是 UTF-8 编码，请另存为 UTF-8 后再传（Excel 里选“CSV UTF-8”）',
    en: 'The text is not UTF-8: save it as UTF-8 (in Excel choose “CSV UTF-8”)',
  },
  'upload.full': {
    zh: '同时上传的文件太多或太大，请等前面的传完再加',
    en: 'Too much is being sent at once; wait until the files before this one have arrived',
  },
  'upload.part': { zh: '没有这一部分', en: 'There is no such part' },
  'upload.size': {
    zh: '这一部分的大小和登记的不一样',
    en: 'This part is not as long as was said',
  },
  'upload.differs': {
    zh: '这一部分已经有了，内容却不一样。请重新选择这个文件',
    en: 'This part is here already and was different. Choose the file again',
  },
  'upload.missing': { zh: '还差 {missing} 部分没有传到', en: '{missing} parts have not arrived yet' },
}
