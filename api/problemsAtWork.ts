import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Text } from './shared/text.ts'

/** The errors that only people who work here meet: a part of the closed list of problems.ts. */
export const problemsAtWork = {
  'not-signed-in': { status: 401, title: { zh: '请先登录', en: 'Please sign in first' } },
  'not-allowed': {
    status: 403,
    title: { zh: '您的岗位不能做这件事', en: 'Your role does not allow this' },
  },
  'foreign-origin': {
    status: 403,
    title: { zh: '请求不是从本站页面发出的', en: 'This request did not come from our own pages' },
  },
  'sign-in-failed': {
    status: 401,
    title: { zh: '账号或密码不对', en: 'This account and password do not match' },
  },
  'code-failed': {
    status: 401,
    title: {
      zh: '验证码不对，或已经用过。请等 App 里出现下一个 6 位数再输',
      en: 'This code is wrong or was used already. Wait for the next six digits in the app',
    },
  },
  'sign-in-over': {
    status: 401,
    title: {
      zh: '等得太久，请从密码开始重新登录',
      en: 'This took too long: please begin again with the password',
    },
  },
  'passkey-failed': {
    status: 401,
    title: {
      zh: '通行密钥没有通过，请再试一次，或用密码登录',
      en: 'The passkey was not accepted: try again, or use the password',
    },
  },
  'own-account': {
    status: 403,
    title: { zh: '自己的权限要由别人来改', en: 'Somebody else has to change your own permissions' },
  },
  'factor-there': {
    status: 409,
    title: {
      zh: '这个账号已经设好第二重验证，请用它登录',
      en: 'This account has a second factor already: please sign in with it',
    },
  },
  'last-factor': {
    status: 409,
    title: {
      zh: '这是最后一种第二重验证，先加一种再删',
      en: 'This is the last second factor: add another before removing it',
    },
  },
  'last-administrator': {
    status: 409,
    title: {
      zh: '全局至少要留一位在用的系统管理员',
      en: 'At least one administrator of the whole bureau has to remain',
    },
  },
  'invitation-over': {
    status: 409,
    title: {
      zh: '这个邀请码不对、已用过或过期，请管理员重新邀请',
      en: 'This invitation is wrong, used or expired: ask the administrator for another',
    },
  },
  'code-replaced': {
    status: 409,
    title: {
      zh: '这次提交是成功的，只是查询码后来在窗口补发过，原来的已经作废。请用补发的那张纸上的查询码',
      en: 'This was received. Its access code has since been replaced at the counter and the first one is dead: please use the one on the new slip',
    },
  },
  'notice-step': {
    status: 409,
    title: {
      zh: '这条信息现在到了另一步，请刷新看看',
      en: 'This notice is at another step now, please reload',
    },
  },
  'notice-reader': {
    status: 409,
    title: {
      zh: '起草、改过这一稿的人不能复核，请另一位同事来读',
      en: 'Whoever wrote or changed this draft cannot be its second reader; please ask a colleague',
    },
  },
  'notice-gate': {
    status: 409,
    title: {
      zh: '里面还有不能公开的个人信息，请先处理',
      en: 'It still holds personal data that may not be published',
    },
  },
  'no-seat': {
    status: 409,
    title: { zh: '请先在一个窗口坐下，再叫号', en: 'Take a seat at a counter before calling' },
  },
  'counter-taken': {
    status: 409,
    title: { zh: '这个窗口已经有人坐，或者停用了', en: 'Somebody sits at this counter, or it is out of use' },
  },
  'counter-busy': {
    status: 409,
    title: {
      zh: '这个窗口还有一位没有办完。先办完、暂停或转走，再做这一步',
      en: 'Somebody is still at this counter. Finish, set aside or pass them on first',
    },
  },
  'number-in-use': {
    status: 409,
    title: { zh: '这里已经有这个号的窗口', en: 'There is a counter with this number here already' },
  },
  'wrong-step': {
    status: 409,
    title: {
      zh: '这个号现在做不了这一步，请看一下它的最新状态',
      en: 'This step cannot be taken now; look at where the ticket stands',
    },
  },
  'undo-over': {
    status: 409,
    title: {
      zh: '只能在一分钟内收回刚才那一下；这一下收不回了',
      en: 'Only the last click can be taken back, within a minute; this one cannot',
    },
  },
  'booking-cancelled': {
    status: 409,
    title: {
      zh: '这个预约已经取消。照样能办：请取一个现场号',
      en: 'This booking was cancelled. They can still be served: give them a walk-in ticket',
    },
  },
  'other-day': {
    status: 409,
    title: {
      zh: '这个预约不是今天的。今天也能办：请取一个现场号，原来的预约不动',
      en: 'This booking is for another day. They can be served today with a walk-in ticket; the booking stays',
    },
  },
  'other-point': {
    status: 409,
    title: {
      zh: '这个预约在别的地方。这里能办的话，请取一个现场号',
      en: 'This booking is at another place. If it can be done here, give them a walk-in ticket',
    },
  },
  'asked-once': {
    status: 409,
    title: {
      zh: '缺什么要一次说全。再次补正只能针对第一次要求过的内容',
      en: 'Everything missing is asked for once. A later round may only come back to what was asked the first time',
    },
  },
  'asked-late': {
    status: 409,
    title: {
      zh: '收到已满 5 个工作日没有告知补正，按规定自收到之日起即为受理，不能再要求补正或不予受理',
      en: 'Nothing was asked within five working days, so it counts as accepted since receipt: no correction can be asked and it cannot be declined',
    },
  },
  'not-handler': {
    status: 409,
    title: {
      zh: '这一件由另一位同事承办。要由您来办，请先接手',
      en: 'A colleague handles this. Take it over first if you are to go on with it',
    },
  },
  'handled-already': {
    status: 409,
    title: {
      zh: '这一件已经有人承办，请刷新看看',
      en: 'Somebody handles this already, please reload',
    },
  },
  'asked-often': {
    status: 409,
    title: {
      zh: '补正最多三次，请受理或者决定不予受理',
      en: 'Corrections are asked for three times at most: accept it or decline it',
    },
  },
  'paused-often': {
    status: 409,
    title: {
      zh: '同一个原因最多停三次，再停要由负责人来定',
      en: 'For the same reason the clock stops three times at most; further it takes a chief',
    },
  },
  'application-emptied': {
    status: 409,
    title: {
      zh: '这份申请的个人信息已经按期清除，不能再写',
      en: 'What was personal of this application is deleted: nothing more can be written in it',
    },
  },
  'record-emptied': {
    status: 409,
    title: {
      zh: '这条记录里的个人信息已经按期清除',
      en: 'What was personal of this record is deleted',
    },
  },
  'callback-open': {
    status: 409,
    title: { zh: '还有回访没做完，先回访再办结', en: 'A call-back is still open: make it before closing' },
  },
  'callback-barred': {
    status: 403,
    title: { zh: '您办过这件事，回访要由别人来做', en: 'You had a part in this: somebody else calls back' },
  },
  'own-certificate': {
    status: 409,
    title: {
      zh: '更正证明要由出具的人以外的人来做',
      en: 'A certificate is corrected by somebody other than who issued it',
    },
  },
  'own-extension': {
    status: 409,
    title: {
      zh: '延长办理时限要由承办人以外的人批准',
      en: 'An extension is approved by somebody other than the handler',
    },
  },
  'no-extension': {
    status: 409,
    title: {
      zh: '这件事的时限不能延长，或者已经延长过',
      en: 'The time for this cannot be extended, or was extended already',
    },
  },
  'identity-first': {
    status: 409,
    title: {
      zh: '还没有核实到交付所要求的身份：本人来的，请先当面核对证件；别人代领，要等本人能用自己的查询码看到结果',
      en: 'The identity that handing over needs was not reached: look at the person’s document first; somebody else collects only once the person reads the result with a code of their own',
    },
  },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: Text }>
