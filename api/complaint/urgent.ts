/** Words that sound as if somebody were in danger now; found, 110 is shown at once. It errs towards showing it. */
const signs = [
  /救命|求救|快来|正在(被|打|砍|抢|偷|追|闯|施暴)|持刀|拿刀|砍人|打起来|要杀|杀(了)?我|不想活|自杀|轻生|跳楼|割腕|绑架|拐走|着火|起火|爆炸|家暴|强奸|性侵|闯进(我)?家|流血|昏迷|失踪/,
  /\b(help me|sos|kill (me|him|her|us|myself)|suicide|suicidal|stabb?(ed|ing)|knife|gun|kidnapp?(ed|ing)|rape[ds]?|on fire|explosion|bleeding|unconscious|being (beaten|attacked|followed|robbed)|breaking in)\b/i,
]

/** Whether a text sounds like an emergency, for which nobody must wait for an answer here. */
export const soundsUrgent = (text: string): boolean => signs.some((sign) => sign.test(text))
