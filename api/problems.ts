import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { problemsAtWork } from './problemsAtWork.ts'
import { problemsOfComplaints } from './problemsOfComplaints.ts'
import { problemsOfEvaluation } from './problemsOfEvaluation.ts'
import { problemsOfMeetings } from './problemsOfMeetings.ts'
import { problemsOfRatings } from './problemsOfRatings.ts'
import type { Text } from './shared/text.ts'

/** Every error this API can answer with: the closed list, its status and its words (RFC 9457). */
export const problems = {
  'bad-json': { status: 400, title: { zh: '请求内容不是有效的 JSON', en: 'The body is not valid JSON' } },
  'invalid-input': {
    status: 422,
    title: { zh: '有内容需要修改', en: 'Some of what you sent needs changing' },
  },
  'idempotency-mismatch': {
    status: 422,
    title: {
      zh: '这次提交的编号已用于另一份内容',
      en: 'This Idempotency-Key was already used for something else',
    },
  },
  'not-found': { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  'record-not-found': {
    status: 404,
    title: { zh: '编号和查询码对不上，请再看一遍', en: 'No record matches this reference and access code' },
  },
  'method-not-allowed': {
    status: 405,
    title: { zh: '这个地址不支持这种请求', en: 'Method not allowed here' },
  },
  'too-large': { status: 413, title: { zh: '内容太长，收不下', en: 'The body is too large' } },
  'wrong-content-type': {
    status: 415,
    title: { zh: '请用 application/json 提交', en: 'Send the body as application/json' },
  },
  'too-many': { status: 429, title: { zh: '操作太频繁，请稍后再试', en: 'Too many requests, please wait' } },
  'too-many-tries': {
    status: 429,
    title: { zh: '输错次数太多，请稍后再试', en: 'Too many wrong tries, please wait' },
  },
  'tray-full': {
    status: 429,
    title: {
      zh: '这一小时能收的已经收满，您填的都还在。请到下一个整点再交，或者打电话、直接来窗口',
      en: 'No more can be taken this hour; everything you typed is still here. Send again after the full hour, or call, or walk in',
    },
  },
  'day-tray-full': {
    status: 429,
    title: {
      zh: '不开脚本的匿名提交今天已经收满，您填的都还在。请打开浏览器的脚本再交，或者打 12389、来窗口、明天再交',
      en: 'No more anonymous posts without script can be taken today; everything you typed is still here. Send it with script switched on, call 12389, walk in, or send it tomorrow',
    },
  },
  'files-full': {
    status: 429,
    title: {
      zh: '您所在的网络这一小时传的文件太多了，请到下一个整点再传，或者把材料带到窗口。填好的内容都还在',
      en: 'Too many files have come from your network this hour: send this one after the full hour, or bring it to the counter. What you typed is still here',
    },
  },
  'proof-invalid': {
    status: 422,
    title: { zh: '防刷校验已过期，请再提交一次', en: 'The anti-robot check has expired, please send again' },
  },
  'consultation-closed': {
    status: 409,
    title: { zh: '征求意见已经结束', en: 'This consultation has closed' },
  },
  ...problemsOfEvaluation,
  ...problemsOfMeetings,
  ...problemsOfRatings,
  'step-refused': {
    status: 409,
    title: { zh: '现在这个状态不能这样做', en: 'This cannot be done in its present state' },
  },
  'application-similar': {
    status: 409,
    title: {
      zh: '您有一份同样的申请还在办理；确实要再交一份，请先说明这是另外一份',
      en: 'You have an application like this in hand; say that this is a second one, and send it',
    },
  },
  'form-unknown': {
    status: 404,
    title: { zh: '这件事还不能在网上申请', en: 'This cannot be applied for online' },
  },
  'not-eligible': {
    status: 422,
    title: { zh: '按您的回答，这件事不在这里办', en: 'By your answers this is not the way' },
  },
  'slot-full': { status: 409, title: { zh: '这个时间刚刚被约满了', en: 'This time has just been taken' } },
  'slot-closed': {
    status: 409,
    title: { zh: '这个时间已经不能预约了', en: 'This time can no longer be booked' },
  },
  'matter-not-offered': {
    status: 409,
    title: { zh: '这里不办理这个事项', en: 'This matter is not handled here' },
  },
  'already-booked': {
    status: 409,
    title: {
      zh: '这个人的同一事项已有一个预约。可以改时间，或取消后再约；不是您约的，请打电话给派出所',
      en: 'There is already an open booking for this person and matter. Move it, or cancel it first; if you did not make it, please call the station',
    },
  },
  'phone-busy': {
    status: 409,
    title: {
      zh: '这个电话今天已经约了 10 次；还要约，请打电话或直接去窗口',
      en: 'This phone number has made 10 bookings today; for more, please call or come to the counter',
    },
  },
  'booking-over': {
    status: 409,
    title: {
      zh: '这次预约后来已经取消或结束；还需要的话，请重新预约',
      en: 'This booking has since been cancelled or is over; if you still need it, book again',
    },
  },
  'moved-too-often': {
    status: 409,
    title: {
      zh: '这个预约已经改过多次；还要改，请打电话给派出所，或取消后重新预约',
      en: 'This booking has been moved many times; to move it again please call the station, or cancel and book again',
    },
  },
  'asked-too-often': {
    status: 409,
    title: {
      zh: '这个预约已经 5 次登记想早一点，不能再登记；想早一点请打电话给派出所，原来的预约不变',
      en: 'This booking has asked for an earlier time 5 times and cannot ask again; for an earlier time please call the station. The booking stays as it is',
    },
  },
  'looked-too-often': {
    status: 429,
    title: {
      zh: '这一小时看姓名、号码的次数已满。请到下一个整点再看；急用请找所长',
      en: 'You have seen as many names and numbers as one hour allows. Wait for the next full hour; if it is urgent, ask your chief',
    },
  },
  'looked-up-too-often': {
    status: 429,
    title: {
      zh: '这一小时按手机号后四位查找的次数已满。请用预约编号或回执二维码查，或到下一个整点再查',
      en: 'You have looked up as many last digits of a phone as one hour allows. Use the reference or the code of the receipt, or wait for the next full hour',
    },
  },
  'not-changeable': {
    status: 409,
    title: {
      zh: '这个预约已经结束或取消，不能再改',
      en: 'This booking is over or cancelled and cannot be changed',
    },
  },
  'phone-none': {
    status: 409,
    title: {
      zh: '没有留手机号，收不到短信验证码。预约不核对也照样有效；申请可以到窗口出示证件',
      en: 'There is no mobile number to text a code to. A booking stands without; for an application, show a document at the counter',
    },
  },
  'phone-codes-spent': {
    status: 429,
    title: {
      zh: '今天的验证码已经发完，请明天再试。预约不核对也照样有效；申请也可以到窗口出示证件',
      en: 'No more codes can be sent today, please try tomorrow. A booking stands without; for an application, a document at the counter will do as well',
    },
  },
  'phone-code-over': {
    status: 409,
    title: {
      zh: '这个验证码已经失效（10 分钟内有效，最多输错 5 次），请重新获取',
      en: 'This code is over (it is good for 10 minutes and 5 wrong tries); please ask for another',
    },
  },
  'login-none': {
    status: 409,
    title: {
      zh: '这里没有开通统一身份登录。请用短信验证码，或到窗口出示证件，办理是一样的',
      en: 'There is no national login here. A text message or a document shown at the counter serves as well',
    },
  },
  'login-no-number': {
    status: 409,
    title: {
      zh: '申请里没有填证件号码，登录核对不了。请先填上号码，或到窗口出示证件',
      en: 'The application has no document number for a login to match. Fill it in first, or show the document at the counter',
    },
  },
  'not-yet': {
    status: 409,
    title: {
      zh: '还不到能登记的时候：办了的从约定时间起，没来的从过了 15 分钟起',
      en: 'Too early: served can be said from the start of the visit on, missed from 15 minutes into it',
    },
  },
  'missed-too-often': {
    status: 409,
    title: {
      zh: '最近有几次约了没来，网上预约先停几天。直接去窗口随时都办，也可以打电话约；60 岁以上、有残疾或怀孕的，勾选那一项就能约，没有人问为什么',
      en: 'Several recent visits were missed, so booking online pauses for some days. You can walk in any time, or book by telephone; if you are 60 or older, disabled or pregnant, tick that box and nobody asks why',
    },
  },
  'waiting-busy': {
    status: 409,
    title: {
      zh: '这个人这件事已经在候补名单上了；要改条件，请先凭编号和查询码退出，再登记一次',
      en: 'This person is on the waiting list for this matter already; to change what suits, leave it first with its reference and code',
    },
  },
  'waiting-over': {
    status: 409,
    title: {
      zh: '这次候补已经结束；还需要的话，请重新登记',
      en: 'This place on the waiting list has ended; if you still need it, join again',
    },
  },
  'offer-gone': {
    status: 409,
    title: {
      zh: '现在没有给您留的号，或者留号时间已过',
      en: 'No place is held for you just now, or the time to take it has passed',
    },
  },
  stale: {
    status: 409,
    title: { zh: '这条记录刚刚有变化，请刷新再试', en: 'This record has just changed, please reload' },
  },
  ...problemsAtWork,
  ...problemsOfComplaints,
  unavailable: {
    status: 503,
    title: { zh: '系统暂时忙，请稍后再试', en: 'The service is busy, please try again' },
  },
  misconfigured: {
    status: 503,
    title: { zh: '系统设置有误，暂停服务', en: 'The service is not configured safely' },
  },
  internal: {
    status: 500,
    title: { zh: '系统出了点问题，您可以稍后再试', en: 'Something went wrong on our side' },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: Text }>

export type ProblemCode = keyof typeof problems
