import { addDays, dayOf, daysBetween } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import type { ColumnRow, GuideRow, HealthRow } from './query.ts'
import type { Line } from './schema.ts'
import { guideline, inspection, own, t } from './sure.ts'

/** The home page shows something new at least so often, days (standards B7). */
const homeDays = 14
const named = 10

const lacking: Record<string, Text> = {
  name: t('名称', 'name'),
  basis: t('依据', 'basis'),
  department: t('办理部门', 'department'),
  conditions: t('条件', 'conditions'),
  materials: t('材料', 'materials'),
  flow: t('流程', 'flow'),
  limit: t('时限', 'time limit'),
  fee: t('收费', 'fee'),
}

interface Found {
  site: readonly ColumnRow[]
  guides: readonly GuideRow[]
  health: HealthRow
}

/** The rules about the site as a whole, each with what was found. */
export function siteLines(ctx: Ctx, { site, guides, health }: Found): Line[] {
  return [
    homeLine(ctx, site),
    guideLine(guides, health.guides),
    consultLine(ctx),
    footerLine(ctx),
    speedLine,
    ...runLines(ctx, health),
  ]
}

function homeLine({ clock }: Ctx, site: readonly ColumnRow[]): Line {
  const newest = Math.max(0, ...site.filter(({ published }) => published > 0).map(({ lastAt }) => lastAt))
  const days = newest ? daysBetween(dayOf(newest), dayOf(clock.now())) : null
  const old = days === null || days > homeDays
  return {
    ...inspection,
    key: 'home',
    oneFails: true,
    rule: t('首页两周没有更新，不合格', 'A home page without anything new for two weeks fails'),
    state: old ? 'bad' : days > homeDays - 4 ? 'warn' : 'good',
    found:
      days === null
        ? t('还没有发布过', 'Nothing was published yet')
        : t(`最新一条是 ${days} 天前`, `The newest is ${days} days old`),
    todo: t(
      `最晚 ${newest ? addDays(dayOf(newest), homeDays) : dayOf(clock.now())} 发布新内容`,
      `Publish something by ${newest ? addDays(dayOf(newest), homeDays) : dayOf(clock.now())}`,
    ),
    href: '/staff/notices/new',
    cases: [],
  }
}

const guideLine = (guides: readonly GuideRow[], all: number): Line => ({
  ...inspection,
  key: 'guides',
  oneFails: true,
  rule: t(
    '办事指南缺名称、依据、条件、材料、流程、时限、收费等要素，不合格',
    'A guide without name, basis, conditions, materials, flow, time limit or fee fails',
  ),
  state: guides.length || all === 0 ? 'bad' : 'good',
  found: t(`${all} 个事项，${guides.length} 个缺要素`, `${all} guides, ${guides.length} lack something`),
  todo: guides.length ? t('在事项目录里补齐', 'Complete them in the catalogue') : null,
  href: null,
  cases: guides.slice(0, named).map(({ code, nameZh, nameEn, lacks }) => {
    const what = (JSON.parse(lacks) as string[]).map((name) => lacking[name] ?? t(name, name))
    return {
      text: t(
        `${code} ${nameZh}：${what.map(({ zh }) => zh).join('、')}`,
        `${code} ${nameEn}: ${what.map(({ en }) => en).join(', ')}`,
      ),
      href: `/matters/${code}`,
    }
  }),
})

const consultLine = ({ settings }: Ctx): Line => ({
  ...inspection,
  key: 'consult',
  oneFails: true,
  rule: t('没有咨询渠道，不合格', 'A site without a way to ask fails'),
  state: settings.contactPhone ? 'good' : 'bad',
  found: settings.contactPhone
    ? t('联系电话、找错入口都在每一页页脚', 'A number and the way to report an error stand below every page')
    : t('没有设联系电话', 'No contact number is set'),
  todo: settings.contactPhone ? null : t('设置 CONTACT_PHONE', 'Set CONTACT_PHONE'),
  href: null,
  cases: [],
})

function footerLine({ settings }: Ctx): Line {
  const fields: [string, string, Text][] = [
    ['ORGANISER_ZH', settings.organiser.zh, t('主办单位', 'organiser')],
    ['SITE_CODE', settings.siteCode, t('网站标识码', 'site code')],
    ['ICP_RECORD', settings.icpRecord, t('ICP 备案号', 'ICP record')],
    ['POLICE_RECORD', settings.policeRecord, t('公安备案号', 'police record')],
    ['CONTACT_PHONE', settings.contactPhone, t('联系方式', 'contact')],
  ]
  const missing = fields.filter(([, value]) => value === '')
  return {
    ...guideline,
    key: 'footer',
    oneFails: false,
    rule: t(
      '页脚要有主办单位、网站标识码、ICP 备案号、公安备案号、联系方式',
      'The foot of each page names organiser, site code, ICP record, police record and contact',
    ),
    state: missing.length ? 'bad' : 'good',
    found: t(`缺 ${missing.length} 项`, `${missing.length} missing`),
    todo: missing.length ? t('请系统管理员设置', 'To be set by whoever runs the site') : null,
    href: null,
    cases: missing.map(([setting, , { zh, en }]) => ({
      text: t(`${zh}（${setting}）`, `${en} (${setting})`),
      href: null,
    })),
  }
}

const speedLine: Line = {
  ...inspection,
  key: 'speed',
  oneFails: true,
  rule: t(
    '每天抽查 20 次以上，超过 15 秒打不开的满 5%，不合格',
    'Of 20 probes a day or more, 5 % that take longer than 15 seconds fail',
  ),
  state: 'unseen',
  found: t('要从外面测', 'Has to be measured from outside'),
  todo: t('请另设外部拨测', 'Set up probes from outside'),
  href: null,
  cases: [],
}

function runLines({ settings, clock }: Ctx, { late, dead, sealed }: HealthRow): Line[] {
  const behind = sealed === null ? null : daysBetween(sealed, dayOf(clock.now()))
  return [
    {
      ...own,
      key: 'sender',
      oneFails: false,
      rule: t('短信要真的发得出去', 'Messages really go out'),
      state: late || dead ? 'bad' : settings.sender === 'console' ? 'warn' : 'good',
      found: t(
        `${settings.sender === 'console' ? '没有接短信通道，只写日志；' : ''}${late} 条等了十分钟以上，${dead} 条一天内没发出去`,
        `${settings.sender === 'console' ? 'No sender is set: they are only logged. ' : ''}${late} waiting for ten minutes or more, ${dead} given up today`,
      ),
      todo:
        settings.sender === 'console' || late || dead
          ? t('检查 SENDER 设置和通道', 'Look at SENDER and the gateway')
          : null,
      href: null,
      cases: [],
    },
    {
      ...own,
      key: 'sealing',
      oneFails: false,
      rule: t('每天的存证都封存', 'Each day of the audit is sealed'),
      state: behind !== null && behind <= 2 ? 'good' : 'warn',
      found:
        sealed === null
          ? t('还没有封存过', 'Nothing is sealed yet')
          : t(`封存到 ${sealed}`, `Sealed to ${sealed}`),
      todo: behind !== null && behind <= 2 ? null : t('检查定时任务', 'Look at the scheduled jobs'),
      href: '/open/proof',
      cases: [],
    },
  ]
}
