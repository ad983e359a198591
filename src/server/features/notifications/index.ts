export { type NotificationNeeds, notificationsFeature } from "./feature.ts";
export type { KindName } from "./kinds.ts";
export { notificationRows } from "./notification-bulk.ts";
export { quietRestored } from "./restored-notifications.ts";
export { type Told, toldOf } from "./tell.ts";
export { tellOfAlerts, tellOfReview } from "./tell-alerts.ts";
