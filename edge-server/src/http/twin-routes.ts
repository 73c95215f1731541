import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Item, type LaneProfile, paths } from "@laneway/contracts";
import { localized } from "@laneway/domain/lane/localized";
import { benchUrl } from "./addresses.js";
import type { AppDeps } from "./app-deps.js";
import { json, refusals } from "./routes.js";

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

/** Every department has its place on the shelf, so that there is something of each kind to try. */
const mostOnShelf = 120;
const fewestPerDepartment = 3;
const symbologies: Readonly<Record<number, string>> = { 8: "]E4", 12: "]E0", 13: "]E0" };

/** Routes of a simulated store. Must not be added to a real one: they hand keys out. */
export function addTwinRoutes(app: OpenAPIHono, deps: AppDeps): void {
  const { config, secrets, catalogue, clock } = deps;

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

  app.openapi(shelfRoute, (context) => {
    const book = catalogue.active(clock.nowMs());
    const departments = (book?.departments ?? []).filter((each) => each.itemCount > 0);
    const ofEach = Math.max(fewestPerDepartment, Math.floor(mostOnShelf / Math.max(1, departments.length)));
    const items = departments.flatMap(({ departmentId }) => catalogue.inDepartment(departmentId, book?.header.version ?? 0, ofEach));
    return context.json({ items: items.slice(0, 2 * mostOnShelf).flatMap((item) => onShelf(item, config.store.locales)) }, 200);
  });
}

/** As one scans or weighs it; an item without any code cannot lie on a shelf. */
function onShelf(item: Item, locales: readonly string[]) {
  const [plu] = item.plus;
  const code = item.codes[0] ?? plu;
  if (code === undefined) return [];
  const aim = /^\d+$/.test(code) ? symbologies[code.length] : undefined;
  return [
    {
      itemId: item.itemId,
      name: localized(item.names, locales[0] ?? "en", locales),
      code,
      ...(aim === undefined ? {} : { aim }),
      ...(plu === undefined ? {} : { plu }),
      soldBy: item.soldBy,
      ...(item.expectedWeightGrams === undefined ? {} : { expectedWeightGrams: item.expectedWeightGrams }),
      ...(item.picture === undefined ? {} : { picture: item.picture }),
      departmentId: item.departmentId,
      ...(item.minimumAge === undefined ? {} : { minimumAge: item.minimumAge }),
    },
  ];
}
