import { applicationFileRoutes } from './application/files/routes.ts'
import { formRoutes } from './application/form/routes.ts'
import { applicationIdentityRoutes } from './application/identity/routes.ts'
import { applicationRoutes } from './application/routes.ts'
import { phoneRoutes } from './appointment/phone/routes.ts'
import { releaseRoutes } from './appointment/release/routes.ts'
import { appointmentRoutes } from './appointment/routes.ts'
import { waitingRoutes } from './appointment/waiting/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { certificateRoutes } from './certificate/routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { standInRoutes } from './identity/standIn/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { matterRoutes } from './matter/routes.ts'
import { noticeFileRoutes } from './notice/fileRoutes.ts'
import { noticeRoutes } from './notice/public/routes.ts'
import { queueRoutes } from './queue/routes.ts'
import { stationRoutes } from './station/routes.ts'
import { trackRoutes } from './track/routes.ts'

/** Every feature's routes, mounted under /api/v1 in this order. */
export const features = [
  healthRoutes,
  stationRoutes,
  queueRoutes,
  calendarRoutes,
  matterRoutes,
  noticeFileRoutes,
  noticeRoutes,
  feedbackRoutes,
  formRoutes,
  applicationFileRoutes,
  intakeRoutes,
  applicationIdentityRoutes,
  standInRoutes,
  applicationRoutes,
  appointmentRoutes,
  releaseRoutes,
  phoneRoutes,
  waitingRoutes,
  trackRoutes,
  auditRoutes,
  certificateRoutes,
]
