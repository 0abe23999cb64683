import { type Role, roles } from '../shared/actor.ts'
import type { Text } from '../shared/text.ts'
import { type Permission, permissionsOf } from './permission.ts'

/** The roles in words. */
export const roleWords: Record<Role, Text> = {
  clerk: { zh: '窗口人员', en: 'Clerk' },
  handler: { zh: '承办人', en: 'Handler' },
  publisher: { zh: '信息公开员', en: 'Publisher' },
  chief: { zh: '所长', en: 'Station chief' },
  supervisor: { zh: '督察', en: 'Bureau supervision desk' },
  administrator: { zh: '系统管理员', en: 'Bureau administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
}

/** The roles that may do this. */
export const rolesThat = (permission: Permission): Role[] =>
  roles.filter((role) => permissionsOf[role].includes(permission))
