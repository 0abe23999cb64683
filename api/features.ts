import { phoneRoutes } from './appointment/phone/routes.ts'
import { releaseRoutes } from './appointment/release/routes.ts'
import { appointmentRoutes } from './appointment/routes.ts'
import { waitingRoutes } from './appointment/waiting/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { matterRoutes } from './matter/routes.ts'
import { noticeFileRoutes } from './notice/fileRoutes.ts'
import { noticeRoutes } from './notice/public/routes.ts'
import { queueRoutes } from './queue/routes.ts'
import { stationRoutes } from './station/routes.ts'
import { trackRoutes } from './track/routes.ts'

/** The features every request's Worker begins with, mounted under /api/v1 in this order; further ones: laterFeatures.ts. */
export const features = [
  healthRoutes,
  stationRoutes,
  queueRoutes,
  calendarRoutes,
  matterRoutes,
  noticeFileRoutes,
  noticeRoutes,
  feedbackRoutes,
  intakeRoutes,
  appointmentRoutes,
  releaseRoutes,
  phoneRoutes,
  waitingRoutes,
  trackRoutes,
]
