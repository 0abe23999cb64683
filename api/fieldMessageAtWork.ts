import type { Text } from './shared/text.ts'

/** What stands beside a field of the staff pages. See fieldMessage.ts. */
export const workFieldMessages: Record<string, Text> = {
  'casefile.when': {
    zh: '时间要在上一步之后、现在之前',
    en: 'A time after the step before, and not in the future',
  },
  'casefile.duty': {
    zh: '这里只写值班电话，不写手机',
    en: 'The line on duty only, no mobile',
  },
  'visit.part': { zh: '请选上午或下午', en: 'Choose the morning or the afternoon' },
  'visit.past': { zh: '这个时候已经过了', en: 'This is past' },
  'visit.far': { zh: '最远可以约到 {most} 天以后', en: 'At most {most} days ahead' },
  'visit.closed': { zh: '这天不是工作日', en: 'This is not a working day' },
  'visit.behind': {
    zh: '超过了答应群众的日子（{by}）。跟群众约好了的，请写一句',
    en: 'This is behind the promised day ({by}). If they agreed to it, say so in words',
  },
  'visit.same': { zh: '就是现在约的时间', en: 'This is the time that stands' },
  'badge-invalid': { zh: '警号只能用大写字母和数字', en: 'A badge takes capital letters and digits only' },
  'badge-taken': { zh: '这个警号已经有人了', en: 'Somebody has this badge already' },
  'mobile-invalid': { zh: '手机号应为 11 位', en: 'A mobile number has 11 digits' },
  'https-address': {
    zh: '请填完整的网址，要以 https:// 开头',
    en: 'Give the whole address, beginning with https://',
  },
  'window.order': { zh: '结束要晚于开始', en: 'The end must be later than the start' },
  'window.short': { zh: '这段时间放不下一个号', en: 'This time is too short for one slot' },
  'window.overlap': { zh: '和同一天的另一段时间重叠', en: 'This overlaps another time of the same day' },
  'window.not-duty': {
    zh: '这天不是值班日，不能放号。请先改值班日',
    en: 'Nobody is declared to be there on this day: declare it as a duty day first',
  },
  'window.beyond-duty': {
    zh: '超出了值班日登记的时间',
    en: 'This goes beyond the declared duty hours',
  },
  'account.shape': {
    zh: '账号是单位邮箱，例如 name@example.gov.cn',
    en: 'The account is a work address, such as name@example.gov.cn',
  },
  'account.taken': { zh: '这个账号已经有人用', en: 'Somebody has this account already' },
  'password.short': { zh: '密码至少 {least} 个字', en: 'A password has at least {least} characters' },
  'password.long': { zh: '密码最多 {most} 个字', en: 'A password has at most {most} characters' },
  'password.own': {
    zh: '密码里不要用自己的名字或账号',
    en: 'Do not make the password of your name or account',
  },
  'password.common': {
    zh: '这个密码太常见，容易被猜到；几个不相干的词连起来就很好',
    en: 'This password is among the first that are guessed; a few unrelated words make a good one',
  },
  'password.wrong': { zh: '现在的密码不对', en: 'This is not your present password' },
  'grants.none': { zh: '请至少选一个岗位', en: 'Choose at least one role' },
  'check-in.unknown': {
    zh: '认不出来。可以输预约编号、扫回执上的二维码，或者输手机号后四位',
    en: 'Not recognised. Type the reference, scan the code on the receipt, or type the last four digits of the phone',
  },
  'ticket.number': { zh: '号码像 A017 这样，看您的小票', en: 'A number looks like A017: see your ticket' },
  'ticket.counter': { zh: '请选这里正在办理的窗口或类别', en: 'Choose a counter or a group that works here' },
  'record.unreadable': {
    zh: '认不出来。可以输编号、扫回执上的二维码，或者输手机号后四位',
    en: 'Not recognised. Type the reference, scan the code on the receipt, or type the last four digits of the phone',
  },
  'fields.required': { zh: '请选要看哪几项', en: 'Choose what you need to see' },
  'reason.required': { zh: '请选一个理由', en: 'Choose a reason' },
  'reason.words': { zh: '请写明是什么理由', en: 'Say what the reason is' },
  'seen.required': { zh: '请选当面看的是什么', en: 'Choose what you were shown' },
  'replace.four': { zh: '请输最后四位', en: 'Type the last four' },
  'replace.no-match': {
    zh: '和记录里的对不上，请再看一遍证件。一天错 5 次，这条记录当天就不能再补发',
    en: 'This is not what the record has; look at the document again. After 5 wrong tries in a day this record’s code cannot be replaced until tomorrow',
  },
  'replace.other-document': {
    zh: '预约时用的不是这种证件',
    en: 'The record was made with another kind of document',
  },
  'notice.moment': {
    zh: '时间不对：日期写成 2026-11-23，几点写成 09:30',
    en: 'This is no time: write the day like 2026-11-23 and the time like 09:30',
  },
  'notice.past': { zh: '发布时间要在现在之后、一年之内', en: 'The time must be from now on, within a year' },
  'notice.arose': {
    zh: '信息形成的日子不能在今天之后，也不能早于五年',
    en: 'The day it came about cannot be after today or more than five years ago',
  },
  'staff.required': { zh: '请选一位同事', en: 'Choose a colleague' },
  'staff.cannot': {
    zh: '这位同事不在这里承办申请，请另选一位',
    en: 'This colleague does not handle applications here; choose another',
  },
  'ground.required': { zh: '请选一条理由', en: 'Choose the ground' },
  'ground.unknown': { zh: '没有这一条理由', en: 'There is no such ground' },
  'ask.none': { zh: '请至少选一样要补正的', en: 'Choose at least one thing to be put right' },
  'target.unknown': { zh: '这份申请里没有这一项', en: 'This application has no such item' },
  'target.twice': { zh: '这一项选了两次', en: 'This item was chosen twice' },
  'pause.unknown': {
    zh: '按规定这个理由不能中止计时；不选理由也能等其他部门，时间照算',
    en: 'No rule stops the clock for this reason; without one you can still wait, and the time runs on',
  },
  'extension.most': { zh: '最多延长 {most}', en: 'At most {most}' },
  'outcome.required': { zh: '请选准予或不予办理', en: 'Choose to approve or to refuse' },
  'finding.required': { zh: '请选查询的结果', en: 'Say what the search found' },
  'finding.refuse': {
    zh: '查到了记录，不能出这份证明，请改为不予办理',
    en: 'A record was found, so this cannot be issued: refuse the application instead',
  },
  'how.required': { zh: '请选一项', en: 'Choose one' },
  'agent.required': { zh: '请登记代领人', en: 'Record who collects it' },
  'agent.authority': {
    zh: '要先看过委托书原件，才能交给代领人',
    en: 'See the written authorisation first',
  },
  'agent.in-person': {
    zh: '这件事要本人来办，不能代领',
    en: 'The person has to come for this themselves',
  },
  'tracking.required': { zh: '请填邮件号', en: 'Give the tracking number' },
  'tracking.invalid': {
    zh: '邮件号是 6 到 40 位字母和数字',
    en: 'A tracking number is 6 to 40 letters and digits',
  },
  'template.unknown': { zh: '没有这个模板，或者已经停用', en: 'There is no such template, or it is off' },
  'opinion.unknown': { zh: '没有这个问题', en: 'There is no such question' },
  'references.required': { zh: '请至少选一份申请', en: 'Choose at least one application' },
  'promise.too-long': {
    zh: '不能比规定和全局承诺的时间长',
    en: 'It cannot be longer than the law and the bureau’s own promise',
  },
  'fee.amount': { zh: '请填金额，例如 20', en: 'Enter an amount, like 20' },
  'fee.too-high': {
    zh: '不能比规定的收费高；规定不收费的，不能收费',
    en: 'It cannot be more than the fixed fee; where none may be asked, there is none',
  },
  'certificate.past': {
    zh: '这一天已经过了；要让它失效，请用撤销',
    en: 'This day is past; to end it, revoke it',
  },
  'handover.gone': {
    zh: '出具的证明已经撤销，不能再交给人',
    en: 'What was issued was revoked, and is given to nobody',
  },
  'handover.no-address': {
    zh: '没有收件地址：申请时没有选邮寄',
    en: 'There is no address: it was not asked for by post',
  },
  'notice.files-read': {
    zh: '请先打开每个附件看过，再勾这一项',
    en: 'Open and read each attachment first, then tick this',
  },
  'facts.more': { zh: '不能比上面的总数多', en: 'This cannot be more than the total above it' },
  'facts.future': { zh: '这一天还没有到', en: 'This day has not come yet' },
  'evidence.required': {
    zh: '请写依据：文件名、文号',
    en: 'Say what shows it: the document and its number',
  },
  'notice.why': { zh: '保留这些内容，要写明理由', en: 'Say why these findings may stand' },
  'task.day': {
    zh: '要是今天或以后，不能晚于该办好的日子',
    en: 'This must be today or later, and not behind the day by which it is due',
  },
  'notice.personal': {
    zh: '这里面有个人信息，大家都会看到：请换一种说法',
    en: 'This holds personal data, and everybody will read it: please put it differently',
  },
}
