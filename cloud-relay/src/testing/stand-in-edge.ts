import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Inquiry, type InquiryAnswer, inquiryAnswerTaken, outboxHeld, type ImportAnswer, type OutboxPage } from "@laneway/contracts";
import type { JournalWriter } from "./journal-writer.js";

/** The edge server's relay routes over a journal in memory, spoken over real HTTP. */
export interface StandInEdge {
  readonly url: string;
  /** The last sequence the relay has confirmed. */
  readonly held: () => number;
  readonly documents: unknown[];
  journal: JournalWriter;
  /** Questions to headquarters that wait; an answer takes its question off. */
  readonly inquiries: Inquiry[];
  readonly answers: InquiryAnswer[];
  /** Confirmations are answered with a broken connection from now on. */
  loseConfirmations: boolean;
  /** How many were. */
  lost: number;
  close(): Promise<void>;
}

export const relayToken = "relay-token-of-the-stand-in-edge";

export async function startEdge(journal: JournalWriter): Promise<StandInEdge> {
  let held = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://edge");
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${relayToken}`) return answer(401, { error: "token" });
    if (url.pathname === "/relay/v1/outbox") {
      const after = Number(url.searchParams.get("after"));
      const { storeId, journalId, records } = edge.journal;
      const page: OutboxPage = { storeId, journalId, records: records.slice(after, after + Number(url.searchParams.get("limit"))), waiting: records.length - held };
      return answer(200, page);
    }
    if (url.pathname === "/relay/v1/inquiries") return answer(200, { inquiries: edge.inquiries });
    const chunks: Buffer[] = [];
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      if (url.pathname === "/relay/v1/outbox/held") {
        if (edge.loseConfirmations) {
          edge.lost += 1;
          return request.socket.destroy();
        }
        const { heldThrough, hashAtHeldThrough } = outboxHeld.parse(body);
        if (edge.journal.records[heldThrough - 1]?.hash !== hashAtHeldThrough) return answer(409, { error: "hash" });
        held = Math.max(held, heldThrough);
        return answer(200, {});
      }
      if (url.pathname === "/relay/v1/inquiries/answers") {
        if (edge.loseConfirmations) {
          edge.lost += 1;
          return request.socket.destroy();
        }
        const taken = inquiryAnswerTaken.parse(body);
        const at = edge.inquiries.findIndex((one) => one.inquiryId === taken.inquiryId);
        if (at >= 0) edge.inquiries.splice(at, 1);
        edge.answers.push(taken.answer);
        return answer(200, { waiting: edge.inquiries.length });
      }
      edge.documents.push(body);
      const { header } = body as { header: { version: number } };
      return answer(200, { result: "imported", version: header.version, items: 1, added: 1, changed: 0, removed: 0 } satisfies ImportAnswer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const edge: StandInEdge = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held: () => held,
    documents: [],
    inquiries: [],
    answers: [],
    journal,
    loseConfirmations: false,
    lost: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return edge;
}
