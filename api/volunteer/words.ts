import type { VolunteerKind, VolunteerState } from '../../db/schema/volunteer.ts'
import type { Text } from '../shared/text.ts'

/** What people can be, in words. */
export const kindTexts: Record<VolunteerKind, Text> = {
  watch: { zh: '邻里守望', en: 'Neighbourhood watch' },
  helper: { zh: '志愿者', en: 'Volunteer' },
  patrol: { zh: '巡防队', en: 'Patrol team' },
  informant: { zh: '治安信息员', en: 'Public-security contact' },
}

export const volunteerTexts: Record<VolunteerState, Text> = {
  asked: { zh: '已登记，等派出所联系', en: 'Signed up; the station will get in touch' },
  active: { zh: '已加入', en: 'Taken in' },
  left: { zh: '已退出', en: 'Left' },
}
