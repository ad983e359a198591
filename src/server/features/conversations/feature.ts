import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { blockRoutes } from "./block-routes.ts";
import { createBlockService } from "./block-service.ts";
import { conversationRoutes } from "./conversation-routes.ts";
import { createConversationService } from "./conversation-service.ts";
import { conversationsManifest } from "./manifest.ts";
import { messageRoutes } from "./message-routes.ts";
import { createMessageService } from "./message-service.ts";

export const conversationsFeature = defineFeature(
  conversationsManifest,
  ({ database, emit, cursors }: FeatureContext) => ({
    registerRoutes(api: App) {
      messageRoutes(api, createMessageService({ database, emit }));
      conversationRoutes(api, { conversations: createConversationService({ database, emit }), cursors });
      blockRoutes(api, createBlockService({ database }));
    },
  }),
);
