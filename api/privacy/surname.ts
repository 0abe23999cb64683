/** Two-character Chinese surnames still in use; masking keeps both characters (standards B6). */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  `欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司空 东方 南宫 西门 独孤 端木 轩辕 百里 东郭 申屠
  钟离 呼延 澹台 公冶 宗政 濮阳 淳于 单于 太叔 公羊 赫连 闻人 鲜于 闾丘 亓官 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷
  宰父 谷梁 段干 东里 南门 左丘 梁丘 第五 纳兰 完颜 万俟 仉督 歐陽 諸葛`.split(/\s+/),
)

/** The surname a Chinese name begins with: two characters where the pair is a surname and a given name follows. */
export function surnameOf(name: string): string {
  const characters = [...name]
  const pair = characters.slice(0, 2).join('')
  return characters.length > 2 && COMPOUND_SURNAMES.has(pair) ? pair : (characters[0] ?? '')
}
