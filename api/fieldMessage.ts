import { plainDay } from './calendar/dayWords.ts'
import { workFieldMessages } from './fieldMessageAtWork.ts'
import { complaintFieldMessages } from './fieldMessageOfComplaints.ts'
import { fileFieldMessages } from './fieldMessageOfFiles.ts'
import { formFieldMessages } from './fieldMessageOfForms.ts'
import { ratingFieldMessages } from './fieldMessageOfRatings.ts'
import { type Locale, say, type Text } from './shared/text.ts'

/** What stands beside a field that needs changing. `{name}` is filled from the error's params. */
export const fieldMessages: Record<string, Text> = {
  required: { zh: '请填写这一项', en: 'Fill this in' },
  'wrong-type': { zh: '格式不对', en: 'This has the wrong type' },
  'wrong-value': { zh: '不是可选的值', en: 'This is not one of the values offered' },
  'unknown-key': { zh: '不认识的项目', en: 'This key is not known here' },
  characters: { zh: '里面有不能用的字符', en: 'This has characters that cannot be read' },
  'too-long': { zh: '太长了，最多 {most} 个字', en: 'Too long: at most {most} characters' },
  'too-many': { zh: '太多了，最多 {most} 项', en: 'Too many: at most {most}' },
  'too-small': { zh: '太小了', en: 'This is too small' },
  'too-big': { zh: '太大了', en: 'This is too big' },
  'day-required': { zh: '请选一个日期', en: 'Choose a day' },
  'day-invalid': { zh: '日期要写成 2026-11-23 这样', en: 'Write the day like 2026-11-23' },
  'day-out-of-range': {
    zh: '日期要在 2000 年到 2199 年之间',
    en: 'The day must be within the years 2000 to 2199',
  },
  'instant-needed': {
    zh: '按小时算的期限，要写到几点几分，例如 2026-11-23T09:30:00+08:00',
    en: 'A limit in hours needs the time too, like 2026-11-23T09:30:00+08:00',
  },
  'time-invalid': { zh: '时间要写成 09:00 这样', en: 'Write the time like 09:00' },
  'day-range': { zh: '起止日期不对', en: 'The days are the wrong way round or too far apart' },
  'cursor-invalid': {
    zh: '翻页标记无效，请从第一页开始',
    en: 'This page marker is not valid, start from the first page',
  },
  'key-invalid': {
    zh: 'Idempotency-Key 要 8 到 128 个字母、数字或 - _',
    en: 'Idempotency-Key takes 8 to 128 letters, digits, - or _',
  },
  'matter.alone': {
    zh: '这件事要单独约，不能和别的事一起',
    en: 'This matter needs a visit of its own',
  },
  'matter.twice': { zh: '这件事选了两次', en: 'This matter is chosen twice' },
  'matter.apart': {
    zh: '这件事在这里由别的窗口办，要另约一次',
    en: 'Another counter handles this matter here: book it separately',
  },
  'matters.too-many': { zh: '一次最多办 {most} 件事', en: 'One visit takes at most {most} matters' },
  'people.too-many': {
    zh: '一次最多来 {most} 个人；人多请打电话约',
    en: 'At most {most} people in one visit; please telephone for a larger group',
  },
  'visit.too-long': {
    zh: '这些事加起来超过 {most} 分钟，请分两次约',
    en: 'Together this takes longer than {most} minutes: book two visits',
  },
  'name.required': { zh: '请填写姓名', en: 'Enter the name' },
  'name.characters': { zh: '姓名里有不能用的字符', en: 'The name has characters that names do not have' },
  'name.length': { zh: '姓名最多 80 个字', en: 'A name can have at most 80 characters' },
  'phone.required': {
    zh: '请填写手机号码，没有手机可以填座机',
    en: 'Enter a phone number; a landline is fine',
  },
  'phone.short': {
    zh: '号码少了几位；座机请连区号一起写，例如 000-0000000',
    en: 'The number is too short; include the area code of a landline, for example 000-0000000',
  },
  'phone.long': { zh: '电话号码多了几位', en: 'The phone number is too long' },
  'phone.characters': {
    zh: '电话号码里有不是数字的字符',
    en: 'The phone number has characters that are not digits',
  },
  'phone.shape': {
    zh: '不像一个电话号码。手机 11 位；座机请带区号',
    en: 'This does not look like a phone number. Mobiles have 11 digits; landlines need the area code',
  },
  'id.required': {
    zh: '请填写证件号码；手边没有，证件那里可以选“号码不记得”',
    en: 'Enter the document number, or choose “I don’t have the number with me”',
  },
  'id.required-here': {
    zh: '请填证件号码：结果只交给本人，要拿它核对是不是您',
    en: 'Give the number of your document: the result is only handed to you, and this is how we know you',
  },
  'id.length': { zh: '证件号码位数不对', en: 'The document number has the wrong length' },
  'id.characters': {
    zh: '证件号码里有不能用的字符',
    en: 'The document number has characters it cannot have',
  },
  'id.date': {
    zh: '身份证号码里的出生日期不对，请再看一遍',
    en: 'The birth date inside the ID number is not a real date',
  },
  'id.check': {
    zh: '身份证号码最后一位对不上，请照证件再看一遍；证件上就是这样的话，带证件到窗口或者打电话给派出所，我们来核对',
    en: 'The last character of the ID number does not match; check it against the card. If the card says so, bring it to the counter or phone the station',
  },
  'id.first-generation': {
    zh: '15 位的第一代身份证已停用，请填 18 位号码',
    en: 'First-generation 15-digit cards are no longer valid; enter the 18-digit number',
  },
  'id.shape': { zh: '不像这种证件的号码', en: 'This does not look like a number of this document' },
  'id.not-needed': {
    zh: '选了“号码不记得”，就不用填号码',
    en: 'Leave the number empty when it is looked at later',
  },
  'stations.required': { zh: '请至少选一个派出所', en: 'Choose at least one station' },
  'station.required': { zh: '请选一个派出所', en: 'Choose a station' },
  'station.unknown': { zh: '没有这个派出所', en: 'There is no such station' },
  'weekdays.required': { zh: '请至少勾一天', en: 'Tick at least one day' },
  'stations.too-many': { zh: '最多同时等 {most} 个地方', en: 'You can wait at {most} places at most' },
  'slot.required': { zh: '请选一个时间', en: 'Choose a time' },
  'slot.unknown': { zh: '没有这个时间，请重新选', en: 'There is no such time, choose again' },
  'matter.unknown': { zh: '没有这个事项', en: 'There is no such matter' },
  'matter.not-bookable': {
    zh: '这个事项不用预约，可以直接去',
    en: 'This matter needs no booking, just come',
  },
  'reference.invalid': {
    zh: '编号不对，请照着回执再输一遍，例如 A-20261123-7K3M9Q',
    en: 'This is not a reference; copy it from the receipt, like A-20261123-7K3M9Q',
  },
  'reference.application': {
    zh: '编号不对，请照着回执再输一遍，例如 B-20261123-7K3M9Q',
    en: 'This is not a reference; copy it from the receipt, like B-20261123-7K3M9Q',
  },
  'code.required': { zh: '请输入查询码', en: 'Enter the access code' },
  'phone-code.required': { zh: '请输入短信里的 6 位验证码', en: 'Enter the six digits of the text message' },
  'phone-code.shape': {
    zh: '验证码是短信里的 6 位数字',
    en: 'The code is the six digits of the text message',
  },
  'phone-code.wrong': {
    zh: '验证码不对，请看最新的一条短信；还可以输 {left} 次',
    en: 'This is not the code; look at the newest text message. Tries left: {left}',
  },
  'identity.over': {
    zh: '这次登录已经用过，或者超过了 5 分钟，请重新登录',
    en: 'This login was used already, or is older than five minutes: please log in again',
  },
  'identity.not-this': {
    zh: '这不是为这份申请做的登录，请从这份申请重新登录',
    en: 'This login was not made for this application: begin again from it',
  },
  'identity.someone-else': {
    zh: '登录的人和申请里填的不是同一个人。要由申请里的本人登录；一天错 5 次，当天就只能到窗口核对',
    en: 'This is somebody else: the person named in the application has to log in. After 5 wrong tries in a day only the counter remains until tomorrow',
  },
  'identity.needed': {
    zh: '姓名、证件或电话改过了，请先重新核对：用短信验证码、登录，或到窗口出示证件',
    en: 'Name, document or telephone changed: first prove it again, by a code, a login, or your document at the counter',
  },
  'identity.pin': {
    zh: '证件号码和 6 位密码对不上，请再看一遍',
    en: 'This number and these six digits do not belong together; look again',
  },
  'identity.no-match': {
    zh: '和申请里的对不上，请再看一遍证件。一天错 5 次，这份申请当天就不能再在窗口核对',
    en: 'This is not what the application has; look at the document again. After 5 wrong tries in a day it cannot be checked here until tomorrow',
  },
  'identity.other-document': {
    zh: '申请里填的不是这种证件',
    en: 'The application was made with another kind of document',
  },
  'report.page': {
    zh: '请填写本网站的页面地址，例如 /stations/qingshi',
    en: 'Enter a page of this site, like /stations/qingshi',
  },
  'report.kind': { zh: '请选一项', en: 'Choose one' },
  'meeting.past': {
    zh: '日期和时间要在以后，一年以内',
    en: 'The day and hour must be to come, within a year',
  },
  'volunteer.kind': { zh: '请选一项', en: 'Choose one' },
  'volunteer.day': { zh: '培训的日期不能在今天以后', en: 'The training cannot be later than today' },
  'date.day': { zh: '要是今天或以后，半年以内', en: 'This must be today or later, within half a year' },
  'meeting.order': { zh: '结束要晚于开始', en: 'It must end after it begins' },
  'meeting.due': { zh: '要在恳谈会那天或以后', en: 'This must be the day of the meeting or later' },
  'feedback.same': { zh: '已经在这里了', en: 'It is there already' },
  'note.characters': { zh: '备注里有不能用的字符', en: 'The note has characters it cannot have' },
  'certificate.number': {
    zh: '证明编号不对，以 Z 开头，请照着纸上再看一遍',
    en: 'This is no certificate number: it begins with Z; compare it with the paper',
  },
  'file.all-too-big': {
    zh: '一件申请的文件加起来最多 {most} MB；可以先删掉一份，或把照片压小一点',
    en: 'The files of one application may come to {most} MB together: take one out, or make a picture smaller',
  },
  'material.required': { zh: '请上传这份材料', en: 'Send this paper' },
  'correction.not-asked': {
    zh: '这一项没有要求补正，不能改',
    en: 'This was not asked to be put right, so it stays',
  },
  'helper.not-taken': { zh: '这件事只能本人申请', en: 'Only the person concerned can apply for this' },
  'words.required': { zh: '请写点内容', en: 'Write something' },
  'certificate.same': {
    zh: '要更正，请写明改成什么',
    en: 'To correct it, say what it is to be instead',
  },
  'certificate.unchanged': {
    zh: '按这个原因重发，内容要和原来一样；要改内容，请选“内容有误”或“情况有变化”',
    en: 'For this reason the same is issued again; to change what it says, choose an error or a change',
  },
  'certificate.person': {
    zh: '只能写申请里登记的本人',
    en: 'It can only be about the person of the application',
  },
  'certificate.too-long': {
    zh: '有效期不能比规定的长',
    en: 'It cannot hold longer than its kind does',
  },
  'trap.filled': { zh: '这一格请留空', en: 'Leave this box empty' },
  ...formFieldMessages,
  ...complaintFieldMessages,
  ...fileFieldMessages,
  ...ratingFieldMessages,
  ...workFieldMessages,
}

/** The sentence for one field error; an unknown code still says that something is wrong. */
export function fieldMessage(
  code: string,
  locale: Locale,
  params: Record<string, string | number> = {},
): string {
  const text = fieldMessages[code] ?? fieldMessages['wrong-value']!
  const filled = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? say(plainDay(value), locale) : value)
  return say(text, locale).replace(/\{(\w+)\}/g, (_, name: string) => filled(String(params[name] ?? '')))
}
