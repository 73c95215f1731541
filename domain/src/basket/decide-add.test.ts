import { describe, expect, it } from "vitest";
import { attendant, baseKnowledge, found, rules, shelf, TestLane } from "../lane/test-lane.js";

const scanOf = (text: string) => ({ kind: "scan", text, aim: undefined }) as const;

describe("scan and key-code", () => {
  it("the first scan begins a transaction in the screen's language", () => {
    const lane = new TestLane().do({ kind: "set-locale", locale: "de" }).scan("milk");
    expect(lane.state.transaction).toMatchObject({
      transactionId: "lane-1-c2.1",
      locale: "de",
      versions: { priceBook: { version: 1 } },
    });
    expect(lane.kinds()).toEqual(["locale-changed", "transaction-started", "line-added", "basket-priced"]);
    expect(lane.effect("scanner-signal")).toEqual({ kind: "scanner-signal", signal: "good" });
    expect(lane.state.notices).toMatchObject([{ kind: "item-added", itemId: "milk" }]);
  });

  it("a line keeps the item's facts, not its prices, codes and look-ups", () => {
    const line = new TestLane().scan("bananas", { weightGrams: 300 }).line(0);
    expect(Object.keys(line.item)).not.toEqual(expect.arrayContaining(["prices"]));
    expect(line).toMatchObject({
      unitPriceMinor: 199,
      entryMethod: "scanned",
      code: "bananas",
      weightGrams: 300,
    });
  });

  it("an unknown code is told to the shopper and asked of a person, once a code, and blocks nothing", () => {
    const lane = new TestLane().scan("milk");
    lane
      .do(scanOf("999"), { lookup: { kind: "not-found", code: "999" } })
      .do(scanOf("999"), { lookup: { kind: "not-found", code: "999" } });
    expect(lane.state.notices.map((notice) => notice.kind)).toEqual([
      "item-added",
      "item-not-found",
      "item-not-found",
    ]);
    expect(lane.intervention("unknown-item")).toMatchObject({ blocking: false, evidence: { code: "999" } });
    expect(lane.effect("scanner-signal")?.signal).toBe("not-on-file");
  });

  it("an unknown code on the welcome screen begins a transaction, so that a person can identify it into the basket", () => {
    const lane = new TestLane().do(scanOf("999"), { lookup: { kind: "not-found", code: "999" } });
    const { interventionId } = lane.intervention("unknown-item");
    lane.do({ kind: "identify-item", interventionId, itemId: "cap", quantity: 2 }, { lookup: found("cap") });
    expect(lane.state.interventions).toEqual([]);
    expect(lane.line(0)).toMatchObject({ entryMethod: "attendant", code: "999", quantity: 2 });
    expect(lane.entries.at(-1)).toMatchObject({
      kind: "intervention-ended",
      outcome: "resolved",
      actor: attendant,
    });
  });

  it.each([
    ["recalled", {}, {}, "item-recalled"],
    ["milk", {}, { recalledItems: ["milk"] }, "item-recalled"],
    ["staffed", {}, {}, "item-blocked"],
    ["unpriced", {}, {}, "item-blocked"],
    ["milk", { expiryDate: "2026-11-22" }, {}, "item-expired"],
    ["cheese", { priceInCodeMinor: 3_001 }, {}, "price-in-code-refused"],
    ["milk", { priceInCodeMinor: 100 }, {}, "price-in-code-refused"],
    ["cheese", { priceInCodeMinor: 0 }, {}, "price-in-code-refused"],
  ] as const)("%s %j is refused by name", (name, more, knowledge, reason) => {
    const lane = new TestLane().scan("bread").do(scanOf("x"), { lookup: found(name, more), ...knowledge });
    expect(lane.state.notices.at(-1)).toMatchObject({
      kind: "item-refused",
      itemId: name,
      names: shelf[name].names,
      reason,
    });
    expect(lane.state.transaction?.lines).toHaveLength(1);
    expect(lane.effect("scanner-signal")?.signal).toBe("not-on-file");
  });

  it("a recalled item is taken away by a person, asked once", () => {
    const lane = new TestLane().scan("recalled").scan("recalled");
    expect(lane.intervention("item-blocked")).toMatchObject({
      blocking: false,
      evidence: { code: "recalled" },
    });
  });

  describe("called-back lots and pieces", () => {
    const lotted = { ...shelf.milk, recalledLots: ["L1"], recalledSerials: ["S9"] };

    it.each([
      [{ lot: "L1" }],
      [{ serial: "S9" }],
      [{ lot: "L2", serial: "S9" }],
    ] as const)("%j is refused by name and taken away by a person, asked once", (more) => {
      const lane = new TestLane().scan("bread").scan("milk", { item: lotted, ...more });
      lane.scan("milk", { item: lotted, ...more });
      expect(lane.state.notices.at(-1)).toMatchObject({
        kind: "item-refused",
        names: shelf.milk.names,
        reason: "item-recalled",
      });
      expect(lane.intervention("item-blocked")).toMatchObject({ evidence: { itemNames: shelf.milk.names } });
      expect(lane.state.transaction?.lines).toHaveLength(1);
    });

    it("other lots and pieces, and codes that name neither, are sold", () => {
      const lane = new TestLane();
      for (const more of [{}, { lot: "L2" }, { lot: "S9" }, { serial: "L1" }])
        lane.scan("milk", { item: lotted, ...more });
      expect(lane.state.transaction?.lines).toHaveLength(4);
      expect(JSON.stringify(lane.entries)).not.toContain("recalledLots");
    });
  });

  it("a variant takes part in the offers of the item of which it is one", () => {
    const offer = {
      promotionId: "milks",
      names: { en: "Milk week" },
      effects: [{ kind: "amount-off", amountMinor: 19, on: { itemIds: ["milk"] } }],
    };
    const lane = new TestLane({ ...baseKnowledge, pricing: { ...baseKnowledge.pricing, promotions: [offer] } });
    lane.scan("bread", { item: { ...shelf.bread, variantOf: "milk" } }).scan("bread");
    expect(lane.state.transaction?.priced.lines.map((line) => line.totalMinor)).toEqual([230, 249]);
  });

  it("goods near their last day carry the markdown of a freshness promotion, by its name", () => {
    const fresh = {
      promotionId: "fresh",
      names: { en: "Best today" },
      effects: [{ kind: "freshness", steps: [{ daysLeft: 0, percentPpm: 500_000 }, { daysLeft: 2, percentPpm: 200_000 }] }],
    };
    const lane = new TestLane({ ...baseKnowledge, pricing: { ...baseKnowledge.pricing, promotions: [fresh] } });
    for (const expiryDate of ["2026-11-23", "2026-11-25", "2026-11-26", undefined])
      lane.scan("milk", { item: { ...shelf.milk, prices: [{ amountMinor: 1_000, kind: "regular" }] }, expiryDate });
    expect(lane.state.transaction?.priced.lines.map((line) => line.totalMinor)).toEqual([500, 800, 1_000, 1_000]);
    expect(lane.state.transaction?.priced.lines[0]?.discounts).toMatchObject([
      { promotionId: "fresh", names: { en: "Best today" }, amountMinor: 500 },
    ]);
  });

  it("the last day of an item is a day on which it is sold", () => {
    expect(
      new TestLane().scan("milk", { expiryDate: "2026-11-23", lot: "L1", serial: "S1" }).line(0),
    ).toMatchObject({ expiryDate: "2026-11-23", lot: "L1", serial: "S1" });
  });

  it("an item sold by weight is to be weighed, unless its code carries weight or an allowed price", () => {
    const lane = new TestLane().scan("bananas");
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "weigh-this-item", itemId: "bananas" });
    expect(lane.state.transaction?.lines).toEqual([]);
    lane.do({ kind: "weigh-item", itemId: "bananas" }, { lookup: found("bananas"), produceWeightGrams: 505 });
    expect(lane.line(0)).toMatchObject({ entryMethod: "weighed", weightGrams: 500 });
    expect(lane.state.notices.map((notice) => notice.kind)).toEqual(["item-added"]);
    lane.scan("bananas", { weightGrams: 250 }).scan("cheese", { priceInCodeMinor: 777 });
    expect(lane.state.transaction?.priced.lines.map((line) => line.totalMinor)).toEqual([100, 50, 777]);
  });

  it.each([
    [{ lookup: { kind: "secret", what: "card-number" } }, "card-number-refused"],
    [{ lookup: { kind: "secret", what: "badge" } }, "item-not-found"],
    [{ lookup: { kind: "unreadable", because: "check digit" } }, "code-unreadable"],
    [{}, "item-not-found"],
  ] as const)("%j is refused without a trace", (knowledge, reason) => {
    const lane = new TestLane();
    expect(lane.refuse({ kind: "key-code", code: "4111111111111111" }, knowledge).reason).toBe(reason);
    expect(lane.entries).toEqual([]);
  });

  it.each([
    [{ lookup: { kind: "secret", what: "card-number" } }, "card-number-refused"],
    [{ lookup: { kind: "unreadable", because: "check digit" } }, "code-unreadable"],
  ] as const)("a scan of %j is told on the screen and by the scanner, without the code", (knowledge, reason) => {
    const lane = new TestLane().do(scanOf("4111111111111111"), knowledge);
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason });
    expect(lane.effect("scanner-signal")?.signal).toBe("not-on-file");
    expect(JSON.stringify(lane.entries)).not.toContain("4111");
  });

  it("while a payment is on its way nothing is added", () => {
    const lane = new TestLane().toPayment("milk");
    lane.pay();
    expect(lane.refuse({ kind: "key-code", code: "bread" }, { lookup: found("bread") }).reason).toBe("basket-locked");
    const before = lane.entries.length;
    lane.do(scanOf("bread"), { lookup: found("bread") });
    expect(lane.kinds().slice(before)).toEqual(["notice-shown"]);
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "basket-locked" });
    expect(lane.effect("scanner-signal")?.signal).toBe("not-on-file");
  });

  it("a saved basket that cannot be brought back is told to who scans its code", () => {
    const lane = new TestLane().scan("milk").do(scanOf("7XK2QA"), { lookup: { kind: "suspended-token", token: "7XK2QA" } });
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "lane-busy" });
    const used = new TestLane().do(scanOf("7XK2QA"), { lookup: { kind: "suspended-token", token: "7XK2QA" }, suspendedUsed: true });
    expect(used.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "suspended-basket-used" });
  });

  it("a scan on a lane that is not open leaves no trace: the whole screen says so", () => {
    const lane = new TestLane().do({ kind: "close-lane" });
    expect(lane.refuse(scanOf("milk"), { lookup: found("milk") }).reason).toBe("lane-not-open");
  });

  it.each(["scan", "key-code"] as const)("%s of a coupon calls a person, who is shown it, once a coupon, and blocks nothing", (kind) => {
    const lane = new TestLane().scan("milk");
    const show = (code: string) => lane.do(kind === "scan" ? scanOf(code) : { kind, code }, { lookup: { kind: "coupon", code, coupon: { ok: false, error: "coupon-for-colleague" }, used: false } });
    show("8110100707340143853100110110");
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "coupon-for-colleague" });
    expect(lane.intervention("help")).toMatchObject({ blocking: false, evidence: { code: "8110100707340143853100110110" } });
    show("8110100707340143853100110110");
    expect(lane.state.interventions).toHaveLength(1);
    show("9912345678901");
    expect(lane.state.interventions).toHaveLength(2);
    expect(lane.state.transaction?.lines).toHaveLength(1);
  });

  it("a scan while bags or a tender are being chosen goes back to the basket", () => {
    const lane = new TestLane().toPayment("milk").scan("bread");
    expect(lane.state.step.name).toBe("basket");
    expect(lane.state.transaction?.lines).toHaveLength(2);
  });

  it("a scan on the thank-you screen is the next shopper's", () => {
    const lane = new TestLane().toPayment("free");
    lane.do({ kind: "pay", tender: "card" });
    expect(lane.state.step.name).toBe("thank-you");
    lane.scan("milk");
    expect(lane.state.step.name).toBe("basket");
    expect(lane.kinds()).toContain("shopper-left");
  });

  it.each(["pause-lane", "close-lane"] as const)(
    "after %s nobody begins, but who has begun goes on",
    (kind) => {
      const busy = new TestLane().scan("milk").do({ kind }).scan("bread");
      expect(busy.state.transaction?.lines).toHaveLength(2);
      const idle = new TestLane().do({ kind });
      expect(idle.refuse(scanOf("milk"), { lookup: found("milk") }).reason).toBe("lane-not-open");
      expect(idle.refuse({ kind: "start", locale: "en" }).reason).toBe("lane-not-open");
      expect(idle.do({ kind: "open-lane" }).scan("milk").state.step.name).toBe("basket");
    },
  );
});

describe("pick-item, weigh-item and identify-item", () => {
  it("a picked item is added so many times", () => {
    const lane = new TestLane().do(
      { kind: "pick-item", itemId: "cap", quantity: 3 },
      { lookup: found("cap") },
    );
    expect(lane.line(0)).toMatchObject({ entryMethod: "picked", quantity: 3, code: undefined });
    expect(lane.totalMinor).toBe(4_500);
  });

  it.each([
    [{ kind: "pick-item", itemId: "x", quantity: 1 }, {}, "item-not-found"],
    [{ kind: "pick-item", itemId: "bananas", quantity: 1 }, { lookup: found("bananas") }, "weight-required"],
    [{ kind: "pick-item", itemId: "staffed", quantity: 1 }, { lookup: found("staffed") }, "item-blocked"],
    [{ kind: "weigh-item", itemId: "x" }, {}, "item-not-found"],
    [{ kind: "weigh-item", itemId: "milk" }, { lookup: found("milk") }, "quantity-not-allowed"],
    [{ kind: "weigh-item", itemId: "bananas" }, { lookup: found("bananas") }, "weight-not-stable"],
    [
      { kind: "weigh-item", itemId: "bananas" },
      { lookup: found("bananas"), produceWeightGrams: 0 },
      "weight-required",
    ],
    // The packaging alone.
    [
      { kind: "weigh-item", itemId: "bananas" },
      { lookup: found("bananas"), produceWeightGrams: 5 },
      "weight-required",
    ],
    [
      { kind: "identify-item", interventionId: "none", itemId: "milk", quantity: 1 },
      { lookup: found("milk") },
      "intervention-not-found",
    ],
  ] as const)("%j is refused: %s %s", (request, knowledge, reason) => {
    expect(new TestLane().refuse(request, knowledge).reason).toBe(reason);
  });

  it("with the produce scale away nothing is weighed", () => {
    const lane = new TestLane().do({
      kind: "device-fault",
      device: "produce-scale",
      code: "unreachable",
      raised: true,
      detail: undefined,
    });
    expect(
      lane.refuse(
        { kind: "weigh-item", itemId: "bananas" },
        { lookup: found("bananas"), produceWeightGrams: 100 },
      ).reason,
    ).toBe("scale-not-ready");
  });

  it("only the question about a code is answered with an item", () => {
    const lane = new TestLane().scan("milk").do({ kind: "request-help" });
    const { interventionId } = lane.intervention("help");
    expect(
      lane.refuse(
        { kind: "identify-item", interventionId, itemId: "milk", quantity: 1 },
        { lookup: found("milk") },
      ).reason,
    ).toBe("outcome-not-allowed");
  });

  it("an attendant identifies a weighed item by the scale", () => {
    const lane = new TestLane().do(scanOf("999"), { lookup: { kind: "not-found", code: "999" } });
    const { interventionId } = lane.intervention("unknown-item");
    const request = { kind: "identify-item", interventionId, itemId: "bananas", quantity: 4 } as const;
    expect(lane.refuse(request, { lookup: found("bananas") }).reason).toBe("weight-required");
    expect(lane.do(request, { lookup: found("bananas"), produceWeightGrams: 1_005 }).line(0)).toMatchObject({
      quantity: 1,
      weightGrams: 1_000,
    });
  });
});

describe("limits", () => {
  it("an item has its maximum over all its lines", () => {
    const lane = new TestLane()
      .do({ kind: "pick-item", itemId: "water", quantity: 5 }, { lookup: found("water") })
      .scan("water");
    const refusal = lane.refuse(
      { kind: "pick-item", itemId: "water", quantity: 1 },
      { lookup: found("water") },
    );
    expect(refusal).toEqual({ reason: "quantity-not-allowed", details: { itemId: "water", maximum: 6 } });
    lane.do({ kind: "void-line", lineId: lane.line(1).lineId }).scan("water");
  });

  it("a basket has its most lines and its highest total", () => {
    const full = new TestLane({ ...baseKnowledge, rules: { ...rules, maximumBasketLines: 2 } })
      .scan("milk")
      .scan("milk");
    expect(
      full.refuse({ kind: "pick-item", itemId: "milk", quantity: 1 }, { lookup: found("milk") }).reason,
    ).toBe("basket-full");
    const dear = new TestLane().scan("dear").scan("dear");
    expect(dear.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "amount-out-of-range" });
    expect(dear.totalMinor).toBe(99_000);
  });
});
