/** One deliberate breakage of the product, and the tests that must notice it. */
export interface Mutant {
  /** What is broken, in words. */
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly project: string;
  /** Test files, as vitest takes them. */
  readonly tests: string;
  /** Also tried by the ordinary test run. */
  readonly quick?: true;
}

const domainPayment = { project: "domain", tests: "src/payment/payment.test.ts" } as const;
const prices = { project: "domain", tests: "src/pricing/price-basket.property.test.ts" } as const;
const zvtConversation = { project: "device-agents", tests: "src/terminal/zvt" } as const;
const conformance = { project: "device-agents", tests: "src/terminal/terminal-conformance.test.ts" } as const;
const record = { project: "edge-server", tests: "src/store/record.test.ts" } as const;
const edge = { project: "edge-server", tests: "src/edge.test.ts src/http/app.test.ts" } as const;
const laneOrder = { project: "edge-server", tests: "src/lane/lane-order.test.ts" } as const;
const ingest = { project: "cloud-relay", tests: "src/cloud/ingest/ingest.test.ts" } as const;
const points = { project: "domain", tests: "src/loyalty/loyalty.test.ts" } as const;
const pointsLedger = { project: "cloud-relay", tests: "src/cloud/inquiries/answer-inquiry.test.ts" } as const;
const cards = { project: "domain", tests: "src/gift-card/load-card.test.ts" } as const;
const cardLedger = { project: "cloud-relay", tests: "src/cloud/inquiries/answer-inquiry.test.ts" } as const;
const offlineCards = { project: "domain", tests: "src/offline/offline-cards.test.ts" } as const;
const offlineEdge = { project: "edge-server", tests: "src/offline-cards.test.ts" } as const;
const slips = { project: "edge-server", tests: "src/slips.test.ts" } as const;
const vouchers = { project: "edge-server", tests: "src/vouchers.test.ts" } as const;
const takesSlips = { project: "domain", tests: "src/voucher/take-slip.test.ts" } as const;
const passkeys = { project: "edge-server", tests: "src/http/passkeys.test.ts" } as const;
const onTop = { project: "domain", tests: "src/tender/on-top.test.ts" } as const;
const relay = { project: "cloud-relay", tests: "src/store/relay.test.ts" } as const;

export const mutants: readonly Mutant[] = [
  // The attempt.
  { name: "the intent is not saved", file: "domain/src/payment/decide-pay.ts", find: 'const saved = record(numbered, { kind: "payment-intent-saved", ...head, previous, askAtMs, ...besides, ...way });', replace: "const saved = askAtMs > 0 && way !== undefined ? numbered : draft;", ...domainPayment, quick: true },
  { name: "every attempt has the same id", file: "domain/src/lane/draft.ts", find: "draft.command.commandId", replace: "draft.state.laneId", ...domainPayment },
  { name: "another attempt may start while one is unknown", file: "domain/src/payment/decide-pay.ts", find: 'if (isAttemptOpen(state.attempt)) return no("payment-already-running");', replace: "", ...domainPayment },
  { name: "the gate does not know an unclear payment", file: "domain/src/payment/decide-pay.ts", find: 'if (state.attempt?.state === "unknown") return no("payment-unclear");\n  if (isAttemptOpen(state.attempt)) return no("payment-already-running");', replace: "", ...domainPayment },
  { name: "another amount is believed", file: "domain/src/payment/decide-outcome.ts", find: "  outcome.amountMinor <= asked.amountMinor &&\n", replace: "", ...domainPayment, quick: true },
  { name: "another currency is believed", file: "domain/src/payment/decide-outcome.ts", find: "  asked.currency === outcome.currency &&\n", replace: "", ...domainPayment },
  { name: "past attempts are forgotten", file: "domain/src/payment/past-attempts.ts", find: ": [...all, one];", replace: ": [...all];", ...domainPayment },
  { name: "an attempt that is pursued is forgotten for a newer one", file: "domain/src/payment/past-attempts.ts", find: "const oldest = next.findIndex((past) => !isPursued(past));", replace: "const oldest = 0;", ...domainPayment },
  { name: "silence is taken as declined", file: "domain/src/payment/decide-outcome.ts", find: 'case "unknown":\n      return keepUnclear(draft, attempt, outcome.because);', replace: 'case "unknown":\n      return notPaid(draft, { kind: "payment-declined", attemptId, code: "00" });', ...domainPayment },
  { name: "a late approval is not given back", file: "domain/src/payment/take-back.ts", find: 'return perform(started, { kind: "reverse-payment", attemptId, amountMinor, currency, reference });', replace: "return started;", ...domainPayment, quick: true },
  { name: "a late approval is ignored", file: "domain/src/payment/decide-outcome.ts", find: 'if (outcome.result === "approved") return lateApproval(draft, past, outcome);', replace: 'if (outcome.result === "approved") return draft;', ...domainPayment },
  { name: "a second booking counts as the first", file: "domain/src/payment/decide-outcome.ts", find: " &&\n    one.receiptNumber === other.receiptNumber &&\n    one.trace === other.trace", replace: "", ...domainPayment },
  { name: "nobody hears that a sale's payment is gone", file: "domain/src/payment/decide-outcome.ts", find: 'if (past.state === "paid" && outcome.result !== "unknown") return contradictSale(draft, past, outcome);', replace: "", ...domainPayment },
  { name: "an unclear payment is asked about once only", file: "domain/src/payment/query-times.ts", find: "if (queries >= maximumQueries) return undefined;", replace: "if (queries >= 1) return undefined;", ...domainPayment },
  { name: "the basket may change while it is paid", file: "domain/src/lane/guards.ts", find: "isAttemptOpen(attempt) || ", replace: "", ...domainPayment },
  // Cards without the terminal's host.
  { name: "the sum of payments without the host is not looked at", file: "domain/src/offline/offline-way.ts", find: '  if (outstandingMinor + amountMinor > sumMinor) return { way: "forbidden", because: "over-sum" };\n', replace: "", ...offlineCards, quick: true },
  { name: "one payment without the host may be over its limit", file: "domain/src/offline/offline-way.ts", find: '  if (amountMinor > eachMinor) return { way: "forbidden", because: "over-each" };\n', replace: "", ...offlineCards },
  { name: "a sign-off that is over is used", file: "domain/src/offline/offline-way.ts", find: " && atMs < allowance.untilMs", replace: "", ...offlineCards, quick: true },
  { name: "what nobody allowed counts as paid", file: "domain/src/payment/decide-outcome.ts", find: 'outcome.offline === true && offline?.way === "forbidden"', replace: 'outcome.offline === true && offline?.way === "allowed" && outcome.amountMinor < 0', ...offlineCards },
  { name: "a payment that was given back becomes a loss", file: "domain/src/offline/decide-offline.ts", find: "payment === undefined || !maySuffer(payment.state, kind)", replace: "payment === undefined", ...offlineEdge },
  { name: "what is reserved and not used stays reserved", file: "edge-server/src/offline/lane-payments.ts", find: 'if (outcome.offline !== true) return [{ kind: "offline-released", attemptId }];', replace: "if (outcome.offline !== true) return [];", ...offlineEdge },
  { name: "the sum forgets what is reserved", file: "edge-server/src/store/stored-payments.ts", find: `AS minor FROM stored_payment WHERE state IN ('reserved', 'stored')`, replace: `AS minor FROM stored_payment WHERE state = 'stored'`, ...offlineEdge },
  { name: "a lost payment gives money back", file: "edge-server/src/store/stored-payments.ts", find: 'return payment?.state === "declined" ||', replace: "return", ...offlineEdge },
  // Books.
  { name: "the order of scanning decides where an odd cent falls", file: "domain/src/pricing/price-basket.ts", find: ".sort((a, b) => byContent(lines[a] as PricingLine, lines[b] as PricingLine))", replace: "", ...prices },
  { name: "what else is in the basket moves a line's base price", file: "domain/src/pricing/line-runs.ts", find: "[run(line.quantity, unitPrice)]", replace: "[run(line.quantity, unitPrice + lines.length - 1)]", ...prices },
  { name: "a part of a return is rounded for itself", file: "domain/src/pricing/return-pieces.ts", find: "amountMinor: share(part.amountMinor),", replace: 'amountMinor: scaled(part.amountMinor, pieces, sold, "down"),', ...prices },
  { name: "a kit is taxed by the wrong shares", file: "domain/src/pricing/price-basket.ts", find: "amounts: prorate(amountMinor, weights)", replace: "amounts: prorate(amountMinor, weights.toReversed())", project: "domain", tests: "src/pricing/prices-at-the-lane.test.ts" },
  { name: "an event's price holds without its event", file: "domain/src/pricing/resolve-price.ts", find: "context.events?.includes(price.event) !== true", replace: "context.events === undefined", project: "domain", tests: "src/pricing/prices-at-the-lane.test.ts" },
  { name: "a lane has an arithmetic of its own", file: "domain/src/pricing/book-terms.ts", find: "policy?.stacking ?? ", replace: "", project: "domain", tests: "src/promotion/at-the-lane.test.ts" },
  { name: "foreign cash is worth more than it is", file: "domain/src/till/foreign-cash.ts", find: 'policy.currencyDigits, "down")', replace: 'policy.currencyDigits, "up")', project: "domain", tests: "src/till/till.test.ts" },
  { name: "the last unit of a split amount is lost", file: "domain/src/pricing/prorate.ts", find: "for (const index of order.slice(0, amount - given)) parts[index] = (parts[index] ?? 0) + 1;", replace: "", project: "domain", tests: "src/pricing/price-basket.property.test.ts" },
  { name: "training counts as business", file: "domain/src/transaction/complete.ts", find: "(training ? state.lastTrainingReceiptNumber : state.lastReceiptNumber) + 1", replace: "state.lastReceiptNumber + 1", project: "domain", tests: "src/transaction/decide-transaction.test.ts src/receipt" },
  { name: "receipt numbers have gaps", file: "domain/src/transaction/complete.ts", find: ": state.lastReceiptNumber) + 1;", replace: ": state.lastReceiptNumber) + 2;", project: "domain", tests: "src/receipt src/lane/random-lanes.test.ts" },
  { name: "the original is printed twice", file: "domain/src/receipt/decide-print.ts", find: 'if (step.print !== "offered" && step.print !== "failed") return accepted(draft);', replace: "", project: "domain", tests: "src/receipt" },
  { name: "the next shopper finds the last one's basket", file: "domain/src/transaction/evolve-transaction.ts", find: "transaction: undefined,", replace: "transaction: state.transaction,", project: "domain", tests: "src/lane/clean-lane.test.ts src/transaction" },
  { name: "an approved age answers a law that goes by the day of birth", file: "domain/src/restriction/age-check.ts", find: "(transaction.bornBeforeApproved ?? latest) > item.bornBefore", replace: "transaction.ageApprovedUpTo < 18", project: "domain", tests: "src/restriction/goods-rules.test.ts" },
  // The record.
  { name: "the disk is not waited for", file: "edge-server/src/store/database.ts", find: 'connection.pragma("synchronous = FULL");', replace: 'connection.pragma("synchronous = NORMAL");', ...record, quick: true },
  { name: "an entry has no outbox row", file: "edge-server/src/store/journal.ts", find: "this.#outbox.run(sequence);", replace: "", ...record },
  { name: "an edited record is not noticed", file: "edge-server/src/store/journal.ts", find: " && sha256(journalHashInput(record)) === record.hash;", replace: ";", ...record },
  { name: "the outbox forgets what headquarters does not hold", file: "edge-server/src/store/record.ts", find: "if (this.journal.record(through)?.hash !== hash) return false;", replace: "", project: "edge-server", tests: "src/store/record.test.ts src/http/app.test.ts" },
  { name: "effects come before the commit", file: "edge-server/src/lane/lane.ts", find: "    if (keep) {\n", replace: "    if (decided.ok) this.#perform(decided.value.effects, commandId);\n    if (keep) {\n", ...laneOrder },
  { name: "a fact is acknowledged before its commit", file: "edge-server/src/lane/device-hub.ts", find: "    try {\n      this.#take(lane, fact);", replace: "    this.#deps.send(lane.profile.laneId, { device: fact.device, command: acknowledgement(fact.factId, this.#deps.ids.next(), this.#deps.clock.nowMs()) });\n    try {\n      this.#take(lane, fact);", ...laneOrder },
  { name: "a repeated command is done again", file: "edge-server/src/lane/lane.ts", find: "    if (stored !== undefined) {\n", replace: "    if (stored !== undefined && asked.commandId === \"\") {\n", ...edge },
  { name: "another command under the same id gets the first one's answer", file: "edge-server/src/lane/lane.ts", find: "stored.requestHash === hash ?", replace: "stored.requestHash !== \"\" ?", ...edge },
  { name: "an old scan falls into the next basket", file: "edge-server/src/lane/device-hub.ts", find: "nowMs - atMs > longestScanWaitMs || (endedAtMs", replace: "(endedAtMs", ...edge },
  { name: "what was scanned for the last basket falls into the next", file: "edge-server/src/lane/device-hub.ts", find: "|| (endedAtMs <= nowMs && atMs < endedAtMs)", replace: "", ...edge },
  { name: "a card number that was scanned is kept", file: "edge-server/src/lane/lane.ts", find: 'const keptHash = known.lookup?.kind === "secret" ? requestHash({ kind: request.kind }) : hash;', replace: "const keptHash = hash;", ...edge },
  // Headquarters.
  { name: "headquarters does not check a record's hash", file: "cloud-relay/src/cloud/ingest/verify-batch.ts", find: 'if (hash !== record.hash) return { reason: "hash-mismatch", sequence };', replace: "", ...ingest },
  { name: "headquarters takes two contents for one record", file: "cloud-relay/src/cloud/ingest/verify-batch.ts", find: 'if (link !== undefined && link.hash !== hash) return { reason: "conflicting-record", sequence };', replace: "", ...ingest },
  { name: "a record's permanent key is not unique", file: "cloud-relay/src/cloud/ingest/ingest.ts", find: "!heldSequences.has(sequence) && ", replace: "", ...ingest },
  { name: "the relay believes an answer about other content", file: "cloud-relay/src/store/headquarters.ts", find: 'if (answer.contentHash !== batch.contentHash) return notAcknowledged("it is about other content");', replace: "", ...relay },
  { name: "the relay believes whoever answers 200", file: "cloud-relay/src/store/headquarters.ts", find: 'if (read.data.batchId !== batch.batchId) return notAcknowledged("it names another batch");', replace: "", ...relay },
  // Judging baskets.
  { name: "a basket is asked about again and again", file: "domain/src/risk/assess.ts", find: 'tally.asked ? "pass" : audit', replace: "audit", project: "domain", tests: "src/risk/judge-basket.test.ts" },
  { name: "a score of the basket as it was before is believed", file: "domain/src/risk/assess.ts", find: "knowledge.score?.events === tally.events ? knowledge.score : undefined", replace: "knowledge.score", project: "domain", tests: "src/risk/judge-basket.test.ts" },
  { name: "training is judged", file: "domain/src/risk/judge-basket.ts", find: "transaction.training || ", replace: "", project: "domain", tests: "src/risk/judge-basket.test.ts" },
  { name: "a rule acts beside the model it stands in for", file: "domain/src/risk/rules.ts", find: '(state === "stand-in" && !scored)', replace: 'state === "stand-in"', project: "domain", tests: "src/risk/judge-basket.test.ts" },
  { name: "the budget of interventions is not kept", file: "domain/src/risk/budget.ts", find: "budget.interventionsPerMille - (asked ? 1_000 : 0)", replace: "budget.interventionsPerMille - (asked ? 100 : 0)", project: "domain", tests: "src/risk/budget.test.ts", quick: true },
  { name: "audits use up the budget", file: "domain/src/risk/budget.ts", find: "if (audit) return state;", replace: "", project: "domain", tests: "src/risk/budget.test.ts" },
  { name: "a model of other bytes than the pinned ones judges", file: "edge-server/src/risk/shipped-model.ts", find: "if (found !== pinned.sha256) throw", replace: 'if (found === "") throw', project: "edge-server", tests: "src/risk/shipped-model.test.ts" },
  { name: "what is no probability is believed", file: "edge-server/src/risk/risk-desk.ts", find: "if (!(probability >= 0 && probability <= 1)) throw", replace: "if (probability === undefined) throw", project: "edge-server", tests: "src/risk/risk-desk.test.ts" },
  { name: "an answer that was taken back still teaches", file: "edge-server/src/risk/judged-baskets.ts", find: 'if (entry.interventionId === open.interventionId) open.outcome = "nobody-looked";', replace: "", project: "edge-server", tests: "src/risk/replay.test.ts" },
  { name: "headquarters still shows an answer that was taken back", file: "cloud-relay/src/cloud/projection/follow.ts", find: "Object.assign(row, { outcome: null, ended_at_ms: null, ended_by: null, taken_by: nameOf(record.actor) });", replace: "row.taken_by = nameOf(record.actor);", project: "cloud-relay", tests: "src/cloud/reading/loss-prevention.test.ts" },
  { name: "who relieved a colleague at a lane is not told", file: "cloud-relay/src/cloud/reading/people.ts", find: "if (before !== undefined) before.end =", replace: "if (before !== undefined && sequence < 0) before.end =", project: "cloud-relay", tests: "src/cloud/reading/loss-prevention.test.ts" },
  // Signing in by passkey.
  { name: "an answer to a challenge opens twice", file: "edge-server/src/http/challenges.ts", find: "    this.#open.delete(challenge);\n", replace: "", ...passkeys },
  { name: "a challenge for one thing is good for another", file: "edge-server/src/http/challenges.ts", find: "known.about === about && ", replace: 'about !== "" && ', ...passkeys },
  { name: "a passkey opens without its owner's finger", file: "edge-server/src/http/passkey-routes.ts", find: "credential: { id, publicKey, counter },\n      requireUserVerification: true,", replace: "credential: { id, publicKey, counter },\n      requireUserVerification: false,", ...passkeys },
  { name: "a passkey opens by what was signed for another page", file: "edge-server/src/http/passkey-routes.ts", find: "expectedOrigin: origin,\n      expectedRPID: rpId,\n      credential", replace: "expectedOrigin: [origin, origin.concat('.evil')],\n      expectedRPID: rpId,\n      credential", ...passkeys },
  { name: "anybody gives out passkeys", file: "edge-server/src/http/passkey-routes.ts", find: 'if (caller.role !== "manager") throw', replace: 'if (caller.attendantId === "") throw', ...passkeys },
  // The terminal.
  { name: "a payment is sent before it is noted", file: "device-agents/src/terminal/zvt/conversation-jobs.ts", find: '[{ kind: "save-attempt", job: saved }]', replace: "[]", ...zvtConversation, quick: true },
  { name: "the terminal is acknowledged before the commit", file: "device-agents/src/terminal/zvt/conversation-answers.ts", find: '{ kind: "set-timer", timer: "hold", afterMs: timing.holdMs },', replace: '{ kind: "set-timer", timer: "hold", afterMs: timing.holdMs }, send(message.acceptMessage()),', ...zvtConversation },
  { name: "a payment whose line broke is taken as declined", file: "device-agents/src/terminal/zvt/conversation-answers.ts", find: "  return step({ ...offline, job: resolving(state, job) }, [...quiet, ...doubt(state, job)]);", replace: '  return prefixed(quiet, end(offline, job, { result: "declined", code: "00" }));', ...zvtConversation },
  { name: "the booking before is taken for this one", file: "device-agents/src/terminal/zvt/booking.ts", find: 'if (wanted.before.kind === "payment" && sameBooking(wanted.before.reference, reference)) {', replace: 'if (wanted.before.kind === "none") {', ...zvtConversation },
  { name: "an older booking is taken for this one", file: "device-agents/src/terminal/zvt/booking.ts", find: 'if (wanted.before.kind === "payment" && isOlder(reference, wanted.before.reference))', replace: 'if (wanted.before.kind === "none")', ...zvtConversation },
  { name: "a lost acknowledgement is not asked about", file: "device-agents/src/terminal/zvt/conversation-answers.ts", find: "if (state.holding !== undefined || job.doubt !== undefined) return prefixed([taken], findOut(state, job));", replace: "if (state.holding?.confirmed === true) return prefixed([taken], proceed({ ...state, job: undefined }));\n      if (state.holding !== undefined || job.doubt !== undefined) return prefixed([taken], findOut(state, job));", ...zvtConversation },
  { name: "a repeated authorise is sent again", file: "device-agents/src/agent/terminal-device.ts", find: "if (known === undefined) step(", replace: "if (known !== null) step(", ...conformance },
  { name: "an agent forgets what it sent", file: "device-agents/src/agent/attempt-notes.ts", find: "attempts: [...others, added].slice(-maximumNotes) };", replace: "attempts: others };", ...conformance },
  { name: "a forged approval in the clear is believed", file: "device-agents/src/terminal/nexo/session.ts", find: 'if (!body.success || body.data.Response.Result !== "Failure") return { kind: "refused", because: "the terminal\'s answer is forged: a success without encryption" };', replace: 'if (!body.success || body.data.Response.Result !== "Failure") return { kind: "answer", body: Object.values(content).at(-1) };', project: "device-agents", tests: "src/agent/nexo-terminal.test.ts" },
  { name: "a message's authentication code is not looked at", file: "device-agents/src/terminal/nexo/envelope.ts", find: "return authentic && plaintext !== undefined ?", replace: "return (authentic || given.length > 0) && plaintext !== undefined ?", project: "device-agents", tests: "src/terminal/nexo/envelope.test.ts" },
  { name: "an answer to another question is believed", file: "device-agents/src/terminal/nexo/session.ts", find: 'if (opened.name !== "SaleToPOIResponse" || wrong !== undefined)', replace: 'if (opened.name !== "SaleToPOIResponse")', project: "device-agents", tests: "src/agent/nexo-terminal.test.ts" },
  { name: "a terminal that forgot everything has booked nothing", file: "device-agents/src/agent/nexo-terminal.ts", find: 'if (control.kind === "found") return', replace: 'if (control.kind !== "unknown") return', ...conformance },
  { name: "an expired command is done", file: "device-agents/src/agent/lane-agent.ts", find: "if (command.data.expiresAtMs < Date.now()) {", replace: "if (command.data.expiresAtMs < 0) {", project: "device-agents", tests: "src/agent/payments.test.ts src/agent/resilience.test.ts src/agent/lane-agent.test.ts" },
  { name: "a command delivered twice is done twice", file: "device-agents/src/agent/lane-agent.ts", find: "if (!seen.firstTime(command.data.commandId)) return;", replace: "seen.firstTime(command.data.commandId);", project: "device-agents", tests: "src/agent" },
  // Money that goes back.
  { name: "a tender gives back more than it paid", file: "domain/src/returns/plan-refund.ts", find: "leftMinor: tender.amountMinor - givenMinor", replace: "leftMinor: tender.amountMinor", project: "domain", tests: "src/returns/returns.test.ts" },
  { name: "the till does not fall when cash goes back", file: "domain/src/till/till.ts", find: "refundsMinor: till.refundsMinor + handedMinor", replace: "refundsMinor: till.refundsMinor", project: "domain", tests: "src/returns/refund-tenders.test.ts" },
  { name: "money is given before headquarters holds what comes back", file: "domain/src/returns/decide-return.ts", find: "if (!needsHold(draft, open.value)) return", replace: "return", project: "domain", tests: "src/returns/hold-return.test.ts" },
  { name: "headquarters gives a gift card more than it paid", file: "cloud-relay/src/cloud/gift-card/give-back.ts", find: 'if ((back[0]?.sum ?? 0) + request.amountMinor > -redemption.amount_minor) return declined("more-than-paid");', replace: "", project: "cloud-relay", tests: "src/cloud/inquiries/answer-inquiry.test.ts" },
  { name: "two stores may hold the same goods", file: "cloud-relay/src/cloud/returns/holds.ts", find: 'if (await isTaken(sql, hold)) return "already-returned";', replace: "", project: "cloud-relay", tests: "src/cloud/returns/two-stores.test.ts" },
  // Gift cards that are sold.
  { name: "a gift card whose amount is chosen waits for another", file: "domain/src/basket/evolve-basket.ts", find: "(transaction.cardLoad?.loadId === line.giftCard?.loadId ?", replace: "(transaction.cardLoad?.loadId === undefined ?", ...cards },
  { name: "a gift card is loaded before its sale is complete", file: "domain/src/gift-card/load-card.ts", find: "accepted(settleBasket(priced))", replace: 'accepted(perform(settleBasket(priced), { kind: "inquire", inquiryId: lineId, request: { kind: "load-gift-card", target: cardLoad.loadId, amountMinor, currency: "EUR" } }))', ...cards },
  { name: "a gift card that was taken out of the basket is loaded", file: "domain/src/gift-card/card-lines.ts", find: "(giftCard === undefined || voided ? [] :", replace: "(giftCard === undefined ? [] :", ...cards },
  { name: "a gift card buys a gift card", file: "domain/src/gift-card/card-lines.ts", find: 'kind === "card" || kind === "redirect" || kind === "cash"', replace: 'kind === "card" || kind === "redirect" || kind === "cash" || kind === "gift-card"', ...cards },
  { name: "money for a gift card is taxed", file: "domain/src/gift-card/card-lines.ts", find: "ratePpm: 0,", replace: "ratePpm: 70_000,", ...cards },
  { name: "a lane that practises loads gift cards", file: "domain/src/transaction/complete.ts", find: "const loads = training ? [] : loadsOf(transaction);", replace: "const loads = loadsOf(transaction);", ...cards },
  { name: "money is given while it is still on the gift card", file: "domain/src/returns/hold-return.ts", find: " || returnedLoads(transaction, choice).length > 0", replace: "", ...cards },
  { name: "what only a PIN opens is told to whoever scans the card", file: "cloud-relay/src/cloud/gift-card/load.ts", find: "pinHash === null && balanceMinor > 0", replace: "balanceMinor > 0", ...cardLedger },
  { name: "numbers of gift cards can be tried out for ever", file: "cloud-relay/src/cloud/gift-card/guesses.ts", find: "|| empty >= maximumEmptyCards", replace: "", ...cardLedger },
  { name: "a gift card is loaded by each word of its sale", file: "cloud-relay/src/cloud/gift-card/load.ts", find: "if (isWanted === (movementId !== null)) return movementId;", replace: "if (!isWanted && movementId === null) return movementId;", ...cardLedger },
  { name: "what was taken back is loaded when the record comes late", file: "cloud-relay/src/cloud/gift-card/load.ts", find: "await settle(sql, row, amountMinor, row.taken_by_return === null, booking)", replace: "await settle(sql, row, amountMinor, true, booking)", ...cardLedger },
  { name: "what was spent is taken back all the same", file: "cloud-relay/src/cloud/gift-card/load.ts", find: 'if ((await balanceOf(sql, cardId)) < amountMinor) return "gift-card-spent";', replace: "", ...cardLedger },
  // Points and slips.
  { name: "points are priced before they are set aside", file: "domain/src/basket/shopper-pricing.ts", find: 'pointsHold?.state === "held" ? { points', replace: "pointsHold !== undefined ? { points", ...points },
  { name: "points that were set aside do not go back", file: "domain/src/loyalty/decide-points.ts", find: 'return perform(released, {', replace: 'return holdId.length > 0 ? released : perform(released, {', ...points },
  { name: "deposits earn points", file: "domain/src/loyalty/points.ts", find: "line.totalMinor - line.depositMinor", replace: "line.totalMinor", ...points },
  { name: "a sale earns each time it is told", file: "cloud-relay/src/cloud/loyalty/earn.ts", find: "if (fresh.length === 0) return;", replace: "", ...pointsLedger },
  { name: "a return takes no points back", file: "cloud-relay/src/cloud/loyalty/earn.ts", find: "if (taken > earning.taken_back)", replace: "if (taken < earning.taken_back)", ...pointsLedger },
  { name: "a return gives no points of a discount back", file: "cloud-relay/src/cloud/loyalty/earn.ts", find: "if (given > earning.given_back)", replace: "if (given < earning.given_back)", ...pointsLedger },
  { name: "what a discount left of the points stays away", file: "cloud-relay/src/cloud/loyalty/redeem.ts", find: "if (undone.length > 0 || points <= 0) return true;", replace: "if (undone.length > 0 || points <= 0 || keep > 0) return true;", ...pointsLedger },
  { name: "a deposit slip pays on two lanes", file: "edge-server/src/lane/lane-record.ts", find: "if (isSlipTender(tender)) projections.push", replace: "if (tender.amountMinor < 0) projections.push", ...slips },
  { name: "a deposit slip stays used when its basket is given up", file: "edge-server/src/store/record.ts", find: "this.slips.release(projection.tenderId);", replace: "", ...slips },
  { name: "a tip is turnover", file: "domain/src/tender/attempt-tender.ts", find: "outcome.amountMinor - onTopMinor({ onTop })", replace: "outcome.amountMinor", ...onTop },
  { name: "a return gives the tip back", file: "domain/src/returns/plan-refund.ts", find: "place.withTips === true ? onTop.tipMinor : 0", replace: "onTop.tipMinor", ...onTop },
  { name: "a booking with a tip is undone for its goods", file: "domain/src/returns/plan-refund.ts", find: " && (tipMinorOf(tender) === 0 || place.withTips === true)", replace: "", ...onTop },
  { name: "a basket that is given up keeps the tip", file: "domain/src/tender/give-back.ts", find: "amountMinor + onTopMinor(tender)", replace: "amountMinor", ...onTop },
  { name: "a tip is taken where nobody asks for one", file: "domain/src/tender/tip.ts", find: 'if (tips === undefined) return "tip-not-taken";', replace: "if (tips === undefined) return undefined;", ...onTop },
  { name: "a surcharge has no cap", file: "domain/src/pricing/surcharge.ts", find: "Math.min(maximumMinor, scaled(", replace: "Math.max(0, scaled(", ...onTop },
  { name: "a surcharge stays when the goods come back", file: "domain/src/returns/plan-refund.ts", find: "onTop.surcharge === undefined ? {} : { surcharge:", replace: "onTop.surcharge !== undefined ? {} : { surcharge:", ...onTop },
  { name: "a signature alone makes a voucher", file: "edge-server/src/lane/slip-desk.ts", find: 'return "voucher-unknown";', replace: "return undefined;", ...vouchers },
  { name: "a blocked voucher pays", file: "edge-server/src/lane/slip-desk.ts", find: 'if (known.state === "blocked") return "voucher-blocked";', replace: "", ...vouchers },
  { name: "a machine's key signs vouchers", file: "edge-server/src/lane/slip-desk.ts", find: 'kind === "deposit-slip" ? config', replace: 'kind !== undefined ? config', ...vouchers },
  { name: "vouchers die with the key that signed them", file: "edge-server/src/edge.ts", find: "ownKeys: () => record.signingKeys(),", replace: "ownKeys: () => [signer.publicKey],", ...vouchers },
  { name: "a voucher's code lies on the lane for whoever comes", file: "domain/src/lane/lane-view.ts", find: "    step: stepView(state, around),", replace: "    step: stepView(state, around), ...(state.lastVoucher === undefined ? {} : { storeName: around.voucherCode?.(state.lastVoucher) ?? \"\" }),", ...vouchers },
  { name: "the rest of a voucher is not given", file: "domain/src/voucher/take-slip.ts", find: "amountMinor: restMinor, because", replace: "amountMinor: 1, because", ...takesSlips },
  { name: "practice issues vouchers", file: "domain/src/returns/decide-return.ts", find: "(draft.knowledge.training || !draft.knowledge.tenders.vouchers.issue)", replace: "!draft.knowledge.tenders.vouchers.issue", project: "domain", tests: "src/returns/refund-tenders.test.ts" },
  { name: "a voucher buys points out", file: "domain/src/returns/plan-refund.ts", find: '(asVoucher && kind !== "loyalty")', replace: "asVoucher", project: "domain", tests: "src/returns/refund-tenders.test.ts" },
  { name: "headquarters forgets that a voucher is good again", file: "cloud-relay/src/cloud/voucher/follow-vouchers.ts", find: '"used_by = null, used_lane_id = null, used_at_ms = null"', replace: '"used_lane_id = null"', ...ingest },
  { name: "nobody looks at a slip's signature", file: "edge-server/src/lane/slip-desk.ts", find: "isSignedBy(key, toSign(text.kind, text.signed), text.signature)", replace: "key.length > 0", ...slips },
  { name: "a deposit slip worth more than is due is taken", file: "domain/src/voucher/take-slip.ts", find: "if (restMinor > 0 && !splits)", replace: "if (restMinor > 1_000 && !splits)", project: "domain", tests: "src/voucher/take-slip.test.ts" },
];
