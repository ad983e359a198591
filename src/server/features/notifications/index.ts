export { type NotificationNeeds, notificationsFeature } from "./feature.ts";
export { type Told, toldOf } from "./tell.ts";
export { tellOfAlerts, tellOfReview } from "./tell-alerts.ts";
