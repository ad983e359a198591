import type { Command, UserActor } from "../../core/actor.ts";
import { AppError, invalidField, notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { areAtWork } from "../missions/index.ts";
import { lockMembership } from "../organisations/index.ts";
import { countBlocks, deleteBlock, insertBlock, listBlocks } from "./block-queries.ts";
import { MOST_BLOCKS } from "./conversation.ts";
import type { Block } from "./message-contract.ts";

export type BlockService = ReturnType<typeof createBlockService>;

/** A block stops messages between two parties; offers and questions go on, since they must reach everybody. */
export function createBlockService({ database }: { readonly database: Database }) {
  return {
    list: (actor: UserActor): Promise<Block[]> => listBlocks(database.writer, actor.partyId),

    /** Throws `invalid_transition` while the two work together: a conversation can be muted instead. */
    block(command: Command, partyId: string): Promise<null> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await lockMembership(tx, actor);
        if (partyId === actor.partyId) throw new AppError("forbidden");
        if (await areAtWork(tx, actor.partyId, partyId)) throw new AppError("invalid_transition");
        if ((await countBlocks(tx, actor.partyId)) >= MOST_BLOCKS)
          throw new AppError("limit_reached", {
            fields: invalidField("/partyId", "too_many", { maximum: MOST_BLOCKS }).fields,
          });
        if (!(await insertBlock(tx, actor.partyId, partyId))) throw notFound();
        await recordAudit(tx, actor, { action: "party.block", resource: { type: "party", id: partyId } });
        return null;
      });
    },

    unblock(command: Command, partyId: string): Promise<null> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await deleteBlock(tx, actor.partyId, partyId);
        await recordAudit(tx, actor, { action: "party.unblock", resource: { type: "party", id: partyId } });
        return null;
      });
    },
  };
}
