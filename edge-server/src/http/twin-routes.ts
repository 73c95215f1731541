import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type LaneProfile, paths } from "@laneway/contracts";
import { benchUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import { body, json, refusals } from "./routes.js";
import { rackCards, shelfOf } from "./shelf.js";

const twin = z.strictObject({
  lanes: z.array(z.strictObject({ laneId: z.string(), name: z.string(), kioskPath: z.string(), benchPath: z.string(), benchUrl: z.string() })),
  attendantPath: z.string(),
  attendants: z.array(z.strictObject({ attendantId: z.string(), name: z.string(), pin: z.string(), role: z.string() })),
  cloudUrl: z.string().nullable(),
  apiPath: z.string(),
  currency: z.string(),
});

const shelf = z.strictObject({
  items: z.array(
    z.strictObject({
      itemId: z.string(),
      name: z.string(),
      code: z.string(),
      aim: z.string().optional(),
      plu: z.string().optional(),
      soldBy: z.enum(["each", "weight"]),
      expectedWeightGrams: z.int().optional(),
      picture: z.string().optional(),
      departmentId: z.string(),
      minimumAge: z.int().optional(),
      /** Paper or a card to show, nothing to buy. */
      kind: z.enum(["coupon", "member-card", "deposit-slip", "gift-card"]).optional(),
    }),
  ),
});

const twinRoute = createRoute({
  method: "get",
  path: "/api/v1/twin",
  summary: "Addresses, keys and PINs of a simulated store; a real store has no such page",
  responses: { 200: json(twin, "The twin"), ...refusals },
});

const shelfRoute = createRoute({
  method: "get",
  path: "/api/v1/bench/shelf",
  summary: "Things to scan and to weigh on a bench",
  responses: { 200: json(shelf, "The shelf"), ...refusals },
});

const slip = z.strictObject({ code: z.string(), number: z.string(), amountMinor: z.int(), currencyDigits: z.int() });
const slipRoute = createRoute({
  method: "post",
  path: "/api/v1/bench/deposit-slip",
  summary: "A slip of the bottle machine that stands beside the bench: fresh, signed with the store's own key",
  request: { body: body(z.strictObject({ bottles: z.int().min(1).max(100).default(9) })) },
  responses: { 200: json(slip, "What is printed on it"), ...refusals },
});
/** What a bottle of the demo store's is worth. */
const bottleMinor = 25;
const slipDays = 365;

const dayMs = 86_400_000;

/** Routes of a simulated store. Must not be added to a real one: they hand keys out. */
export function addTwinRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { config, secrets, catalogue, clock, knowledge } = deps;

  app.openapi(twinRoute, (context) => {
    const host = context.req.header("host");
    const lanes = [...deps.lanes.values()].map(({ profile }: { profile: LaneProfile }, index) => ({
      laneId: profile.laneId,
      name: profile.name,
      kioskPath: paths.kioskPage(profile.laneId, secrets.kioskKeys[profile.laneId] ?? ""),
      benchPath: paths.benchPage(profile.laneId),
      benchUrl: benchUrl(config, index, host),
    }));
    const cloudUrl = config.cloudUrl === "none" ? null : (config.cloudUrl ?? `http://${config.host}:${config.ports.cloud}`);
    return context.json({ lanes, attendantPath: paths.attendantPage, attendants: [...deps.demoAttendants], cloudUrl, apiPath: paths.apiPage, currency: config.store.currency }, 200);
  });

  app.openapi(slipRoute, (context) => {
    const { bottles } = context.req.valid("json");
    const amountMinor = bottles * bottleMinor;
    const number = deps.ids.next().slice(-12);
    const { policy, localTime } = knowledge.pricing(undefined, clock.nowMs() + slipDays * dayMs);
    const code = deps.slips.issue({ kind: "deposit-slip", number, amountMinor, lastDay: localTime.slice(0, 10) });
    return context.json({ code, number, amountMinor, currencyDigits: policy.currencyDigits }, 200);
  });

  app.openapi(shelfRoute, (context) => {
    const nowMs = clock.nowMs();
    const tomorrow = knowledge.pricing(undefined, nowMs + dayMs).localTime.slice(0, 10);
    const { giftCards, giftCardSales } = config.tenders;
    const rack = giftCards && giftCardSales.enabled ? rackCards(config.store.locales) : [];
    return context.json({ items: [...rack, ...shelfOf(catalogue.active(nowMs), catalogue, tomorrow, config.store.locales)] }, 200);
  });
}
