/** What people put around the thing they ask for: it says nothing about what is asked. */
const before =
  /^(请问|你好|您好|我想要?|我要|想要?|我家|我的|我|怎么|怎样|如何|在哪里?|去哪里?|哪里可以|办理)+/u
const after =
  /(怎么办理?|怎么弄|怎样办|如何办理?|该怎么办|去哪里?办?|在哪里?办?|要带什么|需要什么材料|要多久|多少钱|可以吗|行吗|了吗|了|吗|呢|啊|吧|呀)+$/u
const filler = new Set(
  'i my me we our a an the to for of in on at is am are be been has have had do does did how what where when can could get got getting need want would like please it its was and or with'.split(
    ' ',
  ),
)

/**
 * A question without what people put around it, so that "身份证过期了怎么办" and "my ID card has expired" are
 * looked up by their words. A question that is nothing else stays as it is.
 */
export function askedWords(question: string): string {
  const words = question
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[?!.,;:？！。，；：]+$/u, ''))
    .filter((word) => !filler.has(word.toLowerCase().replace(/['’](s|m|ve|d)$/u, '')))
    .map((word) => word.replace(after, '').replace(before, ''))
    .filter((word) => word !== '')
  return words.length > 0 ? words.join(' ') : question
}
