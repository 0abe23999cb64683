import type { CallbackReason } from '../../db/schema/callback.ts'
import type { Text } from '../shared/text.ts'

/** One question, with the choices there are; none of them suggests an answer. */
export interface Question {
  key: string
  ask: Text
  choices: readonly { key: string; text: Text }[]
}

/** What whoever calls says, word for word. */
export interface Script {
  /** With its version: a script that was used is never changed, the next one gets a new number. */
  key: string
  opening: Text
  questions: readonly Question[]
  closing: Text
}

const t = (zh: string, en: string): Text => ({ zh, en })
const choice = (key: string, zh: string, en: string) => ({ key, text: t(zh, en) })

const opening = t(
  '您好，这里是公安局回访。想了解您办的事办得怎么样，大约两分钟。您可以不回答，也可以随时挂断，不影响您的事。现在方便吗？',
  'Hello, this is a call-back from the police. We would like to know how your matter was handled; it takes two minutes. You need not answer and may hang up at any time; it changes nothing for you. Is this a good moment?',
)
const closing = t(
  '谢谢。您说的会记下来，办这件事的人看不到是您说的。还有话想说，可以用编号在网上查询，或拨 12389 反映民警的问题。再见。',
  'Thank you. What you said is noted; whoever handled it does not see that it was you. If there is more, look your reference up online, or call 12389 about an officer. Goodbye.',
)
const yesNo = (yes: [string, string], no: [string, string]) => [
  choice('yes', ...yes),
  choice('no', ...no),
  choice('unsure', '说不清', 'Not sure'),
]

const told: Question = {
  key: 'told',
  ask: t('办到哪一步了，您知道吗？', 'Do you know which stage it has reached?'),
  choices: yesNo(['知道', 'Yes'], ['不知道', 'No']),
}
const reachable: Question = {
  key: 'reachable',
  ask: t(
    '您要找承办单位的时候，找得到人吗？',
    'When you needed the unit in charge, could you reach somebody?',
  ),
  choices: [...yesNo(['找得到', 'Yes'], ['找不到', 'No']), choice('not-tried', '没找过', 'Did not try')],
}
const manner: Question = {
  key: 'manner',
  ask: t('接待您的人态度怎么样？', 'How were you treated?'),
  choices: [
    choice('good', '好', 'Well'),
    choice('plain', '一般', 'So-so'),
    choice('bad', '不好', 'Badly'),
    choice('unsure', '说不清', 'Not sure'),
  ],
}
const why: Question = {
  key: 'why',
  ask: t('哪里办得不合适？', 'What was not right?'),
  choices: [
    choice('time', '时间', 'The time it took'),
    choice('manner', '态度', 'The manner'),
    choice('result', '结果', 'The result'),
    choice('unclear', '没说清楚', 'It was not explained'),
    choice('other', '其他', 'Something else'),
    choice('nothing', '没有', 'Nothing'),
  ],
}
const wish: Question = {
  key: 'wish',
  ask: t('您希望接下来怎么做？', 'What would you like to happen next?'),
  choices: [
    choice('explain', '解释清楚', 'An explanation'),
    choice('again', '重新办', 'That it is done again'),
    choice('leader', '由负责人联系', 'That whoever is in charge gets in touch'),
    choice('nothing', '不用再做什么', 'Nothing more'),
  ],
}

/** Every script there is, by its key. */
export const scripts = {
  'progress@1': { key: 'progress@1', opening, questions: [told, reachable, manner], closing },
  'unhappy@1': { key: 'unhappy@1', opening, questions: [why, wish], closing },
  'asked@1': { key: 'asked@1', opening, questions: [told, wish], closing },
} satisfies Record<string, Script>
export type ScriptKey = keyof typeof scripts

/** Which script is asked for which reason, now. */
export const scriptFor: Record<CallbackReason, ScriptKey> = {
  'rating-low': 'unhappy@1',
  sample: 'progress@1',
  stage: 'progress@1',
  objection: 'unhappy@1',
  asked: 'asked@1',
}

/** A script as it stands in a row. Throws TypeError: they are never taken away. */
export function scriptNamed(key: string): Script {
  const found = Object.hasOwn(scripts, key) ? scripts[key as ScriptKey] : undefined
  if (!found) throw new TypeError(`callback: no script ${key}`)
  return found
}
